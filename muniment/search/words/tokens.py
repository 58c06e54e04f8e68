"""Cut a plain string into words, the same for the index, for queries and for marking hits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from muniment.search.words.folding import APOSTROPHES, LONGEST_WORD, UNSEEN, fold

_CACHE_SIZE = 300_000


class Token(NamedTuple):
    """A folded word and where it stands: code points of the plain string, end excluded.

    `is_name` says that it begins with a capital.
    """

    text: str
    start: int
    end: int
    is_name: bool


def cut(plain: str) -> list[Token]:
    """Cut a string into words; the parts of a hyphenated word are words of their own."""
    tokens: list[Token] = []
    append = tokens.append
    parts_of = PARTS
    for match in WORD.finditer(plain):
        start = match.start()
        for text, first, last, is_name in parts_of[match[0]]:
            append(Token(text, start + first, start + last, is_name))
    return tokens


def joined(plain: str) -> list[Token]:
    """Give the hyphenated words of a string, each as one word ("horebelisha")."""
    tokens: list[Token] = []
    if not any(map(plain.__contains__, _HYPHENS)):
        return tokens
    done = 0
    for hyphen in _HYPHEN_WITHIN.finditer(plain):
        if hyphen.start() >= done:
            words = _words_at_hyphen(plain, hyphen.start(), earliest=done)
            done = max(hyphen.end(), words[-1].end() if words else 0)
            if len(words) > 1:
                tokens.extend(_joined(plain, words[0].start(), words[-1].end()))
    return tokens


def _words_at_hyphen(plain: str, hyphen: int, *, earliest: int) -> list[re.Match[str]]:
    """Find the words that hyphens tie to the ones on both sides of this hyphen."""
    start = hyphen
    while start > earliest and not plain[start - 1].isspace():
        start -= 1
    words: list[re.Match[str]] = []
    for word in WORD.finditer(plain, start):
        end = words[-1].end() if words else -1
        if word.start() != end + 1 or plain[end] not in _HYPHENS:
            if word.start() > hyphen:
                break
            words.clear()
        words.append(word)
    return words


def _joined(plain: str, start: int, end: int) -> Iterator[Token]:
    parts = cut(plain[start:end])
    if len(parts) > 1:
        text = "".join(part.text for part in parts)[:LONGEST_WORD]
        yield Token(text, start + parts[0].start, start + parts[-1].end, parts[0].is_name)


def word_around(plain: str, offset: int) -> tuple[int, int]:
    """Find the word within which a place is; without one, both ends are the place."""
    reach = _REACH
    while 0 < offset < len(plain):
        first, last = max(0, offset - reach), min(len(plain), offset + reach)
        start, end = _word_between(plain, first, last, around=offset)
        near = reach // 2
        if (first == 0 or start > first + near) and (last == len(plain) or end < last - near):
            return start, end
        reach *= 2  # what was looked at may have cut a long word
    return offset, offset


def _word_between(plain: str, first: int, last: int, *, around: int) -> tuple[int, int]:
    for match in WORD.finditer(plain, first, last):
        if match.end() > around:
            return match.span() if match.start() < around else (around, around)
    return around, around


def end_of_tokens(plain: str, start: int, most: int) -> tuple[int, int]:
    """Say where the token after so many others begins, and how many there are till the end."""
    found = 0
    for match in WORD.finditer(plain, start):
        for _, first, _, _ in PARTS[match[0]]:
            if found == most:
                return match.start() + first, found
            found += 1
    return len(plain), found


def written(plain: str) -> list[str]:
    """Cut a string at its spaces, or into words where one goes on on the next line."""
    if "\n" in plain and _HYPHEN_AT_END.search(plain):
        return WORD.findall(plain)
    return plain.split()


_REACH = 80  # characters before and after a place in which the word around it is looked for first


def _marks() -> str:
    """Write the combining marks of the basic plane as a class of a regular expression."""
    marks = (n for n in range(0x300, 0x10000) if unicodedata.category(chr(n))[0] == "M")
    ranges = []
    for _, run in groupby(enumerate(marks), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        ranges.append(f"{chr(numbers[0])}-{chr(numbers[-1])}")
    return "".join(ranges)


_APOSTROPHE = f"[{re.escape(APOSTROPHES)}]"
# Scripts without spaces between words: every sign is a word, and words are found as phrases.
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W_{re.escape(APOSTROPHES)}{_IDEOGRAPHS}]"
_BETWEEN = f"[{_marks()}{UNSEEN}]"
_SMALL = "[a-zß-öø-ÿā-žα-ωа-яѐ-џѣѳѵ]"
_HYPHENS = "-\u2010\u2011\u2043\u2212\u00ac\ufe63\uff0d\u2e17\u2e40"
# A hyphen at the end of a line, the word going on in small letters on the next.
_LINE_END = rf"(?:[-\u2010\u00ac\u2e17]|(?<=\u00ad))[ \t]*\r?\n[ \t]*(?={_SMALL})"
_HYPHEN_AT_END = re.compile(r"[-\u2010\u00ac\u2e17\u00ad][ \t]*\r?\n")
_PIECE = f"{_LETTER}++(?:{_BETWEEN}++{_LETTER}*+)*+"
_ONE_WORD = f"{_PIECE}(?:(?:{_APOSTROPHE}|{_LINE_END}){_PIECE})*"
WORD = re.compile(f"{_ONE_WORD}|[{_IDEOGRAPHS}]")
_HYPHEN_WITHIN = re.compile(rf"[{re.escape(_HYPHENS)}](?=\w)")

_ANY_APOSTROPHE = re.compile(_APOSTROPHE)
# A prime is no apostrophe: Gilelʹs is Гилельс.
_POSSESSIVE = re.compile("(?<=[a-zA-Z\u00c0-\u024f])['’‘ʼ＇`´][sS]$")
# Words that French and Italian shorten before a vowel.
_ELIDED = frozenset(
    "l d j m n s t c v qu jusqu lorsqu puisqu quoiqu quelqu presqu un all dall dell nell sull coll"
    " quell quest sant bell grand anch dov cos com ch gl agl dagl degl negl sugl cogl quegl"
    " begl nient senz tutt mezz quand".split()
)
# With a capital, names from the Chinese in the spelling of Wade and Giles: "Ch’en", "T’ang".
_ELIDED_SMALL = frozenset({"ch", "t"})
_VOWEL_NEXT = re.compile("[aeiouyhœæà-æè-ïò-öø-ýÿ]", re.IGNORECASE)
# "D’iakonov", "N’yu": a romanised soft sign, not an elision.
_SOFT_SIGN_NEXT = re.compile("[iy][aeou]")

_Part = tuple[str, int, int, bool]


def _parts(raw: str) -> tuple[_Part, ...]:
    """Cut off elisions and the possessive: (folded, start, end, begins with a capital)."""
    end = len(raw)
    possessive = _POSSESSIVE.search(raw)
    if possessive:
        end = possessive.start()
    parts: list[_Part] = []
    start = 0
    for apostrophe in _ANY_APOSTROPHE.finditer(raw, 0, min(end, _REACH)):
        first, last = apostrophe.span()
        if _is_elision(raw[start:first], raw[last : last + 2]):
            parts.append(_part(raw, start, first))
            start = last
    parts.append(_part(raw, start, end))
    return tuple(part for part in parts if part[0])


def _is_elision(before: str, after: str) -> bool:
    small = before.lower()
    if small not in _ELIDED or not _VOWEL_NEXT.match(after):
        return False
    if before == small:
        return True
    return small not in _ELIDED_SMALL and not _SOFT_SIGN_NEXT.match(after)


def _part(raw: str, start: int, end: int) -> _Part:
    first = raw[start]
    return fold(raw[start:end]), start, end, first.isupper() or first.istitle()


class _Parts(dict[str, tuple[_Part, ...]]):
    """The parts of words met before."""

    def __missing__(self, raw: str) -> tuple[_Part, ...]:
        parts = _parts(raw)
        if len(self) >= _CACHE_SIZE:
            self.clear()
        if len(raw) <= _REACH:
            self[raw] = parts
        return parts


PARTS = _Parts()
