"""Profiles: what to look for in a dialect of TEI, where the defaults do not fit.

A profile is a TOML file in ``muniment/sources/profiles`` or the ``[tei]`` table of a package, or
a table that starts from a named profile. XPath expressions have the TEI namespace bound to ``t``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from importlib.resources import files
from typing import Any

from lxml import etree

from muniment.core.text.model import Voice

NAMESPACES = {"t": "http://www.tei-c.org/ns/1.0"}
_READINGS = ("reg", "corr", "expan", "lem")
_XPATHS = ("document", "title", "date", "image", "transcription", "translation")


class ProfileNotUnderstood(ValueError):
    """A profile has a key or an expression that means nothing; the message names it."""


@dataclass(frozen=True, slots=True)
class TeiProfile:
    """How to read one dialect. Every expression may be "", for the defaults.

    `document`, `title`, `date`, `image`, `transcription` and `translation` are XPath; `title`,
    `date`, `transcription` and `translation` start at a document, `image` at a ``pb``.
    `readings` are the elements of a ``choice`` or ``app`` that become the plain text, best first.
    `prefer_header_title` holds for files that are one document; without it their heading is asked
    first. `whole_file` says that a file is one document whatever its divisions are.
    `voice` maps a voice to XPaths of the elements that speak with it.
    """

    name: str = ""
    document: str = ""
    title: str = ""
    date: str = ""
    image: str = ""
    transcription: str = ""
    translation: str = ""
    whole_file: bool = False
    prefer_header_title: bool = True
    type: str = ""  # what a document is called: letter, entry …
    language: str = ""
    readings: tuple[str, ...] = _READINGS
    calendar: str = ""  # "julian" where all dates without a calendar of their own are Old Style
    voice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def profile_names() -> list[str]:
    """Name the built-in profiles."""
    folder = files("muniment.sources") / "profiles"
    return sorted(
        f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")
    )


def load_profile(table: Mapping[str, Any] | None = None) -> TeiProfile:
    """Make a profile from a package's ``[tei]`` table; its key ``profile`` names one to start from.

    :raises ProfileNotUnderstood: an unknown profile, key or voice, or an XPath that is none.
    """
    table = dict(table or {})
    named = table.pop("profile", "")
    merged = {**_built_in(named), **table} if named else table
    known = [f.name for f in fields(TeiProfile)]
    for key in merged:
        if key not in known:
            raise ProfileNotUnderstood(f'[tei] has no key "{key}".{_nearest(key, known)}')
    merged["readings"] = tuple(merged.get("readings", _READINGS))
    merged["voice"] = _voices(merged.get("voice", {}))
    for key in _XPATHS:
        _check_xpath(key, merged.get(key, ""))
    return TeiProfile(**{**merged, "name": named})


def _built_in(name: str) -> dict[str, Any]:
    if name not in profile_names():
        near = _nearest(name, profile_names())
        raise ProfileNotUnderstood(f'There is no profile "{name}".{near}')
    text = (files("muniment.sources") / "profiles" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _nearest(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, 1)
    return f' Did you mean "{near[0]}"?' if near else f" It knows: {', '.join(known)}."


def _voices(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    voices = {}
    for name, paths in table.items():
        if name not in Voice.__members__:
            near = _nearest(name, list(Voice.__members__))
            raise ProfileNotUnderstood(f'[tei.voice] has no voice "{name}".{near}')
        voices[name] = (paths,) if isinstance(paths, str) else tuple(paths)
        for path in voices[name]:
            _check_xpath(f"voice.{name}", path)
    return voices


def _check_xpath(key: str, expression: str) -> None:
    if not expression:
        return
    try:
        etree.XPath(expression, namespaces=NAMESPACES)
    except etree.XPathError as error:
        raise ProfileNotUnderstood(
            f'[tei] {key}: "{expression}" is not an XPath expression ({error}).'
        ) from None
