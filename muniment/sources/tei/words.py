"""Words that a line or page break cuts: when the hyphen goes, and what is left in its place.

A hyphen goes only where the source says so (``break="no"``, ``¬``, a soft hyphen) or where the
joined word is attested and the hyphenated one is not. Else the hyphen stays, and only the white
space behind it goes. Whatever goes becomes a REMOVED mark, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from muniment.core.text.model import Mark, MarkKind

HYPHENS = "-\u2010¬\xad"
_CERTAIN = "¬\xad"
_CLOSING = "])⟩>"
_HEAD = re.compile(r"([^\W\d_][\w'’\[\]()⟨⟩-]*)$")
_TAIL = re.compile(r"[\w'’\[\]()⟨⟩-]*")
_BRACKETS = str.maketrans("", "", "[]()⟨⟩")
_POINTS = frozenset((MarkKind.NOTE, MarkKind.PLACE, MarkKind.READING, MarkKind.REMOVED))

REASON = "word divided at the end of a line or page"


class Attestation:
    """Knows which words occur in a file, and asks beyond it where it may."""

    def __init__(
        self, text: Callable[[], str], beyond: Callable[[str], bool] | None = None
    ) -> None:
        self.text = text
        self._beyond = beyond
        self._words: set[str] | None = None

    def has(self, word: str) -> bool:
        """Tell whether the word stands somewhere, as it is or in lower case."""
        if self._words is None:
            self._words = words_of(self.text())
        lowered = word.lower()
        if lowered in self._words:
            return True
        return self._beyond is not None and self._beyond(lowered)


def words_of(text: str) -> set[str]:
    """Collect the words of a text in lower case; a hyphenated word counts as one."""
    return set(re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text.lower()))


def joins_at(parts: list[str]) -> bool:
    """Tell whether what was read so far ends in the hyphen of a cut word."""
    tail = parts[-1].rstrip(_CLOSING)
    if not tail or tail[-1] not in HYPHENS:
        return False
    before = tail[:-1].rstrip(_CLOSING + "[(⟨")
    return bool(before) and before[-1].isalnum() if before else len(parts) > 1


def join_words(
    plain: str, marks: list[Mark], joins: list[tuple[int, bool]], attested: Attestation
) -> tuple[str, list[Mark], Callable[[int], int]]:
    """Join the words that breaks cut; gives the new string, marks, and how offsets move.

    `joins` are (offset, whether the source says ``break="no"``).
    """
    dropped: dict[int, str] = {}
    for offset, is_certain in joins:
        for index in _to_drop(plain, offset, is_certain, attested):
            dropped[index] = plain[index]
    if not dropped:
        return plain, marks, lambda offset: offset
    order = sorted(dropped)

    def moved(offset: int) -> int:
        return offset - sum(1 for index in order if index < offset)

    kept = "".join(c for i, c in enumerate(plain) if i not in dropped)
    return kept, _with_removed(marks, dropped, moved), moved


def _to_drop(plain: str, offset: int, is_certain: bool, attested: Attestation) -> list[int]:
    """Say which characters at a break go: perhaps a hyphen, and the white space behind it."""
    space = [offset] if plain[offset : offset + 1] == " " else []
    after = offset + len(space)
    before = offset
    while before and plain[before - 1] in _CLOSING:
        before -= 1
    hyphen = before - 1 if before and plain[before - 1] in HYPHENS else -1
    if after >= len(plain):
        return []
    if hyphen < 0:
        return space if is_certain else []
    if not plain[after].isalnum() and plain[after] not in "[(⟨":
        return space if is_certain else []
    if is_certain or plain[hyphen] in _CERTAIN or _is_one_word(plain, hyphen, after, attested):
        return [hyphen, *space]
    return space


def _is_one_word(plain: str, hyphen: int, after: int, attested: Attestation) -> bool:
    head = _HEAD.search(plain, 0, hyphen) if hyphen else None
    tail = _TAIL.match(plain, after)
    if not head or not tail or not tail[0]:
        return False
    first, second = head[1].translate(_BRACKETS), tail[0].translate(_BRACKETS).rstrip("-'’")
    if not first or not second or not second[0].islower():
        return False
    return attested.has(first + second) and not attested.has(f"{first}-{second}")


def _with_removed(
    marks: list[Mark], dropped: dict[int, str], moved: Callable[[int], int]
) -> list[Mark]:
    """Move the marks, and put REMOVED marks among those that insert, in the source's order."""
    spans: list[Mark] = []
    points: list[tuple[float, int, Mark]] = []
    for order, mark in enumerate(marks):
        new = mark._replace(start=moved(mark.start), end=moved(mark.end))
        if mark.kind in _POINTS:
            attrs = mark.attrs or {}
            points.append((mark.start if "first" in attrs else mark.end, order, new))
        else:
            spans.append(new)
    for index, character in dropped.items():
        attrs = {"text": character, "reason": REASON}
        at = moved(index)
        points.append((index + 0.5, 0, Mark(at, at, MarkKind.REMOVED, attrs)))
    points.sort(key=lambda p: p[:2])
    return spans + [mark for _, _, mark in points]
