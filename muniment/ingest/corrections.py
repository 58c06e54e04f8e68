"""Say what the corrections of texts do to the passages that readers have chosen in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from muniment.documents.incoming import Incoming, Outcome
from muniment.documents.models import Text
from muniment.documents.revising import corrected_texts
from muniment.ingest.report import PassagesEntry
from muniment.passages.following import TextEffect, documents_with_passages, effect_on


def effects_of(batch: Sequence[Incoming]) -> Iterator[TextEffect]:
    """Foresee what an import of documents would do; write nothing.

    One query where readers have chosen nothing in what changes.
    """
    changed = [d for d in batch if d.outcome == Outcome.UPDATED and d.known]
    noted = documents_with_passages(d.known.pk for d in changed if d.known) if changed else set()
    for incoming in changed:
        if incoming.known and incoming.known.pk in noted:
            for text, tree in corrected_texts(incoming.known.pk, incoming):
                yield effect_on(text, tree)


def passages_entries(effects: Iterable[TextEffect]) -> list[PassagesEntry]:
    """Name the texts, and leave out those in which no passage was chosen. At most one query."""
    found = {each.text_id: each.effect for each in effects if each.effect.total}
    if not found:
        return []
    texts = Text.objects.filter(pk__in=found).select_related("document")
    return [
        PassagesEntry(
            identifier=text.document.identifier,
            title=text.document.title,
            text=text.key,
            language=text.language,
            unchanged=found[text.pk].unchanged,
            edited=found[text.pk].edited,
            gone=found[text.pk].orphan,
            returned=found[text.pk].returned,
        )
        for text in texts.order_by("document", "position")
    ]
