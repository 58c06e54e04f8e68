"""Names of languages in the interface's language, historical ones too."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext

_NAMES: dict[str, Callable[[], str]] = {
    "be": lambda: gettext("Belarusian"),
    "cs": lambda: gettext("Czech"),
    "cu": lambda: gettext("Old Church Slavonic"),
    "chu": lambda: gettext("Old Church Slavonic"),
    "de": lambda: gettext("German"),
    "el": lambda: gettext("Greek"),
    "en": lambda: gettext("English"),
    "es": lambda: gettext("Spanish"),
    "fr": lambda: gettext("French"),
    "grc": lambda: gettext("Ancient Greek"),
    "he": lambda: gettext("Hebrew"),
    "hu": lambda: gettext("Hungarian"),
    "it": lambda: gettext("Italian"),
    "la": lambda: gettext("Latin"),
    "lat": lambda: gettext("Latin"),
    "no": lambda: gettext("Norwegian"),
    "nl": lambda: gettext("Dutch"),
    "orv": lambda: gettext("Old East Slavic"),
    "pl": lambda: gettext("Polish"),
    "ru": lambda: gettext("Russian"),
    "rus": lambda: gettext("Russian"),
    "sk": lambda: gettext("Slovak"),
    "sv": lambda: gettext("Swedish"),
    "uk": lambda: gettext("Ukrainian"),
    "yi": lambda: gettext("Yiddish"),
}


def language_name(tag: str) -> str:
    """Name a language by its BCP 47 tag, such as "Russian"; the tag itself where none is known."""
    primary = tag.partition("-")[0].lower()
    if primary in _NAMES:
        return capfirst(_NAMES[primary]())
    try:
        return capfirst(str(get_language_info(primary)["name_translated"]))
    except KeyError:
        return tag
