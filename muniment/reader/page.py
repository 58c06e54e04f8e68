"""The reader's page: a document's screen arranged in panes, with every way to arrange it anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext, pgettext

from muniment.documents.models import Text
from muniment.documents.selectors.details import origin_words
from muniment.documents.selectors.panes import MAX_PANES
from muniment.documents.selectors.screens import (
    IMAGE_PANE,
    DocumentScreen,
    Link,
    Page,
    PaneChoice,
    TextPane,
)
from muniment.reader.finding import FindBar
from muniment.reader.passage import PassageView
from muniment.reader.state import ReaderState
from muniment.reader.trail import Trail
from muniment.rendering.languages import direction
from muniment.rendering.words import VOICE_LABELS


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that arranges the panes anew; `is_on` where it is already so."""

    label: str
    href: str
    is_on: bool
    name: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaneView:
    """One pane: page images, a text, or the reason why it is empty."""

    name: str
    is_image: bool
    heading: str
    language: str
    direction: str
    note: str  # "Transcription", "Translation by Helen Ashdown"
    origin: str  # "" for an edited text
    absence: str
    text: TextPane | None
    switches: tuple[Choice, ...]
    close_href: str
    is_first_text: bool
    passage: PassageView | None  # of this text, or what is to be said of a link that leads nowhere
    page_number: int
    page_label: str
    previous_href: str
    next_href: str


@dataclass(frozen=True, slots=True)
class VoiceOption:
    """A voice, or another layer of the text, that can be hidden."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the apparatus in the key: how it looks, and what it means."""

    name: str
    sample: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """The template's only context."""

    screen: DocumentScreen
    panes: tuple[PaneView, ...]
    choices: tuple[Choice, ...]
    voices: tuple[VoiceOption, ...]
    hidden_voices: str
    shows_lines: bool
    previous: Link | None
    following: Link | None
    page_key: str
    permanent_address: str
    state: ReaderState
    contents_html: str
    contents_href: str
    subtitle: tuple[str, ...]
    signs: tuple[Sign, ...]
    find: FindBar
    trail: Trail | None
    notes_reading: bool  # the reader has asked that what he reads be noted
    kept: tuple[tuple[str, str], ...]  # parameters that the form of voices sends along


def reader_page(
    screen: DocumentScreen,
    state: ReaderState,
    *,
    contents_html: str,
    contents_href: str,
    public_url: str,
    find: FindBar,
    passage: PassageView | None = None,
    trail: Trail | None = None,
    notes_reading: bool = False,
) -> ReaderPage:
    """Arrange a document's screen as the reader asks."""
    wanted = state.page or (passage.page if passage else "")
    current = next((p for p in screen.pages if p.key == wanted), None)
    at = current or (screen.pages[0] if screen.pages else None)
    options = _voice_options(screen, state)
    return ReaderPage(
        screen=screen,
        panes=tuple(_panes(screen, state, at=at, passage=passage)),
        choices=tuple(_choices(screen, state)),
        voices=options,
        hidden_voices=" ".join(o.value.upper() for o in options if not o.is_on),
        shows_lines=any(o.value == "lines" and o.is_on for o in options),
        previous=trail.previous if trail else _neighbour(screen.previous, state),
        following=trail.following if trail else _neighbour(screen.following, state),
        page_key=current.key if current else "",
        permanent_address=f"{public_url}/{screen.ark}",
        state=state,
        contents_html=contents_html,
        contents_href=contents_href,
        subtitle=_subtitle(screen),
        signs=_signs(screen),
        find=find,
        trail=trail,
        notes_reading=notes_reading,
        kept=tuple(pair for pair in state.pairs() if pair[0] != "voices"),
    )


def _subtitle(screen: DocumentScreen) -> tuple[str, ...]:
    """Say who, when and where it lies, without what the title says already."""
    by = gettext("By %(name)s") % {"name": screen.byline} if screen.byline else ""
    day = screen.date.replace("\u00a0", " ").removesuffix(" г.")
    when = "" if day and day in screen.title else screen.date
    return tuple(words for words in (by, when, screen.reference) if words)


def _panes(
    screen: DocumentScreen, state: ReaderState, *, at: Page | None, passage: PassageView | None
) -> Iterable[PaneView]:
    texts = {text.name: text for text in screen.texts}
    own = (text.name for text in screen.texts if passage and text.key == passage.text)
    first_text = next(own, _first_text(screen))
    for name in screen.shown:
        choice = screen.choice(name)
        others = tuple(n for n in screen.shown if n != name)
        yield PaneView(
            name=name,
            is_image=choice.kind == IMAGE_PANE,
            heading=choice.label,
            language=choice.language,
            direction=direction(choice.language) if choice.language else "auto",
            note=_pane_note(choice, texts.get(name)),
            origin=origin_words(choice.origin),
            absence=choice.absence,
            text=texts.get(name),
            switches=tuple(_switches(screen, state, name=name)),
            close_href=state.query(panes=others) if others else "",
            is_first_text=name == first_text,
            passage=passage if name == first_text else None,
            page_number=at.number if at else 0,
            page_label=at.label if at else "",
            previous_href=_step(screen, state, at, -1),
            next_href=_step(screen, state, at, +1),
        )


