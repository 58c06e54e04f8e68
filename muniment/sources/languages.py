"""Language tags (BCP 47) from what sources write, and a guess where they write nothing."""

from __future__ import annotations

import re
from collections import Counter

# ISO 639-2 codes (bibliographic and terminological) and English names → BCP 47.
_TAGS = {
    "en": "eng english us uk gb",
    "ru": "rus russian",
    "uk": "ukr ukrainian",
    "be": "bel belarusian",
    "pl": "pol polish",
    "cs": "ces cze czech",
    "de": "deu ger german",
    "fr": "fra fre french",
    "it": "ita italian",
    "es": "spa spanish",
    "pt": "por portuguese",
    "nl": "nld dut dutch",
    "sv": "swe swedish",
    "no": "nor norwegian",
    "da": "dan danish",
    "fi": "fin finnish",
    "hu": "hun hungarian",
    "ro": "ron rum romanian",
    "bg": "bul bulgarian",
    "sr": "srp serbian",
    "hr": "hrv croatian",
    "tr": "tur turkish",
    "el": "ell gre greek",
    "grc": "grc",
    "la": "lat latin",
    "he": "heb hebrew",
    "yi": "yid yiddish",
    "ar": "ara arabic",
    "fa": "fas per persian",
    "zh": "zho chi chinese",
    "ja": "jpn japanese",
    "ko": "kor korean",
    "hy": "hye arm armenian",
    "ka": "kat geo georgian",
    "et": "est estonian",
    "lv": "lav latvian",
    "lt": "lit lithuanian",
    "cu": "chu",
}
_BY_WORD = {word: tag for tag, words in _TAGS.items() for word in words.split()}
_NOT_LANGUAGES = frozenset({"und", "zxx", "mul", "mis"})
_COUNTRIES = frozenset({"us", "uk", "gb"})  # in file names; "uk" alone is Ukrainian elsewhere
_WELL_FORMED = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")


def language_tag(text: str) -> str:
    """Turn "eng", "German" or "de-AT" into a BCP 47 tag, "" if it is none."""
    text = text.strip().replace("_", "-")
    first, _, rest = text.partition("-")
    lower = first.lower()
    if lower in _NOT_LANGUAGES:
        return ""
    if lower in _BY_WORD and lower not in _COUNTRIES:
        tag = _BY_WORD[lower]
        return f"{tag}-{rest}" if rest and _WELL_FORMED.match(f"{tag}-{rest}") else tag
    if not _WELL_FORMED.match(text):
        return ""
    return f"{lower}-{rest}" if rest else lower


def language_in_name(name: str) -> str:
    """Find a language in a file's or folder's name: "…_EN_#", "english", "…-US".

    A code counts only at the end, where no name of a collection stands.
    """
    parts = [part for part in re.split(r"[\W_]+", name) if part]
    for part in parts:
        lower = part.lower()
        is_code = part.isupper() and part is parts[-1]
        if is_code and (lower in _TAGS or lower in _COUNTRIES):
            return _BY_WORD[lower] if lower in _COUNTRIES else lower
        if len(lower) > 3 and lower in _BY_WORD:
            return _BY_WORD[lower]
    return ""


def is_language_name(word: str) -> bool:
    """Tell whether a folder or an ending is called after a language: "ru", "eng", "Deutsch"."""
    lower = word.lower()
    return lower in _TAGS or lower.partition("-")[0] in _TAGS or lower in _NAMES_OF_FOLDERS


_NAMES_OF_FOLDERS = frozenset(
    word for word in _BY_WORD if len(word) > 2 and word not in {"per", "por", "lit", "est", "may"}
)

_STOP_WORDS = {
    "en": "the of and to in that is was for with his be which by not",
    "fr": "de la les et des le du un une est que dans pour qui nous",
    "de": "der die und das den nicht ist mit ich von zu dem ein auf",
    "it": "di che il la per con del non una sono della mi gli questo",
    "es": "de la el que los en las por con una del se su para",
    "nl": "de het een van en dat niet is op te met zijn voor",
    "pl": "nie się że jest na do jak ale za od przez tym",
    "la": "et in est non ad ut cum sed quod esse ex per ab",
    "ru": "и в не на что я с он как это по но все так его",
    "uk": "і в не на що я з він як це та але все його",
}
_STOPS = {tag: frozenset(words.split()) for tag, words in _STOP_WORDS.items()}
_SCRIPTS = (
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ENOUGH_WORDS = 20
_ENOUGH_CYRILLIC_WORDS = 8


def guess_language(text: str) -> str:
    """Guess a text's language by its script and its commonest words, "" if nothing is sure."""
    letters = sum(1 for c in text if c.isalpha())
    for tag, script in _SCRIPTS:
        if letters and len(script.findall(text)) * 2 > letters:
            return tag
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = Counter(words)
    is_cyrillic = letters and len(_CYRILLIC.findall(text)) * 2 > letters
    if len(words) < (_ENOUGH_CYRILLIC_WORDS if is_cyrillic else _ENOUGH_WORDS):
        return ""
    scores = {tag: sum(counts[w] for w in stops) for tag, stops in _STOPS.items()}
    best, second = sorted(scores, key=lambda tag: -scores[tag])[:2]
    is_sure = scores[best] * 12 > len(words) and scores[best] * 3 > scores[second] * 4
    return best if is_sure else ""
