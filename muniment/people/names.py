"""How a name is sorted: by the surname, without accents on Latin letters, in lower case."""

from __future__ import annotations

import re
import unicodedata

# Patronymics end so; a Russian name that ends with one begins with the surname.
_PATRONYMIC = re.compile(r"(вич|вна|чна|vich|vna|ichna)$")
_PARTICLES = frozenset({"de", "von", "van", "der", "den", "di", "da", "du", "la", "le", "zu"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def sort_name(name: str, *, kind: str = "person") -> str:
    """Turn "Cordell Hull" into "hull, cordell"; a name with a comma is in order already.

    The names of organisations are sorted as they are.
    """
    name = re.sub(r"\s*\(.*?\)\s*$", "", name) or name
    if kind == "person" and "," not in name:
        name = _surname_first(name.split())
    return _folded(name)


def _surname_first(words: list[str]) -> str:
    if len(words) < 2 or _PATRONYMIC.search(words[-1].lower()):
        return " ".join(words)
    at = len(words) - 1
    while at > 1 and words[at].lower().strip(".") in _SUFFIXES:
        at -= 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}"


def _folded(name: str) -> str:
    folded = []
    for character in name.casefold():
        base = unicodedata.normalize("NFD", character)[0]
        folded.append(base if base.isascii() else character)
    return "".join(folded).replace("ё", "е")
