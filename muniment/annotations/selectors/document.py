"""The notes on a document as a page and as the panel beside it, with what may be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, Audience, Colour
from muniment.annotations.selectors.rows import DocumentNotes, NoteRow, document_notes
from muniment.core import addresses
from muniment.documents.selectors.neighbours import shown_title
from muniment.passages.models import Passage
from muniment.passages.targeting import page_words, visible_document
from muniment.ui.markdown import readers_markdown
from muniment.ui.paging import Paging

PAGE_SIZE = 100
MINE, PUBLIC, GROUP = "mine", "public", "group:"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the notes is to be shown: whose, in which colour, with which tag."""

    show: tuple[str, ...] = ()
    colour: str = ""
    tag: str = ""
    page: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read an address."""
        return cls(
            tuple(data.getlist("show")),
            data.get("colour", ""),
            data.get("tag", "").strip(),
            data.get("page", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.show or self.colour or self.tag)

    def takes(self, row: NoteRow) -> bool:
        """Tell whether a note is to be shown."""
        if self.colour and row.colour != self.colour:
            return False
        if self.tag and self.tag.casefold() not in (tag.casefold() for tag in row.tags):
            return False
        return not self.show or not set(self.show).isdisjoint(_kinds_of(row))


def _kinds_of(row: NoteRow) -> set[str]:
    """Say in which of the layers that can be chosen a note is."""
    kinds = {GROUP + group for group in row.groups}
    if row.is_mine:
        kinds.add(MINE)
    if row.audience == Audience.PUBLIC:
        kinds.add(PUBLIC)
    return kinds


@dataclass(frozen=True, slots=True)
class Layer:
    """Notes that can be shown alone: one's own, everyone's, a group's."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note in the list, with its words."""

    row: NoteRow
    exact: str
    body: SafeString
    place: str  # "Page 12"
    passage_href: str


@dataclass(frozen=True, slots=True)
class NotesScreen:
    """The notes on a document, page by page of the list."""

    document: str
    title: str
    href: str
    new_href: str
    entries: tuple[NoteEntry, ...]
    total: int
    layers: tuple[Layer, ...]
    colours: tuple[Layer, ...]
    tags: tuple[str, ...]
    asked: Asked
    paging: Paging


def notes_screen(identifier: str, asked: Asked, *, viewer: Viewer) -> NotesScreen:
    """Read the notes on a document. Twelve queries, whatever their number.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises PageNotFound: there is no such page.
    """
    document = visible_document(identifier, viewer=viewer)
    notes = document_notes(document, viewer=viewer)
    rows = [row for row in notes.rows if asked.takes(row)]
    paging = Paging.of(asked.page, total=len(rows), size=PAGE_SIZE)
    return NotesScreen(
        document=document.identifier,
        title=shown_title(document, language=get_language() or ""),
        href=addresses.document(document.identifier),
        new_href=reverse("annotations:new", args=[document.identifier]),
        entries=_entries(document.identifier, rows[paging.start : paging.stop]),
        total=len(notes.rows),
        layers=_layers(notes, asked),
        colours=_colours(notes, asked),
        tags=tuple(sorted({tag for row in notes.rows for tag in row.tags}, key=str.casefold)),
        asked=asked,
        paging=paging,
    )


def _entries(document: str, rows: Sequence[NoteRow]) -> tuple[NoteEntry, ...]:
    """Put words to the notes of one page. Two queries."""
    keys = [row.pk for row in rows]
    bodies = dict(Annotation.objects.filter(pk__in=keys).values_list("pk", "body"))
    # No deleted note tells which words it was about.
    noted = Annotation.objects.filter(pk__in=[row.pk for row in rows if not row.is_deleted])
    quoted = Passage.objects.filter(pk__in=noted.values("passage"))
    words = dict(quoted.values_list("pk", "exact"))
    passages = dict(noted.exclude(passage=None).values_list("pk", "passage"))
    return tuple(
        NoteEntry(
            row=row,
            exact=words.get(passages.get(row.pk, 0), ""),
            body=SafeString("") if row.is_deleted else readers_markdown(bodies[row.pk]),
            place=page_words(row.page_label),
            passage_href=place_href(document, row),
        )
        for row in rows
    )


def place_href(document: str, row: NoteRow) -> str:
    """Address the place of a note in the reader."""
    fragment = "passage" if row.passage else f"page-{row.page}" if row.page else ""
    return addresses.document(document, page=row.page, passage=row.passage, fragment=fragment)


def _layers(notes: DocumentNotes, asked: Asked) -> tuple[Layer, ...]:
    counts = Counter(kind for row in notes.rows for kind in _kinds_of(row))
    names = [(MINE, gettext("My notes")), (PUBLIC, gettext("Everyone’s notes"))]
    names += [(GROUP + group.identifier, group.name) for group in notes.groups]
    return tuple(
        Layer(value, name, counts[value], value in asked.show)
        for value, name in names
        if counts[value] or value in asked.show
    )


def _colours(notes: DocumentNotes, asked: Asked) -> tuple[Layer, ...]:
    counts = Counter(row.colour for row in notes.rows)
    return tuple(
        Layer(each.value, str(each.label), counts[each.value], each.value == asked.colour)
        for each in Colour
    )
