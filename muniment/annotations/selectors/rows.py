"""The notes on one document, in its order: for the panel beside it and for what it highlights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, FilteredRelation, Q
from django.db.models.functions import Substr
from django.urls import reverse

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, AnnotationQuerySet, Audience, Reply, Share
from muniment.annotations.words import EXCERPT, excerpt_of, seen_by
from muniment.documents.models import Document, Text
from muniment.groups.models import Group
from muniment.groups.names import name_of
from muniment.passages.models import Anchor
from muniment.passages.targeting import document_pages, passage_address

ORPHAN = Anchor.Status.ORPHAN.value
_SLOTS, _ROOM = 16, 10_000_000


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note in a list. Places are of the current version of its text; None where it has none.

    `status` is an `Anchor.Status`, "" for what is not a passage.
    """

    pk: int
    identifier: str
    kind: str  # passage, box, page, document
    text: str
    version: int
    start: int | None
    end: int | None
    status: str
    surface: str
    box: tuple[int, ...] | None
    page: str
    page_label: str
    colour: str
    is_mine: bool
    audience: str
    groups: tuple[str, ...]  # identifiers
    seen_by: str
    author: str
    excerpt: str
    tags: tuple[str, ...]
    replies: int
    is_deleted: bool
    is_hidden: bool
    created_at: datetime
    order: int
    href: str  # of the note with its threads

    @property
    def is_orphan(self) -> bool:
        """Tell whether its passage is no longer in the text."""
        return self.status == ORPHAN

    @property
    def passage(self) -> str:
        """Give its passage as a reader's address has it; "" where it has none now."""
        if self.start is None or self.end is None:
            return ""
        return passage_address(self.text, self.start, self.end, self.version)


@dataclass(frozen=True, slots=True)
class DocumentNotes:
    """The notes on a document that a viewer may see, in its order."""

    document: Document
    texts: Mapping[str, Text]
    rows: tuple[NoteRow, ...]
    groups: tuple[Group, ...]  # the viewer's


_FIELDS = (
    *("pk", "identifier", "author", "surface__image__identifier", "box", "page", "page_label"),
    *("colour", "audience", "tags", "created_at", "hidden_at", "deleted_at", "words"),
    *("passage", "passage__text__key", "passage__start", "passage__end"),
    *("anchor__status", "anchor__start", "anchor__end"),
)


def document_notes(document: Document, *, viewer: Viewer, only: int | None = None) -> DocumentNotes:
    """Read the notes on a document, or the one of them with the key `only`.

    Eight queries, whatever their number; the viewer may see the document.
    """
    texts = _texts(document)
    pages = document_pages(document)
    groups = tuple(Group.objects.of(viewer.account_id).order_by("name", "pk"))
    notes = Annotation.objects.visible_to(viewer).filter(document=document)
    if only is not None:
        notes = notes.filter(pk=only)
    found = list(_read(notes, versions=[text.current_id for text in texts.values()]))
    context = _Context(
        texts=texts,
        pages={page.key: page.number for page in pages.all},
        authors=_authors({note.author for note in found if note.author}),
        shares=_shares(notes, groups),
        replies=_replies(notes, groups),
        viewer=viewer,
        addresses=reverse("annotations:note", args=["-"]).partition("-")[0],
        said={},
    )
    rows = [context.row(note) for note in found]
    return DocumentNotes(document, texts, tuple(_in_order(rows, texts)), groups)


def _texts(document: Document) -> dict[str, Text]:
    texts = Text.objects.filter(document=document, is_withdrawn=False, current__length__gt=0)
    return {text.key: text for text in texts.select_related("current").defer("current__tree")}


def _read(notes: AnnotationQuerySet, *, versions: Iterable[int | None]) -> Iterable[Any]:
    """Read notes with the places of their passages in these versions."""
    current = FilteredRelation(
        "passage__anchors", condition=Q(passage__anchors__version__in=list(versions))
    )
    with_places = notes.annotate(anchor=current, words=Substr("body", 1, 4 * EXCERPT))
    return with_places.order_by("pk").values_list(*_FIELDS, named=True)


def _authors(account_ids: set[int]) -> dict[int, AbstractBaseUser]:
    return {each.pk: each for each in get_user_model().objects.filter(pk__in=account_ids)}


def _shares(notes: AnnotationQuerySet, groups: Sequence[Group]) -> dict[int, list[Group]]:
    """Give the viewer's groups that each note is shown to, in the groups' order."""
    mine = {group.pk: group for group in groups}
    shares = Share.objects.filter(annotation__in=notes, group__in=mine)
    shown: dict[int, set[int]] = defaultdict(set)
    for annotation, group in shares.values_list("annotation", "group"):
        shown[annotation].add(group)
    return {pk: [group for group in groups if group.pk in shown[pk]] for pk in shown}


