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

from muniment.search.words.folding import APOSTROPHES

SHORTEST = 3

_CYRILLIC = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхцчшщыэ", "abvgdexsiiklmnoprstufhcqxxie", strict=True))
    | dict(zip("ѣіѳѵѕґєўјђћ", "eifisgeuixq", strict=True))
    | dict(zip("әғқңөұүһҗ", "egkneuuhx", strict=True))
    | {"ю": "iu", "я": "ia", "ї": "i", "љ": "l", "њ": "n", "џ": "x", "ь": "", "ъ": ""}
)

# What letters stand for in most romanisations; the longest match wins.
_ANY = (
    {"â": "ia", "û": "iu", "ä": "e", "č": "q", "ć": "q", "ŝ": "x", "š": "x", "ž": "x", "ż": "x"}
    | {"ö": "e", "æ": "e", "œ": "e", "ø": "e", "ß": "s", "ł": "l", "đ": "d"}
    | dict.fromkeys(("sh", "zh", "sch", "sz", "shch", "šč", "stch", "szcz", "chtch"), "x")
    | dict.fromkeys(("schtsch", "stsch", "schtch", "dzh", "dž", "dsch"), "x")
    | {"dje": "xe", "dji": "xi", "djo": "xo"}
    | {"ch": "q", "tch": "q", "tsch": "q", "cz": "q"}
    | {"c": "k", "ts": "c", "tz": "c", "tc": "c", "ck": "k", "cki": "cki", "cky": "cki"}
    | {"ce": "ce", "ci": "ci", "cy": "ci", "cv": "cv", "cj": "ci", "cov": "cov", "coff": "cov"}
    | {"kh": "h", "gh": "g", "ph": "f", "th": "t", "qu": "k", "gue": "ge", "gui": "gi"}
    | {"w": "v", "x": "ks", "q": "k", "z": "s", "y": "i", "j": "i", "ou": "u", "oo": "u"}
    | {"ehr": "er"}
)
# Where they stand for something else: German and scholarly ch is х, German z is ц, French ch is ш.
_SCHOLARLY = _ANY | {"ch": "h", "c": "c", "ck": "ck"}
_GERMAN = _ANY | {"ch": "h", "z": "c", "tz": "c"}
_FRENCH = _ANY | {"ch": "x", "j": "x", "dj": "x"}
_TABLES = {"": _ANY, "scholarly": _SCHOLARLY, "german": _GERMAN, "french": _FRENCH}
_READERS = {
    habit: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for habit, table in _TABLES.items()
}
# What a spelling that does not show its habit is taken for: Joukov, Chagall, Achmatova, Kapiza.
_MISREAD = (("ж", "и"), ("ш", "ч"), ("х", "ч"), ("ц", "з"), ("ц", "к"))
_POSSESSIVE = re.compile(f"[{APOSTROPHES}]s$")
_SILENT = re.compile(rf"[^\w]|[{APOSTROPHES}_\d]")
_SCRIPTS = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]+$|[\u0400-\u052f]+$")
_IS_SCHOLARLY = re.compile("[čšžŝ]")
_IS_GERMAN = re.compile("sch|w(?!.*y$)")
_IS_FRENCH = re.compile("ou|tch|ï|ine$")

# What falls together in both scripts: сч and щ, дж, тч, тс and ц, вш and фш, шт and st; then
# ие, ьо, ё and an о after ж ш ч щ with е, Cyrillic оу and ю after a consonant with u.
_CLUSTERS = re.compile("[xs][xq]|dx|[td]q|ts|x(?=[tp])|v(?=[cfhkpqstx])")
_CLUSTER = {"ts": "c", "tq": "q", "dq": "q", "x": "s", "v": "f"}
_SOFT = re.compile("i+[eo]|(?<=[xq])o")
_SOFT_U = re.compile("(?<=[^aeiou])iu|ou")
_DOUBLED = re.compile(r"(.)\1+")
_OFF = re.compile("(?<=[eo])ff?$")

# Endings of the cases of -ов, -ев, -ин, which keep their last letter, and of all other names.
# Endings are taken off a Latin spelling too: whether Tolstoi or Beria ends in one, none can see.
_CASE = "a|u|e|i|o|oi|oiu|im|om|imi|ih"
_SURNAME = re.compile(rf"(?<=..)(?:[eo](v)|(in))(?:{_CASE})?$")
_ENDING = re.compile(
    "(?<=...)(?:[oa]go|omu|imi|aia|uiu|oiu|eiu|iami|ami|ih|im|om|em|oi|ei|ia|iu|[aeiou])$"
)

COMMON = frozenset(
    "the and but for not this that they she his her you was are with from when what there have "
    "had has been will would who which all any one out into upon under over after before then "
    "она они оно его ему вас вам нас нам мой моя так как что это этот эта эти для при или если "
    "когда тогда где там тут кто чем все всё ещё уже был была было были нет них ним под над".split()
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
    if len(plain) < SHORTEST or plain in COMMON or not _SCRIPTS.match(plain):
        return ""
    return _key(plain, _habit(plain))


@lru_cache(maxsize=1 << 12)
def query_keys(word: str) -> tuple[str, ...]:
    """Give the keys by which a word that is looked for may stand in the index, its own first.

    A word of a text has the one key that its own habits of spelling suggest. Where these do not
    show, as in Chagall, the reader's word is turned the other way: Шагал is also looked for as if
    it had ч, and Chagall as a German or a Frenchman might mean it.
    """
    own = name_key(word)
    if not own:
        return ()
    plain = _plain(word)
    if _is_cyrillic(plain):
        others = [_key(plain.replace(*pair), "") for pair in _MISREAD if pair[0] in plain]
    else:
        others = [_key(plain, habit) for habit in _TABLES]
    return tuple(dict.fromkeys([own, *(key for key in others if len(key) >= SHORTEST)]))


def _is_cyrillic(plain: str) -> bool:
    return plain[0] >= "\u0400"


def _plain(word: str) -> str:
    """Lower the case; take off apostrophes, a possessive s, and marks that change no sound."""
    lowered = unicodedata.normalize("NFC", word.lower()).replace("\u0301", "")
    return _SILENT.sub("", _POSSESSIVE.sub("", lowered)).replace("ё", "е")


def _habit(plain: str) -> str:
    if _IS_SCHOLARLY.search(plain):
        return "scholarly"
    if _IS_GERMAN.search(plain):
        return "german"
    return "french" if _IS_FRENCH.search(plain) else ""


def _key(plain: str, habit: str) -> str:
    if _is_cyrillic(plain):
        sounds = plain.translate(_CYRILLIC)
    else:
        table = _TABLES[habit]
        sounds = _READERS[habit].sub(lambda found: table[found[0]], _OFF.sub("v", plain))
        sounds = "".join(c for c in unicodedata.normalize("NFD", sounds) if c.isascii())
    sounds = _CLUSTERS.sub(lambda found: _CLUSTER.get(found[0], "x"), sounds)
    sounds = _SOFT_U.sub("u", _SOFT.sub("e", sounds))
    return _stem(_DOUBLED.sub(r"\1", sounds))


def _stem(sounds: str) -> str:
    """Take the endings of cases off; -ов and -ев are one."""
    stem, is_surname = _SURNAME.subn(r"\1\2", sounds)
    if is_surname:
        return stem
    while (shorter := _ENDING.sub("", stem)) != stem:
        stem = shorter
    return stem
