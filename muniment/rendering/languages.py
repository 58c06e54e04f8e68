"""Languages of text as HTML names them: a checked tag, and the direction that its script runs."""

from __future__ import annotations

import re
from functools import lru_cache

_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa", "aran", "syrj", "syre"}
)
_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {
        *("ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "jrb", "khw"),
        *("ks", "lad-hebr", "mzn", "nqo", "ota", "pnb", "prs", "ps", "sd", "sam", "syc", "syr"),
        *("ug", "ur", "yi", "ydd"),
    }
)


@lru_cache(maxsize=512)
def language_attributes(tag: str) -> str:
    """Write the attributes `lang` and `dir` for a language, with a space before them.

    An unknown language is said to be unknown, so that it does not pass for the page's own
    (HTML, "The lang and xml:lang attributes").
    """
    if not _TAG.fullmatch(tag):
        return ' lang="" dir="auto"'
    return f' lang="{tag}" dir="{direction(tag)}"'


def direction(tag: str) -> str:
    """Say which way a language is written: "rtl" or "ltr"; a script in the tag decides."""
    primary, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT_LANGUAGES else "ltr"
