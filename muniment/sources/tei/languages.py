"""Languages that the source does not name, guessed from the script alone and said so."""

from __future__ import annotations

from muniment.core.text.model import Block, TextTree

# First and last letter of each script's blocks, and the tag that is safe to say of it.
_SCRIPTS = (
    (0x0370, 0x03FF, "el"),
    (0x1F00, 0x1FFF, "grc"),
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
CYRILLIC = "ru"


def script_counts(text: str) -> dict[str, int]:
    """Count the letters of a text by what their script lets one say of the language."""
    if text.isascii():
        return {LATIN: sum(map(str.isalpha, text))}
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
    if 0x0400 <= code <= 0x052F:
        return CYRILLIC
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
    if tag == CYRILLIC:
        letters = set(text.lower())
        return "uk" if letters & _UKRAINIAN and not letters & _OLD_RUSSIAN else "ru"
    return tag


def mark_languages(tree: TextTree) -> list[str]:
    """Guess the language of a text, and of each block that is in another script.

    Sets `tree.language` and the blocks' ``lang``; gives the tags that were set, the text's first.
    """
    leaves = [leaf for leaf in tree.leaves() if leaf.plain]
    whole = script_counts("\n".join(leaf.plain or "" for leaf in leaves))
    whole = {tag: n for tag, n in whole.items() if tag != "und"}
    if sum(whole.values()) < _LEAST:
        return []
    main = max(whole, key=lambda tag: whole[tag])
    tree.language = main
    found = [main]
    if len(whole) > 1:
        for leaf in leaves:
            _mark_leaf(leaf, main, found)
    return found


def _mark_leaf(leaf: Block, main: str, found: list[str]) -> None:
    if "lang" in leaf.attrs:
        return
    tag = guess(leaf.plain or "")
    if tag and tag != main:
        leaf.attrs["lang"] = tag
        if tag not in found:
            found.append(tag)