def _first_text(screen: DocumentScreen) -> str:
    """Choose the pane that a narrow screen shows at once: the text, whatever stands first."""
    texts = [name for name in screen.shown if screen.choice(name).kind != IMAGE_PANE]
    return (texts or list(screen.shown))[-1]


def _step(screen: DocumentScreen, state: ReaderState, at: Page | None, by: int) -> str:
    if at is None or not 0 <= at.number - 1 + by < len(screen.pages):
        return ""
    key = screen.pages[at.number - 1 + by].key
    return f"{state.query(page=key)}#page-{key}"


def _pane_note(choice: PaneChoice, text: TextPane | None) -> str:
    if choice.kind == IMAGE_PANE:
        return ""
    is_translation = choice.kind == Text.Kind.TRANSLATION
    names = ", ".join(name for name, _ in text.credits) if text else ""
    if is_translation and names:
        return gettext("Translation by %(names)s") % {"names": names}
    if is_translation:
        return pgettext("kind of text", "Translation")
    kind = pgettext("kind of text", "Transcription")
    return f"{kind}, {names}" if names else kind


def _choices(screen: DocumentScreen, state: ReaderState) -> Iterable[Choice]:
    """Give a switch per pane: on adds it in its place, off takes it away."""
    order = [choice.name for choice in screen.choices]
    for choice in screen.choices:
        is_on = choice.name in screen.shown
        if is_on:
            wanted = [n for n in screen.shown if n != choice.name]
        else:
            kept = screen.shown if len(screen.shown) < MAX_PANES else screen.shown[:-1]
            wanted = sorted([*kept, choice.name], key=order.index)
        if wanted:
            href = state.query(panes=wanted)
            yield Choice(choice.label, href, is_on, name=choice.name, note=choice.absence)


def _switches(screen: DocumentScreen, state: ReaderState, *, name: str) -> Iterable[Choice]:
    """Give what this pane could show in its place."""
    for choice in screen.choices:
        if choice.name == name:
            yield Choice(choice.label, "", is_on=True, note=origin_words(choice.origin))
        elif choice.name not in screen.shown:
            wanted = [choice.name if n == name else n for n in screen.shown]
            href = state.query(panes=wanted)
            yield Choice(choice.label, href, is_on=False, note=origin_words(choice.origin))


def _voice_options(screen: DocumentScreen, state: ReaderState) -> tuple[VoiceOption, ...]:
    present = dict.fromkeys(voice for text in screen.texts for voice in text.voices)
    options = [(voice.lower(), VOICE_LABELS[voice]()) for voice in present]
    if any("reading" in text.signs for text in screen.texts):
        options.append(("readings", gettext("Other readings")))
    if any(text.has_lines for text in screen.texts):
        options.append(("lines", gettext("Lines of the original")))

    def is_on(value: str) -> bool:
        if state.voices is not None:
            return value in state.voices
        return value != "lines" or any(text.has_numbered_lines for text in screen.texts)

    return tuple(VoiceOption(value, label, is_on(value)) for value, label in options)


def _neighbour(link: Link | None, state: ReaderState) -> Link | None:
    """Keep panes and voices on the way to the next document, but nothing else."""
    return replace(link, href=link.href + state.without_trail().query()) if link else None


def _signs(screen: DocumentScreen) -> tuple[Sign, ...]:
    present = {sign for text in screen.texts for sign in text.signs}
    known = (
        ("supplied", gettext("supplied"), gettext("supplied by the editor")),
        ("expanded", gettext("expanded"), gettext("an abbreviation written out by the editor")),
        ("deleted", gettext("deleted"), gettext("struck out in the original")),
        ("added", gettext("added"), gettext("added in the original, between lines or in a margin")),
        ("unclear", gettext("unclear"), gettext("hard to read: the reading is uncertain")),
        ("gap", gettext("[illegible]"), gettext("not read, or lost; with its extent if known")),
        (
            "reading",
            gettext("reading"),
            gettext("another reading of the words before it, such as the source’s spelling"),
        ),
        ("hand", gettext("[new hand]"), gettext("here another hand begins")),
        ("stamp", gettext("stamp"), gettext("words of a stamp")),
    )
    return tuple(Sign(*sign) for sign in known if sign[0] in present)
