"""Let full stops and the like stay with the words before them.

"A. B. C." becomes "A. C.": a diff may as well say that ". B" was taken out as "B.", and then the
full stop behind A would belong to C's neighbour.
"""

from __future__ import annotations

import unicodedata

from muniment.passages.anchoring.tokens import Tokens

_OPENING = frozenset(("Ps", "Pi"))


def bind_signs(old: Tokens, new: Tokens, to_new: list[int], to_old: list[int]) -> None:
    """Match signs anew, in place, where either of two equal ones may be meant.

    A sign that begins a leaf (the dash of a speech) has no words before it.
    """
    ours, theirs = _binding(old), _binding(new)
    for i in sorted(ours):
        j = to_new[i]
        if j not in theirs:
            continue
        if to_new[i - 1] < 0 <= to_old[j - 1]:
            other = to_old[j - 1] + 1
            if other in ours and to_new[other] < 0 and old.words[other] == old.words[i]:
                to_new[i], to_new[other], to_old[j] = -1, j, other
        elif to_new[i - 1] >= 0 > to_old[j - 1]:
            other = to_new[i - 1] + 1
            if other in theirs and to_old[other] < 0 and new.words[other] == old.words[i]:
                to_old[j], to_old[other], to_new[i] = -1, i, other


def _binding(tokens: Tokens) -> set[int]:
    """Give the places of the signs that belong to the words before them."""
    firsts = set(tokens.firsts)
    return {at for at, word in enumerate(tokens.words) if _closes(word) and at not in firsts}


def _closes(token: str) -> bool:
    return not token[0].isalnum() and unicodedata.category(token[0]) not in _OPENING
