"""Keep a passage that somebody chose, with the place that it holds in its text now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from muniment.core.text.canonical import canonical_string, normalise
from muniment.core.text.model import TextTree
from muniment.documents.models import Document, Text, TextVersion
from muniment.documents.renderings import trees_of
from muniment.passages.anchoring import carry, describe, model
from muniment.passages.anchoring.leaves import leaves_of
from muniment.passages.anchoring.quotes import places_of
from muniment.passages.errors import BadTarget, PassageMismatch
from muniment.passages.models import Anchor, Passage, Targeted
from muniment.passages.targets import ChosenPassage

CONTEXT = 80
"""So many characters before and behind words that were found are shown."""

QUOTE_CONFLICTS = (describe.QuoteMismatch, describe.PassageOutsideText)


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A place where words stand, with some of those around it."""

    chosen: ChosenPassage
    before: str
    behind: str
    language: str


def make_passage(document: Document, chosen: ChosenPassage) -> Passage:
    """Keep words of a text, as they stand in the version that the reader had before him.

    Who chooses the same words again gets the same passage. Seven queries at most; where a newer
    version is current by now, the passage is taken there at once.
    :raises BadTarget: the document has no such text or version.
    :raises PassageMismatch: other words stand there.
    """
    with transaction.atomic():
        # Held until the passage is kept, so that no correction comes in between and misses it.
        version = _version(document, chosen)
        current = version.text.current
        assert current is not None  # see _version
        trees = trees_of({version.pk, current.pk})
        selectors = _described(trees[version.pk], chosen)
        there = Passage.objects.filter(version=version, start=chosen.start, end=chosen.end)
        same = there.select_for_update().first()  # else it might be erased as unused meanwhile
        if same:
            return same
        passage = Passage.objects.create(
            text=version.text,
            version=version,
            version_number=version.number,
            start=selectors.start,
            end=selectors.end,
            exact=selectors.exact,
            prefix=selectors.prefix,
            suffix=selectors.suffix,
            first_block=selectors.first_block,
            first_offset=selectors.first_offset,
            last_block=selectors.last_block,
            last_offset=selectors.last_offset,
        )
        Anchor.objects.bulk_create(_anchors(passage, version, current, trees))
    return passage


def erase_unused() -> None:
    """Erase the passages that no row is about any more; several may be about the same one."""
    unused = Passage.objects.all()
    for targeted in _targeted_models():
        about = targeted._default_manager.filter(passage=OuterRef("pk"))
        unused = unused.filter(~Exists(about))
    unused.delete()


def _targeted_models() -> Iterator[type[Targeted]]:
    return (model for model in apps.get_models() if issubclass(model, Targeted))


def find_words(document: Document, words: str, *, most: int = 20) -> list[FoundWords]:
    """Find words in the texts of a document, as they are now. Two queries.

    They are sought as they stand; white space is all one.
    """
    sought = normalise(words).strip()
    if not sought:
        return []
    texts = Text.objects.filter(document=document, is_withdrawn=False).exclude(current=None)
    shown = list(texts.select_related("current").defer("current__tree").order_by("position"))
    trees = trees_of(text.current_id for text in shown if text.current_id)
    found: list[FoundWords] = []
    for text in shown:
        canonical = canonical_string(trees[text.current_id or 0])
        number = text.current.number if text.current else 0
        for start in islice(places_of(canonical.replace("\n", " "), sought), most - len(found)):
            end = start + len(sought)
            before, behind = max(0, start - CONTEXT), end + CONTEXT
            around = canonical[before:start], canonical[end:behind]
            chosen = ChosenPassage(text.key, number, start, end, canonical[start:end])
            found.append(FoundWords(chosen, *around, language=text.language))
    return found


def _version(document: Document, chosen: ChosenPassage) -> TextVersion:
    """Find the version that a passage is of; its text is shown now, and held until the end."""
    texts = Text.objects.filter(document=document, key=chosen.text, is_withdrawn=False)
    held = texts.exclude(current=None).select_for_update(of=("self",))
    text = held.select_related("current").defer("current__tree").first()
    if text is None:
        raise BadTarget(gettext("The document has no such text."))
    if text.current and text.current.number == chosen.version:
        version = text.current
    else:
        versions = TextVersion.objects.filter(text=text, number=chosen.version)
        found = versions.defer("tree").first()
        if found is None:
            raise BadTarget(gettext("The text has no such version."))
        version = found
    version.text = text
    return version


def _described(tree: TextTree, chosen: ChosenPassage) -> model.Selectors:
    span = model.Passage(chosen.start, chosen.end)
    try:
        return describe.describe(leaves_of(tree), span, quote=chosen.exact)
    except QUOTE_CONFLICTS as mismatch:
        raise PassageMismatch from mismatch


def _anchors(
    passage: Passage, version: TextVersion, current: TextVersion, trees: dict[int, TextTree]
) -> list[Anchor]:
    status = Anchor.Status.SAME
    made = [
        Anchor(
            passage=passage, version=version, status=status, start=passage.start, end=passage.end
        )
    ]
    if current.pk != version.pk:
        now = _carried(trees[version.pk], trees[current.pk], passage.start, passage.end)
        made.append(
            Anchor(
                passage=passage,
                version=current,
                status=now.status.value,
                start=now.start,
                end=now.end,
            )
        )
    return made


def _carried(old: TextTree, new: TextTree, start: int, end: int) -> model.Anchor:
    return carry.carry(leaves_of(old), leaves_of(new), [model.Passage(start, end)])[0]
