"""Russian names in Latin letters, by the tables and habits in common use.

These are the standards themselves, written without a look at how keys are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable

VOWELS = "аеёиоуыэюя"
_BASE = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True))
_ENGLISH = _BASE | {"ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "y"}
_CZECH = _BASE | {"ж": "ž", "ц": "c", "ч": "č", "ш": "š", "ы": "y", "й": "j", "ь": "ʹ", "ъ": "ʺ"}

ALA_LC = _ENGLISH | {"й": "ĭ", "ц": "t͡s", "ъ": "ʺ", "ь": "ʹ", "э": "ė", "ю": "i͡u", "я": "i͡a"}
ALA_LC_PLAIN = _ENGLISH | {"й": "i", "ц": "ts", "ъ": "", "ь": "'", "э": "e", "ю": "iu", "я": "ia"}
BGN = _ENGLISH | {"й": "y", "ц": "ts", "ъ": "”", "ь": "’", "э": "e", "ю": "yu", "я": "ya"}
PASSPORT = ALA_LC_PLAIN | {"ъ": "ie", "ь": ""}
ISO_9 = _CZECH | {"х": "h", "щ": "ŝ", "э": "è", "ю": "û", "я": "â"}
SCHOLARLY = _CZECH | {"х": "ch", "щ": "šč", "э": "ė", "ю": "ju", "я": "ja"}
GERMAN = _BASE | (
    {"в": "w", "ж": "sch", "з": "s", "й": "i", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch"}
    | {"щ": "schtsch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja"}
)
FRENCH = _BASE | (
    {"ж": "j", "й": "ï", "у": "ou", "х": "kh", "ц": "ts", "ч": "tch", "ш": "ch", "щ": "chtch"}
    | {"ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iou", "я": "ia"}
)


def _spell(name: str, table: dict[str, str]) -> str:
    return "".join(table[letter] for letter in name).capitalize()


def _bgn(name: str) -> str:
    after = re.sub(rf"(^|[{VOWELS}йъь])е", r"\1Ye", name)
    return "".join(BGN.get(letter, letter) for letter in after).capitalize()


def _german(name: str) -> str:
    spelt = re.sub("[иы]й$", lambda end: end[0][0], name).replace("кс", "X")
    spelt = re.sub(rf"(?<=[{VOWELS}])с(?=[{VOWELS}])", "SS", spelt)
    spelt = re.sub(rf"(^|[{VOWELS}ьъ])е", r"\1JE", spelt)
    return "".join(GERMAN.get(letter, letter) for letter in spelt).capitalize()


def _french(name: str) -> str:
    spelt = re.sub("[иы]й$", lambda end: end[0][0], name)
    spelt = re.sub(rf"(?<=[{VOWELS}])с(?=[{VOWELS}])", "SS", spelt)
    spelt = re.sub("г(?=[еиы])", "GU", spelt)
    spelt = re.sub("ин$", "INE", re.sub("ье", "IE", spelt))
    return "".join(FRENCH.get(letter, letter) for letter in spelt).capitalize()


def _off(name: str) -> str | None:
    if not re.search("[ое]в$", name):
        return None
    return _spell(name, PASSPORT)[:-1] + "ff"


WAYS: dict[str, Callable[[str], str | None]] = {
    "ALA-LC": lambda name: _spell(name, ALA_LC),
    "ALA-LC without marks": lambda name: _spell(name, ALA_LC_PLAIN),
    "BGN/PCGN": _bgn,
    "passport": lambda name: _spell(name, PASSPORT),
    "ISO 9": lambda name: _spell(name, ISO_9),
    "scholarly": lambda name: _spell(name, SCHOLARLY),
    "German": _german,
    "French": _french,
    "-off": _off,
}


def romanisations(name: str) -> dict[str, str]:
    """Give a Cyrillic name in each way of writing it that applies."""
    lowered = name.lower()
    return {way: spelt for way, write in WAYS.items() if (spelt := write(lowered))}
