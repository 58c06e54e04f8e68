"""Languages that the source does not name, guessed and said so.

The script decides. Among languages in Latin letters the commonest small words decide, over a
whole file and only where they are plain; else a text in Latin letters stays without a language.
"""

from __future__ import annotations

import re

from muniment.core.text.model import Block, TextTree

# First and last letter of each script's blocks, and the tag that is safe to say of it.
_SCRIPTS = (
    (0x0370, 0x03FF, "el"),
    (0x1F00, 0x1FFF, "grc"),
    (0x0400, 0x052F, "ru"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0750, 0x077F, "ar"),
    (0x10A0, 0x10FF, "ka"),
    (0x0530, 0x058F, "hy"),
    (0x3040, 0x30FF, "ja"),
    (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)
_UKRAINIAN = frozenset("їєґ")
_OLD_RUSSIAN = frozenset("ѣѳѵ")
_LEAST = 20  # letters; fewer say nothing
LATIN = "und-Latn"

# Bytes of UTF-8 that begin no letter outside the Latin script: ASCII, trailing bytes, the
# leading bytes of U+0080–U+033F and of U+2000–U+2FFF.
_LATIN_BYTES = bytes(b for b in range(256) if not (0xCD <= b <= 0xE1 or 0xE3 <= b <= 0xF4))

_SMALL_WORDS = {
    "en": "the of and to in that is was for with on by his from which as be at it",
    "fr": "le la les de des du et que qui dans pour est une un en ne pas au ce il",
    "de": "der die das und zu in den mit von ist nicht sich auf dem ein im bei ich",
    "it": "di che il la et e per non in con si le del della al da gli alla una",
    "es": "de la que el en y los las del se por con no una para su al lo como",
    "nl": "de het een van en dat niet is op te met zijn voor aan die er ook",
    "pl": "nie się że jest na do jak ale za od przez tym w z i o to po",
    "la": "et in est ad non cum ut quod qui sed si ex de per ab quae hoc esse",
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _SMALL_WORDS.items()}
_SAMPLE = 40_000  # characters


def latin_language(text: str) -> str:
    """Say which language in Latin letters a text is in, if its small words say so, else ""."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    if len(words) < _LEAST:
        return ""
    hits = {tag: sum(w in small for w in words) for tag, small in _WORDS.items()}
    ranked = sorted(hits.items(), key=lambda item: -item[1])
    (best, most), (_, second) = ranked[0], ranked[1]
    return best if most > len(words) * 0.12 and most > second * 1.3 else ""


def is_latin(text: str) -> bool:
    """Tell whether a text has no letter of another script."""
    return text.isascii() or not text.encode().translate(None, _LATIN_BYTES)


def script_counts(text: str) -> dict[str, int]:
    """Count the letters of a text by what their script lets one say of the language."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            tag = _tag_of(letter)
            counts[tag] = counts.get(tag, 0) + 1
    if "el" in counts and "grc" in counts:
        counts["grc"] += counts.pop("el")
    return counts


def _tag_of(letter: str) -> str:
    code = ord(letter)
    if code < 0x0370:
        return LATIN
    for first, last, tag in _SCRIPTS:
        if first <= code <= last:
            return tag
    return LATIN if code < 0x2000 else "und"


def guess(text: str) -> str:
    """Say the language or script of a text if nine letters in ten agree, else ""."""
    counts = script_counts(text)
    total = sum(counts.values())
    if total < _LEAST:
        return ""
    tag, most = max(counts.items(), key=lambda item: item[1])
    if most < total * 0.9:
        return ""
    return _refine(tag, text)


def _refine(tag: str, text: str) -> str:
    if tag == "ru":
        letters = set(text.lower())
        return "uk" if letters & _UKRAINIAN and not letters & _OLD_RUSSIAN else "ru"
    return (latin_language(text) or tag) if tag == LATIN else tag


def mark_languages(tree: TextTree, text: str, *, latin: str) -> list[str]:
    """Guess the language of a text, and of each block of it that is in another script.

    `text` is all of it in one string; `latin` is the language of the file where its letters are
    Latin. Sets `tree.language` and the blocks' ``lang``; gives the tags that were set.
    """
    if is_latin(text):
        tree.language = latin
        return [latin] if latin else []
    whole = {tag: n for tag, n in script_counts(text).items() if tag != "und"}
    if sum(whole.values()) < _LEAST:
        return []
    main = max(whole, key=lambda tag: whole[tag])
    tree.language = latin if main == LATIN else _refine(main, text)
    found = {tree.language: None}
    if len(whole) > 1:
        for leaf in tree.leaves():
            _mark_leaf(leaf, main, tree.language, found)
    return [tag for tag in found if tag]


def _mark_leaf(leaf: Block, main: str, language: str, found: dict[str, None]) -> None:
    if "lang" in leaf.attrs or not leaf.plain:
        return
    if main == LATIN and is_latin(leaf.plain):
        return
    tag = guess(leaf.plain)
    if tag and tag not in (language, main):
        leaf.attrs["lang"] = tag
        found.setdefault(tag)
