"""Take the passages of corrected texts to the new versions, or say what would become of them.

It is done in the transaction that writes the version, so that no passage is ever shown at a place
that is not its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from muniment.core.text.model import TextTree
from muniment.documents.bulk import insert_rows
from muniment.documents.models import Text
from muniment.documents.renderings import trees_of
from muniment.documents.succession import Succession
from muniment.passages.anchoring.journey import Place, Traveller, effect_of_journey, travel
from muniment.passages.anchoring.leaves import CanonicalText, leaves_of
from muniment.passages.anchoring.preview import Effect
from muniment.passages.models import Anchor, Passage

BATCH = 2000
"""So many rows are read at a time."""

ANCHOR_FIELDS = ("passage_id", "version_id", "status", "start", "end")


@dataclass(frozen=True, slots=True)
class TextEffect:
    """What a new version of a text does to the passages that readers have chosen in the text."""

    text_id: int
    effect: Effect


_noted: ContextVar[list[TextEffect] | None] = ContextVar("noted", default=None)


@contextmanager
def effects_noted() -> Iterator[list[TextEffect]]:
    """Note what the versions that are written inside do to passages."""
    effects: list[TextEffect] = []
    token = _noted.set(effects)
    try:
        yield effects
    finally:
        _noted.reset(token)


def follow(successions: Sequence[Succession]) -> None:
    """Give each passage of texts that have a new version its place there.

    One query where nobody has chosen any; else four for each text, and two more where passages
    were corrected or lost before.
    """
    chosen = _chosen({succession.text_id for succession in successions})
    for succession in successions:
        if passages := chosen.get(succession.text_id):
            tree = trees_of({succession.version_id})[succession.version_id]
            following = _Following(passages, tree, before_id=succession.before_id)
            following.keep(succession.version_id)
            noted = _noted.get()
            if noted is not None:
                noted.append(TextEffect(succession.text_id, following.effect()))


def effect_on(text: Text, tree: TextTree) -> TextEffect:
    """Say what a tree that is to follow a text's current version does to passages.

    Its blocks must have the ids that they would be given. Five queries at most; none writes.
    """
    passages = _chosen({text.pk}).get(text.pk, {})
    following = _Following(passages, tree, before_id=text.current_id or 0)
    return TextEffect(text.pk, following.effect())


def documents_with_passages(document_ids: Iterable[int]) -> set[int]:
    """Tell in which of these documents readers have chosen passages. One query."""
    texts = Text.objects.filter(document__in=list(document_ids))
    chosen = texts.filter(Exists(Passage.objects.filter(text=OuterRef("pk"))))
    return set(chosen.values_list("document", flat=True))


def _chosen(text_ids: Iterable[int]) -> dict[int, dict[int, Traveller]]:
    """Read the passages of texts, by text and key, as they were chosen."""
    passages = Passage.objects.filter(text__in=list(text_ids), version__isnull=False)
    rows = passages.values_list("text", "pk", "exact", "version", "start", "end").order_by("pk")
    found: dict[int, dict[int, Traveller]] = defaultdict(dict)
    for text_id, pk, exact, *place in rows.iterator(chunk_size=BATCH):
        chosen = Place(*place)
        found[text_id][pk] = Traveller(chosen, exact, stood=chosen)
    return found


class _Following:
    """The passages of one text, on their way to a version of it."""

    def __init__(self, passages: dict[int, Traveller], tree: TextTree, *, before_id: int) -> None:
        self.new = CanonicalText.of(leaves_of(tree))
        self.texts: dict[int, CanonicalText] = {}
        passages = passages | dict(_stood(passages, before_id=before_id))
        self.passages = tuple(passages)
        self.travellers = tuple(passages.values())
        self._read({each.stood.version for each in self.travellers})
        self.anchors = travel(self.travellers, self.new, self._text_of)

    def effect(self) -> Effect:
        """Count what has changed since the version before."""
        return effect_of_journey(self.travellers, self.anchors, self.new, self._text_of)

    def keep(self, version_id: int) -> None:
        """Write where the passages stand."""
        rows = (
            (passage_id, version_id, anchor.status.value, anchor.start, anchor.end)
            for passage_id, anchor in zip(self.passages, self.anchors, strict=True)
        )
        insert_rows(Anchor, ANCHOR_FIELDS, rows)

    def _text_of(self, version_id: int) -> CanonicalText:
        """Give the text of a version; those in which passages were chosen are seldom asked for."""
        if version_id not in self.texts:
            self._read({each.chosen.version for each in self.travellers} - self.texts.keys())
        return self.texts[version_id]

    def _read(self, version_ids: set[int]) -> None:
        for pk, tree in trees_of(version_ids).items():
            self.texts[pk] = CanonicalText.of(leaves_of(tree))


def _stood(passages: dict[int, Traveller], *, before_id: int) -> Iterator[tuple[int, Traveller]]:
    """Yield the passages with the last version in which each stood, where it is another."""
    lost: set[int] = set()
    here = Anchor.objects.filter(version=before_id)
    for pk, status, start, end in here.values_list("passage", "status", "start", "end"):
        if pk not in passages:
            continue
        if status == Anchor.Status.ORPHAN:
            lost.add(pk)
        else:
            yield pk, replace(passages[pk], stood=Place(before_id, start, end))
    if lost:
        places = _places_before(before_id)
        for pk in lost:
            stood = places.get(pk, passages[pk].chosen)
            yield pk, replace(passages[pk], stood=stood, is_lost=True)


def _places_before(version_id: int) -> dict[int, Place]:
    """Find where passages that are lost in a version stood last, by passage."""
    lost = Anchor.objects.filter(
        passage=OuterRef("passage"), version=version_id, status=Anchor.Status.ORPHAN
    )
    stood = Anchor.objects.filter(Exists(lost)).exclude(status=Anchor.Status.ORPHAN)
    rows = stood.order_by("version__number").values_list("passage", "version", "start", "end")
    return {pk: Place(*place) for pk, *place in rows.iterator(chunk_size=BATCH)}
