"""Match the blocks of a corrected text with those of the version before, so that ids live on.

Annotations, citations and alignments point at block ids; a corrected comma must not move them.
Leaves are matched first: by the source's own id, by equal words in the same order, by equal words
elsewhere, and last by likeness within the gaps. Containers and notes follow their leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from muniment.core.text.model import Block, Note, TextTree
from muniment.core.text.rename import is_minted

LIKE = 0.5
"""From this share of common words on, two leaves in one gap are one leaf, corrected."""

WIDEST_GAP = 120
"""Gaps with more leaves than this on a side are cut up by order before likeness is asked."""

SHORT_WORDS = 4
"""Leaves with fewer words are compared by characters."""


def match_blocks(old: TextTree, new: TextTree, *, version: int) -> dict[str, str]:
    """Say which id each block and note of `new` shall have: {its id now: its id to be}.

    Blocks without a forerunner keep an id that the source gave; the ids that were minted for
    them get the number of the version behind, so that none is ever given to two blocks.
    """
    if _shape(old) == _shape(new):
        olds, news = _identified(old), _identified(new)
        return {b.id: a.id for a, b in zip(olds, news, strict=True)}
    pairs = _match_leaves(list(old.leaves()), list(new.leaves()))
    ids = {b.id: a.id for a, b in pairs}
    ids |= _match_containers(old, new, ids)
    taken = set(ids.values())
    for item in _identified(new):
        if item.id not in ids:
            ids[item.id] = _free_id(item.id, taken, version)
            taken.add(ids[item.id])
    return ids


def _free_id(own: str, taken: set[str], version: int) -> str:
    if own not in taken and not is_minted(own):
        return own
    candidate, number = f"{own}-v{version}", 2
    while candidate in taken:
        candidate, number = f"{own}-v{version}-{number}", number + 1
    return candidate


def _shape(tree: TextTree) -> tuple[list[tuple[str, str | None]], list[int]]:
    """Give all that tells whether two texts say the same in the same blocks."""
    blocks = [(block.kind, block.plain) for block in tree.blocks()]
    return blocks, [len(note.children) for note in tree.notes]


def _identified(tree: TextTree) -> Iterator[Block | Note]:
    yield from tree.blocks()
    yield from tree.notes


# Leaves ------------------------------------------------------------------------------------------

Pair = tuple[Block, Block]


@dataclass(slots=True)
class _Matching:
    """Which leaf of the old text became which of the new one, by their places."""

    old: list[Block]
    new: list[Block]
    forward: dict[int, int]

    def join(self, a: int, b: int) -> None:
        self.forward[a] = b

    def free(self) -> tuple[list[int], list[int]]:
        done = set(self.forward.values())
        return (
            [a for a in range(len(self.old)) if a not in self.forward],
            [b for b in range(len(self.new)) if b not in done],
        )


def _match_leaves(old: list[Block], new: list[Block]) -> list[Pair]:
    matching = _Matching(old, new, {})
    _by_source_id(matching)
    _by_equal_words_in_order(matching)
    _by_equal_words_elsewhere(matching)
    for olds, news in _gaps(matching):
        _by_likeness(matching, olds, news)
    return [(old[a], new[b]) for a, b in matching.forward.items()]


def _by_source_id(matching: _Matching) -> None:
    places = {leaf.id: a for a, leaf in enumerate(matching.old) if not is_minted(leaf.id)}
    for b, leaf in enumerate(matching.new):
        if leaf.id in places:
            matching.join(places[leaf.id], b)


def _by_equal_words_in_order(matching: _Matching) -> None:
    olds, news = matching.free()
    matcher = SequenceMatcher(
        None,
        [_words_of(matching.old[a]) for a in olds],
        [_words_of(matching.new[b]) for b in news],
        autojunk=False,
    )
    for start_a, start_b, size in matcher.get_matching_blocks():
        for step in range(size):
            matching.join(olds[start_a + step], news[start_b + step])


def _by_equal_words_elsewhere(matching: _Matching) -> None:
    """Find leaves that were moved: their words must be unique on both sides, and some."""
    olds, news = matching.free()
    counts_a = Counter(_words_of(matching.old[a]) for a in olds)
    counts_b = Counter(_words_of(matching.new[b]) for b in news)
    places = {_words_of(matching.old[a]): a for a in olds}
    for b in news:
        words = _words_of(matching.new[b])
        if words[1].strip() and counts_a[words] == 1 == counts_b[words]:
            matching.join(places[words], b)


def _words_of(leaf: Block) -> tuple[str, str]:
    return (leaf.kind, leaf.plain or "")


def _gaps(matching: _Matching) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is unmatched between neighbours that were matched in order."""
    anchors = _rising(sorted(matching.forward.items()))
    olds, news = matching.free()
    last_a = last_b = -1
    for a, b in [*anchors, (len(matching.old), len(matching.new))]:
        gap_a = [i for i in olds if last_a < i < a]
        gap_b = [i for i in news if last_b < i < b]
        if gap_a and gap_b:
            yield from _narrowed(gap_a, gap_b)
        last_a, last_b = a, b


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop the pairs that were moved, so that both places rise."""
    rising: list[tuple[int, int]] = []
    for index, (a, b) in enumerate(pairs):
        follows = not rising or b > rising[-1][1]
        is_outlier = any(later < b for _, later in pairs[index + 1 : index + 4])
        if follows and not is_outlier:
            rising.append((a, b))
    return rising


def _narrowed(olds: list[int], news: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    parts = max(1, -(-max(len(olds), len(news)) // WIDEST_GAP))
    for part in range(parts):
        yield (
            olds[part * len(olds) // parts : (part + 1) * len(olds) // parts],
            news[part * len(news) // parts : (part + 1) * len(news) // parts],
        )


def _by_likeness(matching: _Matching, olds: list[int], news: list[int]) -> None:
    """Join leaves of one gap, in order, so that the sum of their likeness is greatest."""
    scores = [[_likeness(matching.old[a], matching.new[b]) for b in news] for a in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            joined = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= LIKE else 0.0
            best[i][j] = max(joined, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(olds) and j < len(news):
        if scores[i][j] >= LIKE and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            matching.join(olds[i], news[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _likeness(old: Block, new: Block) -> float:
    """Give the share of common words, 0 to 1 (Dice's coefficient); short leaves by characters."""
    a, b = old.plain or "", new.plain or ""
    if a == b:
        return 1.0 if a or old.kind == new.kind else 0.0
    words_a, words_b = a.split(), b.split()
    if min(len(words_a), len(words_b)) < SHORT_WORDS:
        return SequenceMatcher(None, a, b, autojunk=False).ratio()
    common = sum((Counter(words_a) & Counter(words_b)).values())
    return 2 * common / (len(words_a) + len(words_b))


# Containers --------------------------------------------------------------------------------------


def _match_containers(old: TextTree, new: TextTree, ids: dict[str, str]) -> dict[str, str]:
    """Give each container and note the id of the old one from which most of its leaves come."""
    homes = dict(_leaf_paths(old))
    votes: dict[str, Counter[str]] = {}
    for leaf, path in _leaf_paths(new):
        for kind, own in path:
            counter = votes.setdefault(own, Counter())
            counter.update(
                before for was, before in homes.get(ids.get(leaf, ""), ()) if was == kind
            )
    _vote_for_empty_blocks(old, new, votes)
    known = {item.id for item in _identified(old)}
    found = {own: own for own in votes if own in known and not is_minted(own)}
    taken = set(found.values()) | set(ids.values())
    for own, counter in votes.items():
        choice = next((was for was, _ in counter.most_common() if was not in taken), None)
        if own not in found and choice is not None:
            found[own] = choice
            taken.add(choice)
    return found


def _vote_for_empty_blocks(old: TextTree, new: TextTree, votes: dict[str, Counter[str]]) -> None:
    """Blocks that hold no leaf (a figure, the place of a note) are told by kind and order."""
    olds = [block for block in old.blocks() if _is_empty(block)]
    news = [block for block in new.blocks() if _is_empty(block)]
    kinds_a, kinds_b = [str(b.kind) for b in olds], [str(b.kind) for b in news]
    matcher = SequenceMatcher(None, kinds_a, kinds_b, autojunk=False)
    for start_a, start_b, size in matcher.get_matching_blocks():
        for step in range(size):
            votes[news[start_b + step].id] = Counter([olds[start_a + step].id])


def _is_empty(block: Block) -> bool:
    return next(block.leaves(), None) is None


def _leaf_paths(tree: TextTree) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    """Yield each leaf's id with the (kind, id) of what it stands in, the nearest last."""
    for block in tree.body:
        yield from _paths_below(block, ())
    for note in tree.notes:
        for block in note.children:
            yield from _paths_below(block, (("note", note.id),))


def _paths_below(
    block: Block, above: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    if block.is_leaf:
        yield block.id, above
        above = (*above, (block.kind, block.id))
        for child in block.children:
            yield from _paths_below(child, above)
        return
    for child in block.children:
        yield from _paths_below(child, (*above, (block.kind, block.id)))
