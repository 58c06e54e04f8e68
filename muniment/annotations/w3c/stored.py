"""Notes as the archive keeps them, read with all that their JSON-LD says, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from muniment.access.viewer import Viewer
from muniment.annotations.models import Annotation, AnnotationQuerySet, Audience, Share
from muniment.annotations.policies import WITH
from muniment.annotations.words import author_of
from muniment.documents.models import Document, Text, TextVersion
from muniment.documents.renderings import trees_of
from muniment.groups.models import Group
from muniment.passages.anchoring.describe import selectors_of
from muniment.passages.anchoring.leaves import CanonicalText, leaves_of
from muniment.passages.anchoring.model import Passage as Span
from muniment.passages.anchoring.model import Selectors
from muniment.passages.models import Anchor, Passage

_BATCH = 1000
"""Databases take only so many values in one query."""


@dataclass(frozen=True, slots=True)
class PassageNow:
    """Words of a text: where they stand now, or, if they no longer do, where they stood."""

    text: str
    version: int
    version_made_at: datetime | None
    selectors: Selectors
    is_as_chosen: bool


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note with all that its JSON-LD says. `groups` are those that the viewer is in, too."""

    identifier: str
    creator: str
    created_at: datetime
    changed_at: datetime
    motivation: str
    body: str
    tags: tuple[str, ...]
    colour: str
    audience: str
    groups: tuple[str, ...]
    document: str
    page: str
    passage: PassageNow | None
    image: str
    box: tuple[int, ...] | None
    source: Mapping[str, Any] | None


def stored_notes(notes: AnnotationQuerySet, *, viewer: Viewer) -> list[StoredNote]:
    """Read notes in their order; no more than seven queries for each thousand.

    What the viewer may see at all is for the caller to ask.
    """
    found = list(notes.select_related(*WITH))
    return [
        stored
        for start in range(0, len(found), _BATCH)
        for stored in _stored(found[start : start + _BATCH], viewer=viewer)
    ]


def _stored(found: Sequence[Annotation], *, viewer: Viewer) -> list[StoredNote]:
    groups = _groups([note for note in found if note.audience == Audience.GROUPS], viewer=viewer)
    passages = _passages([note.passage for note in found if note.passage], viewer=viewer)
    return [
        StoredNote(
            identifier=note.identifier,
            creator=author_of(note),
            created_at=note.created_at,
            changed_at=note.changed_at,
            motivation=note.motivation,
            body=note.body,
            tags=tuple(note.tags),
            colour=note.colour,
            audience=note.audience,
            groups=tuple(groups[note.pk]),
            document=note.document_identifier,
            page=note.page,
            passage=passages.get(note.passage_id or 0),
            image=note.surface.image.identifier if note.surface and note.surface.image else "",
            box=tuple(note.box) if note.box else None,
            source=note.source,
        )
        for note in found
    ]


def _groups(notes: Iterable[Annotation], *, viewer: Viewer) -> dict[int, list[str]]:
    shown: dict[int, list[str]] = defaultdict(list)
    mine = Group.objects.of(viewer.account_id)
    shares = Share.objects.filter(annotation__in=[note.pk for note in notes], group__in=mine)
    for note, group in shares.order_by("pk").values_list("annotation", "group__identifier"):
        shown[note].append(group)
    return shown


def _passages(passages: Iterable[Passage], *, viewer: Viewer) -> dict[int, PassageNow]:
    chosen = {passage.pk: passage for passage in passages}
    if not chosen:
        return {}
    texts = Text.objects.in_bulk({p.text_id for p in chosen.values() if p.text_id})
    anchors = _anchors(chosen, [text.current_id for text in texts.values()], viewer=viewer)
    moved = {anchor.version_id for anchor in anchors.values()}
    opened = (
        {pk: CanonicalText.of(leaves_of(tree)) for pk, tree in trees_of(moved).items()}
        if moved
        else {}
    )
    named = moved | {p.version_id for p in chosen.values() if p.version_id}
    versions = TextVersion.objects.defer("tree").in_bulk(named)
    return {
        pk: _passage(passage, texts.get(passage.text_id or 0), anchors.get(pk), versions, opened)
        for pk, passage in chosen.items()
    }


def _anchors(
    chosen: Mapping[int, Passage], current: Iterable[int | None], *, viewer: Viewer
) -> dict[int, Anchor]:
    """Give the places in current versions that passages were taken to, where they still stand.

    Of a document that was closed to the viewer meanwhile he is told nothing newer than he chose.
    """
    anchors = Anchor.objects.filter(
        passage__in=chosen,
        version__in=list(current),
        version__text__document__in=Document.objects.visible_to(viewer),
    )
    return {
        anchor.passage_id: anchor
        for anchor in anchors.exclude(status=Anchor.Status.ORPHAN)
        if anchor.version_id != chosen[anchor.passage_id].version_id
    }


def _passage(
    passage: Passage,
    text: Text | None,
    anchor: Anchor | None,
    versions: Mapping[int, TextVersion],
    opened: Mapping[int, CanonicalText],
) -> PassageNow:
    key = text.key if text else ""
    if anchor is not None:
        version = versions[anchor.version_id]
        selectors = selectors_of(opened[version.pk], Span(anchor.start, anchor.end))
        return PassageNow(key, version.number, version.created_at, selectors, is_as_chosen=False)
    then = versions.get(passage.version_id or 0)
    return PassageNow(
        key,
        passage.version_number,
        then.created_at if then else None,
        _as_chosen(passage),
        is_as_chosen=True,
    )


def _as_chosen(passage: Passage) -> Selectors:
    return Selectors(
        passage.exact,
        passage.prefix,
        passage.suffix,
        passage.start,
        passage.end,
        passage.first_block,
        passage.first_offset,
        passage.last_block,
        passage.last_offset,
    )
