"""Slugs: readable parts of addresses, in Latin letters whatever the script of the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяѣіѳѵ"
_ROMANISED = (
    *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r"),
    *("s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "iu", "ia"),
    *("e", "i", "f", "i"),
)
_CYRILLIC = dict(zip(_LETTERS, _ROMANISED, strict=True))


LONGEST_SLUG = 60


def slugify(text: str, *, longest: int = LONGEST_SLUG) -> str:
    """Make a slug of lower-case Latin letters, digits and hyphens; "" if nothing remains."""
    romanised = "".join(_CYRILLIC.get(c, c) for c in text.lower())
    plain = unicodedata.normalize("NFKD", romanised).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) >= longest:
            break
        slug = f"{slug}-{word}" if slug else word[:longest]
    return slug


def unique_slug(text: str, *, is_taken: Callable[[str], bool], fallback: str) -> str:
    """Make a slug that is not taken, with a number behind it where needed."""
    base = slugify(text) or fallback
    slug, number = base, 2
    while is_taken(slug):
        slug, number = f"{base}-{number}", number + 1
    return slug
