"""Bring the texts of a document that has changed up to date, a version at a time.

A text gets a new version only where its words, marks or reading policy changed; its blocks
inherit the ids of the version before. Everything else about it is changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from muniment.core.text.model import TextTree, tree_from_row
from muniment.core.text.rename import rename_blocks
from muniment.documents.bulk import update_rows
from muniment.documents.facts import text_facts
from muniment.documents.incoming import Incoming, IncomingText
from muniment.documents.matching import match_blocks
from muniment.documents.models import Line, Name, PageBreak, Text, TextVersion
from muniment.documents.rows import TEXT_FIELDS, Rows, text_row
from muniment.documents.succession import Succession
from muniment.sources.model import PARSER_VERSION, SourceLine


@dataclass(slots=True)
class _Revision:
    """A text that is there already, and what the source gives for it now."""

    text: Text
    current: TextVersion
    incoming: IncomingText
    position: int
    ids: dict[str, str]

    @property
    def is_due(self) -> bool:
        """Tell whether words, marks or reading policy have changed."""
        return self.incoming.facts.digest != self.current.digest


def revise_texts(rows: Rows, document_id: int, incoming: Incoming) -> None:
    """Add new texts and versions, change what changed, withdraw texts that are gone."""
    there = _texts_of(document_id)
    revisions = _revisions(there, incoming)
    known = {revision.incoming.key for revision in revisions}
    for position, text in enumerate(incoming.texts):
        if text.key not in known:
            rows.add_text(document_id, position, text)
    changes = [(*_revise(rows, incoming, revision), revision.text.pk) for revision in revisions]
    update_rows(Text, TEXT_FIELDS, changes)
    gone = [text.pk for key, text in there.items() if key not in {t.key for t in incoming.texts}]
    Text.objects.filter(pk__in=gone, is_withdrawn=False).update(is_withdrawn=True)


def corrected_texts(document_id: int, incoming: Incoming) -> Iterator[tuple[Text, TextTree]]:
    """Yield the texts that would have a new version, each with its tree; write nothing.

    One query.
    """
    for revision in _revisions(_texts_of(document_id), incoming):
        if revision.is_due:
            yield revision.text, revision.incoming.source.tree


def _texts_of(document_id: int) -> dict[str, Text]:
    found = Text.objects.filter(document=document_id).select_related("current")
    return {text.key: text for text in found}


def _revisions(there: dict[str, Text], incoming: Incoming) -> list[_Revision]:
    """Join texts that are there with what comes in, and give its blocks their ids."""
    revisions = []
    for position, text in enumerate(incoming.texts):
        old = there.get(text.key)
        if old and old.current:
            revisions.append(_revision(old, old.current, text, position))
    _inherit_ids(incoming, revisions)
    return revisions


def _revision(text: Text, current: TextVersion, incoming: IncomingText, position: int) -> _Revision:
    old = tree_from_row(orjson.loads(bytes(current.tree)))
    ids = match_blocks(old, incoming.source.tree, version=current.number + 1)
    return _Revision(text, current, incoming, position, ids)


def _inherit_ids(incoming: Incoming, revisions: list[_Revision]) -> None:
    """Give the blocks their ids, and let the alignments of the other texts follow."""
    for revision in revisions:
        rename_blocks(revision.incoming.source.tree, revision.ids)
        lines = revision.incoming.source.lines
        lines[:] = [_renamed_line(line, revision.ids) for line in lines]
    for text in incoming.texts:
        _realign(text.source.tree, [r.ids for r in revisions if r.incoming is not text])
    for text in incoming.texts:
        text.facts = text_facts(text.source.tree, policy=text.source.policy)


def _renamed_line(line: SourceLine, ids: dict[str, str]) -> SourceLine:
    leaf = ids.get(line.leaf, line.leaf)
    return SourceLine(line.surface, leaf, line.start, line.end, line.polygon)


def _realign(tree: TextTree, others: list[dict[str, str]]) -> None:
    """Point `align` at the ids that the blocks of the other texts now have."""
    for block in tree.blocks():
        target = block.attrs.get("align")
        new = next((ids[target] for ids in others if target in ids), None) if target else None
        if new:
            block.attrs["align"] = new


def _revise(rows: Rows, incoming: Incoming, revision: _Revision) -> tuple[object, ...]:
    """Write a version if one is due, and give the text's columns."""
    current, text = revision.current, revision.incoming
    current_id = current.pk
    if not revision.is_due:
        for side in (PageBreak, Name, Line):
            side.objects.filter(version=current).delete()
        rows.add_sides(current.pk, text)
    else:
        number = current.number + 1
        reason = _reason(incoming, current)
        current_id = rows.add_version(revision.text.pk, text, number=number, reason=reason)
        rows.successions.append(Succession(revision.text.pk, current.pk, current_id))
    return text_row(text, position=revision.position, current_id=current_id)


def _reason(incoming: Incoming, current: TextVersion) -> str:
    """Say whether the editor changed the source or a new parser reads it differently."""
    is_same_file = incoming.known and incoming.known.source_sha256 == incoming.source_sha256
    return "parser" if is_same_file and current.parser != PARSER_VERSION else "corrected"
