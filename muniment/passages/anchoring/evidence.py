"""Drop what two stretches of text have in common by chance only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from muniment.passages.anchoring.diff import Box, Run
from muniment.passages.anchoring.tokens import Tokens


def without_chance(old: Tokens, new: Tokens, runs: Sequence[Run], box: Box) -> list[Run]:
    """Keep the runs that are no shorter than what was replaced on one side of them, at least.

    Two paragraphs without any relation share "the" and "and" in some order. Words that were only
    put in or only taken out part nothing. Full stops and the like are kept with the words that
    they stood beside in the old text, or not at all.
    """
    kept = list(runs)
    while True:
        gaps = list(pairwise(_gaps(kept, box)))
        sound = [
            run
            for run, (left, right) in zip(kept, gaps, strict=True)
            if _is_long(run, left, right, old, new) and _has_company(run, left, right, old, box)
        ]
        if len(sound) == len(kept):
            return kept
        kept = sound


def _gaps(runs: Sequence[Run], box: Box) -> list[Box]:
    """Give the gaps before each run and behind the last."""
    gaps = []
    at_old, at_new = box.old, box.new
    for run in [*runs, Run(box.old_end, box.new_end, 0)]:
        gaps.append(Box(at_old, run.old, at_new, run.new))
        at_old, at_new = run.old + run.size, run.new + run.size
    return gaps


def _is_long(run: Run, left: Box, right: Box, old: Tokens, new: Tokens) -> bool:
    size = old.characters(run.old, run.old + run.size)
    return size >= min(_replaced(left, old, new), _replaced(right, old, new))


def _replaced(gap: Box, old: Tokens, new: Tokens) -> int:
    """Count the characters of the longer side of a replacement."""
    ours, theirs = old.characters(gap.old, gap.old_end), new.characters(gap.new, gap.new_end)
    return max(ours, theirs) if ours and theirs else 0


def _has_company(run: Run, left: Box, right: Box, old: Tokens, box: Box) -> bool:
    if old.has_words(run.old, run.old + run.size):
        return True
    is_behind_words = left.old == left.old_end and run.old > box.old
    is_before_words = right.old == right.old_end and run.old + run.size < box.old_end
    return is_behind_words or is_before_words
