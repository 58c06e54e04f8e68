"""One key for a name in Cyrillic and for its spellings in Latin letters.

Both scripts are read into one plain alphabet of sounds, in which the habits of romanisation fall
together, and the endings of Russian cases are taken off. In a key, `c` is ц, `q` is ч, `x` is
any of ж, ш, щ and дж, `s` is з too, `i` is и, ы, й and y, and `e` is е, ё and э.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

SHORTEST = 3

_CYRILLIC = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхцчшщыэ", "abvgdexsiiklmnoprstufhcqxxie", strict=True))
    | dict(zip("ѣіѳѵѕґєўјђћ", "eifisgeuixq", strict=True))
    | {"ю": "iu", "я": "ia", "ї": "i", "љ": "l", "њ": "n", "џ": "x", "ь": "", "ъ": ""}
)

# What letters stand for in most romanisations; the longest match wins.
_ANY = (
    {"â": "ia", "û": "iu", "ä": "e", "č": "q", "ć": "q", "ŝ": "x", "š": "x", "ž": "x", "ż": "x"}
    | {"šč": "x", "shch": "x", "stch": "x", "sch": "x", "sh": "x", "zh": "x", "sz": "x", "rz": "x"}
    | {"schtsch": "x", "stsch": "x", "chtch": "x", "schtch": "x", "szcz": "x"}
    | {"dzh": "x", "dj": "x", "dž": "x", "dsch": "x"}
    | {"ch": "q", "tch": "q", "tsch": "q", "cz": "q"}
    | {"c": "k", "ts": "c", "tz": "c", "tc": "c", "ck": "k", "cki": "cki", "cky": "cki"}
    | dict.fromkeys(("ce", "cè", "cë"), "ce")
    | {"ci": "ci", "cy": "ci", "cv": "cv", "cj": "ci"}
    | {"kh": "h", "gh": "g", "ph": "f", "th": "t", "qu": "k", "gue": "ge", "gui": "gi"}
    | {"w": "v", "x": "ks", "q": "k", "z": "s", "y": "i", "j": "i", "ou": "u", "oo": "u"}
    | {"ehr": "er", "ye": "e", "je": "e", "ie": "e", "yo": "e", "jo": "e"}
)
# Where they stand for something else: German and scholarly ch is х, German z is ц, French ch is ш.
_SCHOLARLY = _ANY | {"ch": "h", "c": "c"}
_GERMAN = _ANY | {"ch": "h", "z": "c", "tz": "c"}
_FRENCH = _ANY | {"ch": "x"}
_TABLES = {"": _ANY, "scholarly": _SCHOLARLY, "german": _GERMAN, "french": _FRENCH}
_READERS = {
    habit: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for habit, table in _TABLES.items()
}
_IS_SCHOLARLY = re.compile("[čšžŝ]")
_IS_GERMAN = re.compile("sch|w(?!.*y$)")
_IS_FRENCH = re.compile("ou|tch|ï|ine$")

_JOINED = re.compile("[xs][xq]|dx|[td]q|ts|ie")
_JOINS = {"ts": "c", "ie": "e", "tq": "q", "dq": "q"}
_DOUBLED = re.compile(r"(.)\1+")
_OFF = re.compile("ff?$")

_CASE = "a|u|e|i|o|oi|oiu|im|om|imi|ih"
_SURNAME = re.compile(rf"(?<=..)(?:[eo](?P<v>v)|i(?P<n>n))(?:{_CASE})?$")
_ENDING = re.compile(
    "(?<=...)(?:[oa]go|omu|imi|aia|uiu|oiu|eiu|iami|ami|ih|im|om|em|oi|ei|ia|iu|[aeiou])$"
)

COMMON = frozenset(
    "the and but for not this that they she his her you was are with from when what there have "
    "had has been will would who which all any one out into upon under over after before then "
    "она они оно его ему вас вам нас нам мой моя так как что это этот эта эти для при или если "
    "когда тогда где там тут кто чем все всё ещё уже был была было были нет них ним под над без".split()
)


class Word(Protocol):
    """What is asked of a token: see `tokens.Token`."""

    @property
    def text(self) -> str: ...  # noqa: D102

    @property
    def is_name(self) -> bool: ...  # noqa: D102


def is_keyed(token: Word) -> bool:
    """Say whether a word of a text may be a name: it begins with a capital and is not common."""
    return token.is_name and len(token.text) >= SHORTEST and token.text not in COMMON


@lru_cache(maxsize=1 << 17)
def name_key(word: str) -> str:
    """Give the key of one word as it is written, "" if it is too short, common or no name."""
    plain = _plain(word)
    if len(plain) < SHORTEST or plain in COMMON:
        return ""
    return _key(plain, _habit(plain))


@lru_cache(maxsize=1 << 12)
def query_keys(word: str) -> tuple[str, ...]:
    """Give the keys by which a word that is looked for may stand in the index, its own first."""
    own = name_key(word)
    if not own:
        return ()
    plain = _plain(word)
    if plain[0] >= "Ѐ":
        return tuple(dict.fromkeys([own]))
    return tuple(dict.fromkeys([own, *(_key(plain, habit) for habit in _TABLES)]))


def _plain(word: str) -> str:
    """Lower the case; take off apostrophes, a possessive s, and marks that change no sound."""
    lowered = unicodedata.normalize("NFC", word.lower().replace("\u0301", ""))
    lowered = re.sub("['’ʼ]s$", "", lowered)
    return re.sub(r"[^\w]|[ʹʺʼʻ_\d]", "", lowered).replace("ё", "е")


def _habit(plain: str) -> str:
    if _IS_SCHOLARLY.search(plain):
        return "scholarly"
    if _IS_GERMAN.search(plain):
        return "german"
    return "french" if _IS_FRENCH.search(plain) else ""


def _key(plain: str, habit: str) -> str:
    if plain[0] >= "Ѐ":
        sounds = plain.translate(_CYRILLIC)
    else:
        table = _TABLES[habit]
        sounds = _READERS[habit].sub(lambda found: table[found[0]], _OFF.sub("v", plain))
        sounds = "".join(c for c in unicodedata.normalize("NFD", sounds) if c.isascii())
    sounds = _JOINED.sub(lambda found: _JOINS.get(found[0], "x"), sounds)
    sounds = _DOUBLED.sub(r"\1", sounds)
    return _DOUBLED.sub(r"\1", _stem(sounds))


def _stem(sounds: str) -> str:
    """Take the endings of cases off; -ов and -ев are one."""
    stem = _SURNAME.sub(lambda found: "v" if found["v"] else "in", sounds)
    if stem != sounds:
        return stem
    while (shorter := _ENDING.sub("", stem)) != stem:
        stem = shorter
    return stem
