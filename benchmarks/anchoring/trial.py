"""One trial: write a text, choose passages, edit the text, find them again, judge."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.anchoring.baselines import by_position, by_quote
from benchmarks.anchoring.draft import Draft
from benchmarks.anchoring.prose import Language, Prose
from benchmarks.anchoring.truth import Truth, Verdict
from muniment.core.text.model import Block, BlockKind, TextTree
from muniment.documents.matching import match_blocks
from muniment.passages.anchoring.carry import carry
from muniment.passages.anchoring.model import Anchor, Leaf, Passage

Ids = Literal["source", "matched"]
"""Where ids come from: from the source, which keeps them for four paragraphs in five, or from
matching blocks as an import does when the source has none."""

MINTED_ANEW = 0.2
LENGTHS = ((4, 25, 25), (25, 150, 45), (150, 500, 20), (500, 1500, 10))
"""Characters from, to, and how many in a hundred passages have such a length."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried; all of it follows from the seed."""

    language: Language
    ids: Ids
    edits: int
    seed: int
    paragraphs: int = 300
    passages: int = 1000


@dataclass(frozen=True, slots=True)
class Outcome:
    """Verdicts by the way of finding, and the CPU time of ours."""

    ours: Counter[Verdict]
    position: Counter[Verdict]
    quote: Counter[Verdict]
    milliseconds: float
    characters: int


def run(trial: Trial) -> Outcome:
    """Run a trial."""
    chance = random.Random(trial.seed)
    draft = Draft((prose := Prose(trial.language, chance)).text(trial.paragraphs), prose)
    before = [Leaf(each.id, each.text) for each in draft.paragraphs]
    old = "\n".join(leaf.plain for leaf in before)
    passages = choose(old, chance, trial.passages)
    for _ in range(trial.edits):
        draft.edit()
    draft.mint_anew(MINTED_ANEW)
    after = [Leaf(each.id, each.text) for each in draft.paragraphs]
    if trial.ids == "matched":
        before, after = _matched(before, after)
    new = "\n".join(leaf.plain for leaf in after)
    began = time.process_time()
    anchors = carry(before, after, passages)
    spent = (time.process_time() - began) * 1000
    truth = Truth(old, draft.marks())

    def verdicts(found: Sequence[Anchor]) -> Counter[Verdict]:
        return Counter(map(truth.judge, passages, found))

    return Outcome(
        verdicts(anchors),
        verdicts(by_position(old, new, passages)),
        verdicts(by_quote(old, new, passages)),
        spent,
        len(old),
    )


def choose(text: str, chance: random.Random, count: int) -> list[Passage]:
    """Choose passages of all lengths; four in five begin and end with whole words."""
    chosen: list[Passage] = []
    while len(chosen) < count:
        least, most, _ = chance.choices(LENGTHS, weights=[weight for _, _, weight in LENGTHS])[0]
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.randint(least, most))
        if chance.random() < 0.8:
            while start > 0 and not text[start - 1].isspace():
                start -= 1
            while end < len(text) and not text[end].isspace():
                end += 1
        if text[start:end].strip():
            chosen.append(Passage(start, end))
    return chosen


def _matched(before: list[Leaf], after: list[Leaf]) -> tuple[list[Leaf], list[Leaf]]:
    """Give both versions minted ids, and the later one those that it inherits."""
    old, new = (
        TextTree(
            body=[
                Block(BlockKind.PARAGRAPH, f"b{number}", leaf.plain)
                for number, leaf in enumerate(leaves, 1)
            ]
        )
        for leaves in (before, after)
    )
    ids = match_blocks(old, new, version=2)
    return (
        [Leaf(block.id, block.plain or "") for block in old.body],
        [Leaf(ids[block.id], block.plain or "") for block in new.body],
    )
