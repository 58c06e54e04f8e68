"""One spelling for every way of writing a word: case, diacritics, old letters, apostrophes."""

from __future__ import annotations

import re
import unicodedata

# Every apostrophe, and the primes by which romanisation writes ь and ъ.
APOSTROPHES = "'’‘‛`´ʼʻʽʾʿʹʺʹ′＇"
# Characters that stand in a word without being part of it: soft hyphen, zero width, joiners.
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

# Longer runs of letters are not words; no engine takes them as one token.
LONGEST_WORD = 100

# Typewriters and printers without ъ wrote об'явление.
_HARD_SIGN = re.compile(f"(?<=[бвгджзклмнпрстфхцчшщ])[{re.escape(APOSTROPHES)}](?=[еёюяѣ])")

_BREVE = "\u0306"
# Decomposing may leave a vowel sign before the first letter (Thai am), where no word begins.
_LEADING_MARKS = re.compile(r"^\W+")

# Letters that have no decomposition, and letters of Russian before 1918 (and their neighbours).
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ſ": "s",
        "ς": "σ",
        "ѣ": "е",
        "і": "и",
        "ѳ": "ф",
        "ѵ": "и",
        "ѡ": "о",
        "ѧ": "я",
        "ѯ": "кс",
        "ѱ": "пс",
        "ѹ": "у",
        "ѿ": "от",
        "є": "е",
        "ѕ": "з",
        "ґ": "г",
    }
)


def fold(raw: str) -> str:
    """Fold one word: only letters and digits remain, й as one letter; "" if nothing does."""
    if raw.isascii() and raw.isalnum():
        return raw.lower()[:LONGEST_WORD]
    small = _HARD_SIGN.sub("ъ", raw.casefold())
    kept: list[str] = []
    for character in unicodedata.normalize("NFKD", small):
        if character == _BREVE and kept and kept[-1] == "и":
            kept[-1] = "й"
        elif _is_kept(character):
            kept.append(character)
    # Decomposition may bring capitals (the Kelvin sign and its like).
    folded = _LEADING_MARKS.sub("", "".join(kept).lower().translate(_LETTERS))
    return folded.rstrip("ъ")[:LONGEST_WORD]


def _is_kept(character: str) -> bool:
    """Tell letters and digits, and marks as good as letters (vowel signs of India) from others."""
    if character.isalnum():
        return character not in APOSTROPHES
    return (
        character >= "\u0900"
        and unicodedata.category(character) in ("Mc", "Mn")
        and not unicodedata.combining(character)
        and not "\ufe00" <= character <= "\ufe0f"  # variation selectors
    )
