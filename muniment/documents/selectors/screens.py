"""What the document's screen shows, as plain frozen values: the templates' only context."""

from __future__ import annotations

from dataclasses import dataclass

IMAGE_PANE = "image"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `href` is "" where there is nothing to see."""

    label: str
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One field of the document's details, with at least one value."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page image as IIIF serves it; `service` has no slash at its end."""

    service: str
    width_px: int
    height_px: int
    is_ready: bool
    has_failed: bool
    preview_width_px: int
    preview_height_px: int
    thumbnail_width_px: int

    @property
    def preview(self) -> str:
        """Address an image of moderate size, which is kept ready made."""
        return f"{self.service}/full/{self.preview_width_px},/0/default.jpg"

    @property
    def thumbnail(self) -> str:
        """Address a small image."""
        return f"{self.service}/full/{self.thumbnail_width_px},/0/default.jpg"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the document. `key` names it in addresses; `label` is what is printed on it."""

    key: str
    label: str
    number: int  # its place in the document, from 1
    image: PageImage | None = None


@dataclass(frozen=True, slots=True)
class PaneChoice:
    """A pane that the document offers: the page images, a text, or the reason for none.

    `name` stands for it in addresses. `absence` is "", or why it is empty.
    """

    name: str
    kind: str  # image, TRANSCRIPTION, TRANSLATION
    label: str  # "Page image", "Russian", "English (H. Ashdown)"
    language: str = ""
    origin: str = ""
    absence: str = ""


@dataclass(frozen=True, slots=True)
class TextPane:
    """A text as it is shown. `voices` are those that occur, `signs` the kinds of apparatus."""

    name: str
    key: str
    kind: str
    origin: str
    language: str
    heading: str
    title: str
    credits: tuple[tuple[str, str], ...]
    body_html: str
    notes_html: str
    voices: tuple[str, ...]
    signs: tuple[str, ...]
    has_lines: bool
    has_numbered_lines: bool
    version: int
    length: int
    sha256: str
    first_page: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as a card shows him: names in every script, dates, offices, the way to more."""

    slug: str
    href: str
    name: str
    names: tuple[tuple[str, str], ...]  # (language, name)
    dates: str
    offices: tuple[tuple[str, str], ...]  # (language, office)


@dataclass(frozen=True, slots=True)
class ContentsSource:
    """Where the list at the side comes from: a volume, or an archival file."""

    kind: str  # volume, file
    pk: int
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class TextHits:
    """How often the words looked for stand in one text; `pane` names it in addresses."""

    pane: str
    heading: str
    count: int
    is_shown: bool


@dataclass(frozen=True, slots=True)
class HitLine:
    """A place on a page image where a hit stands, on one line; its number, if it has one."""

    page: str
    hits: tuple[int, ...]
    polygon: tuple[tuple[int, int], ...]  # pixels of the whole image


@dataclass(frozen=True, slots=True)
class Found:
    """The words looked for in one document.

    `pages` is the key of the page of each hit that is shown, number 1 first: through the texts as
    they stand side by side, each with its notes.
    """

    texts: tuple[TextHits, ...]
    pages: tuple[str, ...]
    lines: tuple[HitLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentScreen:
    """All that the screen of one document shows to one viewer."""

    identifier: str
    ark: str
    href: str
    title: str
    title_language: str
    byline: str
    type: str
    date: str
    date_wording: str
    is_old_style: bool
    reference: str
    description: str
    breadcrumb: tuple[Link, ...]
    contents: ContentsSource | None
    previous: Link | None
    following: Link | None
    details: tuple[Detail, ...]
    rights: str
    licence_url: str
    pages: tuple[Page, ...]
    choices: tuple[PaneChoice, ...]
    shown: tuple[str, ...]
    texts: tuple[TextPane, ...]
    people: tuple[PersonCard, ...]
    version: str
    found: Found | None = None  # where words were looked for

    def choice(self, name: str) -> PaneChoice:
        """Give the pane of a name."""
        return next(c for c in self.choices if c.name == name)

    @property
    def has_images(self) -> bool:
        """Tell whether any page has an image."""
        return any(page.image for page in self.pages)
