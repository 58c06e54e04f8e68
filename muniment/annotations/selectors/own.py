"""All notes of a reader's own: those whose passage is gone, and those that he has deleted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Self

from django.db.models import Exists, OuterRef, Q, TextChoices, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.urls import reverse

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, AnnotationQuerySet, Audience, Colour
from muniment.annotations.selectors.listed import ListedNote, listed
from muniment.annotations.words import excerpt_of
from muniment.passages.models import Anchor
from muniment.ui.paging import Paging

PAGE_SIZE = 50
ORPHANS, DELETED = "orphans", "deleted"
_LONGEST_QUERY = 200
_TAGGED = 2_000  # notes whose tags are offered


@dataclass(frozen=True, slots=True)
class AskedOfMine:
    """What of one's own notes is to be shown."""

    q: str = ""
    colour: str = ""
    tag: str = ""
    audience: str = ""
    document: str = ""
    shelf: str = ""  # "", "orphans", "deleted"
    gone: str = ""  # a note that was deleted a moment ago
    page: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read an address; whatever is not understood counts as not given."""
        colour, audience = data.get("colour", ""), data.get("audience", "")
        shelf = data.get("shelf", "")
        return cls(
            q=data.get("q", "").replace("\0", "").strip()[:_LONGEST_QUERY],
            colour=colour if colour in Colour.values else "",
            tag=data.get("tag", "").strip(),
            audience=audience if audience in Audience.values else "",
            document=data.get("document", ""),
            shelf=shelf if shelf in (ORPHANS, DELETED) else "",
            gone=data.get("gone", ""),
            page=data.get("page", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but the shelf is asked for."""
        return bool(self.q or self.colour or self.tag or self.audience or self.document)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the list can be narrowed to."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """A note that was deleted a moment ago."""

    name: str
    restore: str


@dataclass(frozen=True, slots=True)
class OwnNotesScreen:
    """The notes of a reader's own, newest first."""

    notes: tuple[ListedNote, ...]
    asked: AskedOfMine
    document_title: str
    total: int
    orphans: int
    deleted: int
    colours: tuple[Choice, ...]
    audiences: tuple[Choice, ...]
    tags: tuple[str, ...]
    gone: Gone | None
    paging: Paging


def own_notes_screen(asked: AskedOfMine, *, viewer: Viewer) -> OwnNotesScreen:
    """Read one's own notes. Fourteen queries at most.

    :raises PageNotFound: there is no such page.
    """
    mine, deleted = Annotation.objects.of(viewer), Annotation.objects.deleted_by(viewer)
    orphans = orphans_of(mine)
    shelf = {ORPHANS: orphans, DELETED: deleted}.get(asked.shelf, mine)
    wanted = _narrowed(shelf, asked)
    paging = Paging.of(asked.page, total=wanted.count(), size=PAGE_SIZE)
    rows = wanted.select_related("author", "passage").order_by("-pk")
    title = mine.filter(document_identifier=asked.document).values_list("document_title", flat=True)
    return OwnNotesScreen(
        notes=listed(rows[paging.start : paging.stop], viewer=viewer),
        asked=asked,
        document_title=(title.first() or "") if asked.document else "",
        total=mine.count(),
        orphans=orphans.count(),
        deleted=deleted.count(),
        colours=_choices(Colour, asked.colour),
        audiences=_choices(Audience, asked.audience),
        tags=_tags(mine),
        gone=_gone(deleted, asked.gone),
        paging=paging,
    )


def orphans_of(notes: AnnotationQuerySet) -> AnnotationQuerySet:
    """Keep the notes on passages that are no longer in the text."""
    now = Anchor.objects.filter(
        passage=OuterRef("passage"), version=OuterRef("passage__text__current")
    )
    is_gone = Q(passage__text=None) | Q(passage__text__is_withdrawn=True)
    lost = Exists(now.filter(status=Anchor.Status.ORPHAN))
    return notes.exclude(passage=None).filter(is_gone | lost)


def _narrowed(notes: AnnotationQuerySet, asked: AskedOfMine) -> AnnotationQuerySet:
    if asked.q:
        notes = notes.filter(_says(asked.q))
    if asked.colour:
        notes = notes.filter(colour=asked.colour)
    if asked.audience:
        notes = notes.filter(audience=asked.audience)
    if asked.document:
        notes = notes.filter(document_identifier=asked.document)
    if asked.tag:
        spelled = json.dumps(asked.tag), json.dumps(asked.tag, ensure_ascii=False)
        stored = notes.annotate(tags_stored=Cast("tags", TextField()))
        is_tagged = Q(tags_stored__contains=spelled[0]) | Q(tags_stored__contains=spelled[1])
        notes = stored.filter(is_tagged)
    return notes


def _says(words: str) -> Q:
    """Look for words in notes and in what they are on; not every database knows all capitals."""
    found = Q()
    for spelled in {words, words.lower(), words.capitalize(), words.upper()}:
        found |= Q(body__icontains=spelled) | Q(document_title__icontains=spelled)
        found |= Q(passage__exact__icontains=spelled)
    return found


def _choices(choices: type[TextChoices], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(each.value, str(each.label), each.value == chosen) for each in choices)


def _tags(notes: AnnotationQuerySet) -> tuple[str, ...]:
    """Give the tags of the newest notes, to choose from."""
    newest = notes.order_by("-pk").values_list("tags", flat=True)[:_TAGGED]
    return tuple(sorted({tag for tags in newest for tag in tags}, key=str.casefold))


def _gone(deleted: AnnotationQuerySet, identifier: str) -> Gone | None:
    note = deleted.filter(identifier=identifier).first() if identifier else None
    if note is None:
        return None
    name = excerpt_of(note.body) or note.document_title
    return Gone(name, reverse("annotations:restore", args=[identifier]))