def _replies(notes: AnnotationQuerySet, groups: Sequence[Group]) -> dict[int, int]:
    """Count the replies that the viewer may see, by note."""
    mine = Group.objects.filter(pk__in=[group.pk for group in groups])
    replies = Reply.objects.kept().seen_in(mine).filter(annotation__in=notes)
    return dict(replies.order_by().values_list("annotation").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class _Context:
    """What is needed to show any of a document's notes."""

    texts: Mapping[str, Text]
    pages: Mapping[str, int]  # key → number
    authors: Mapping[int, AbstractBaseUser]
    shares: Mapping[int, Sequence[Group]]
    replies: Mapping[int, int]
    viewer: Viewer
    addresses: str  # what the address of each note begins with
    said: dict[tuple[str, ...], str]  # who sees notes, once said: asking the language is slow

    def seen_by(self, audience: str, groups: Sequence[Group]) -> str:
        """Say who sees a note."""
        names = [group.name for group in groups]
        key = (audience, *names)
        if key not in self.said:
            self.said[key] = seen_by(audience, names)
        return self.said[key]

    def row(self, note: Any) -> NoteRow:
        """Put a row together."""
        groups = self.shares.get(note.pk, ()) if note.audience == Audience.GROUPS else ()
        text = self.texts.get(note.passage__text__key or "")
        status, start, end = _place(note, text)
        has_place = status not in ("", ORPHAN)
        kind = _kind(note)
        return NoteRow(
            pk=note.pk,
            identifier=note.identifier,
            kind=kind,
            text=note.passage__text__key or "",
            version=text.current.number if text and text.current else 0,
            start=start if has_place else None,
            end=end if has_place else None,
            status=status,
            surface=note.surface__image__identifier or "",
            box=tuple(note.box) if note.box else None,
            page=note.page,
            page_label=note.page_label,
            colour=note.colour,
            is_mine=note.author is not None and note.author == self.viewer.account_id,
            audience=note.audience,
            groups=tuple(group.identifier for group in groups),
            seen_by=self.seen_by(note.audience, groups),
            author=name_of(
                self.authors.get(note.author), before_everyone=note.audience == Audience.PUBLIC
            ),
            excerpt="" if note.deleted_at else excerpt_of(note.words),
            tags=() if note.deleted_at else tuple(note.tags),
            replies=self.replies.get(note.pk, 0),
            is_deleted=note.deleted_at is not None,
            is_hidden=note.hidden_at is not None,
            created_at=note.created_at,
            order=_order(kind, self.pages.get(note.page, 0), text, start, note.box),
            href=f"{self.addresses}{note.identifier}/",
        )


def _kind(note: Any) -> str:
    if note.passage:
        return "passage"
    if note.box:
        return "box"
    return "page" if note.page else "document"


def _place(note: Any, text: Text | None) -> tuple[str, int, int]:
    """Say where a passage stands now; of one that is gone, where the words before it end."""
    if not note.passage:
        return "", 0, 0
    if text is None:
        return ORPHAN, 0, 0
    if note.anchor__status is not None:
        return note.anchor__status, note.anchor__start, note.anchor__end
    return ORPHAN, note.passage__start, note.passage__end


def _order(kind: str, page: int, text: Text | None, start: int, box: Sequence[int] | None) -> int:
    """Place a note: the document's own first, then page by page, there by kind and place."""
    if kind == "document":
        return 0
    slot, offset = 0, 0
    if kind == "box" and box:
        slot, offset = 1, min(box[1], 99_999) * 100 + min(box[0] // 1000, 99)
    elif kind == "passage":
        position = text.position if text else 0
        slot, offset = min(position + 2, _SLOTS - 1), min(start, _ROOM - 1)
    return ((page or 1) * _SLOTS + slot) * _ROOM + offset


def _in_order(rows: Iterable[NoteRow], texts: Mapping[str, Text]) -> list[NoteRow]:
    """Sort notes. Passages of one text keep its order, whatever page they were once noted on."""
    reached: dict[str, int] = {}
    placed = []
    for row in sorted(rows, key=lambda row: (row.text, _offset(row), row.pk)):
        order = row.order
        if row.kind == "passage" and row.text in texts:
            page = max(order // (_SLOTS * _ROOM), reached.get(row.text, 0))
            reached[row.text] = page
            order = page * _SLOTS * _ROOM + order % (_SLOTS * _ROOM)
        placed.append((order, row.pk, row))
    return [
        row if row.order == order else replace(row, order=order)
        for order, _, row in sorted(placed, key=_first_two)
    ]


def _offset(row: NoteRow) -> int:
    return row.order % _ROOM


def _first_two(placed: tuple[int, int, NoteRow]) -> tuple[int, int]:
    return placed[:2]
