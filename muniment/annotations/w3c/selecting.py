"""Targets as clients name them: an address, and selectors for a part of it (Model, 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from muniment.annotations.w3c.errors import Rejected
from muniment.annotations.w3c.loading import Members, as_list, iri_of, words
from muniment.annotations.w3c.vocabulary import COLOURS, VERSION

_NUMBER = r"(\d{1,9}(?:\.\d{1,20})?)"
_XYWH = re.compile(rf"xywh=(?:(pixel|percent):)?{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}")
_LARGEST = 2**31

_UNDERSTOOD = (
    "Name words by a TextQuoteSelector or a TextPositionSelector, a part of an image by a "
    'FragmentSelector such as "xywh=10,20,300,40".'
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words, and what stands around them (Model, 4.2.4)."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of an image (Media Fragments, 4.2.2), in pixels or in per cent of its sides."""

    x: float
    y: float
    width: float
    height: float
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class WantedTarget:
    """What an annotation is to be about, as its client names it.

    `position` is in code points (Model, 4.2.5). `version` and `at` say of which version of a text
    the selectors are; `scope` (Model, 4.6) in which document an image is meant.
    """

    source: str
    quote: Quote | None = None
    position: tuple[int, int] | None = None
    rectangle: Rectangle | None = None
    version: int | None = None
    at: datetime | None = None
    scope: str = ""
    colour: str = ""


def read_target(value: Any) -> WantedTarget:
    """Read the target of an annotation.

    :raises Rejected: there is none or several, or nothing in it is understood.
    """
    targets = as_list(value)
    if len(targets) != 1:
        raise Rejected(f"An annotation has one target here; this one has {len(targets)}.")
    target = targets[0]
    if isinstance(target, str):
        return _with_fragment(WantedTarget(target))
    source = iri_of(target.get("source", target)) if isinstance(target, dict) else ""
    if not source:
        raise Rejected("A target is an address, or has one as its source or id.")
    wanted = WantedTarget(
        source,
        scope=next((iri_of(scope) for scope in as_list(target.get("scope"))), ""),
        colour=next((name for name in words(target.get("styleClass")) if name in COLOURS), ""),
    )
    return _with_states(_with_selectors(_with_fragment(wanted), target), target)


def rectangle_of(fragment: str) -> Rectangle | None:
    """Read a spatial media fragment; None where it is none."""
    found = _XYWH.fullmatch(fragment)
    if found is None:
        return None
    unit, *numbers = found.groups()
    x, y, width, height = map(float, numbers)
    return Rectangle(x, y, width, height, is_percent=unit == "percent")


def _with_fragment(wanted: WantedTarget) -> WantedTarget:
    source, _, fragment = wanted.source.partition("#")
    rectangle = rectangle_of(fragment)
    return replace(wanted, source=source, rectangle=rectangle) if rectangle else wanted


def _with_selectors(wanted: WantedTarget, target: Members) -> WantedTarget:
    selectors = as_list(target.get("selector"))
    found: dict[str, Any] = {}
    for selector in selectors:
        for name, part in _selected(selector).items():
            found.setdefault(name, part)
    if selectors and not found:
        kinds = ", ".join(kind for each in selectors for kind in _kinds(each)) or "no known type"
        raise Rejected(f"A selector of {kinds[:200]} is not understood here. {_UNDERSTOOD}")
    return replace(wanted, **found)


def _kinds(selector: Any) -> list[str]:
    return words(selector.get("type")) if isinstance(selector, dict) else []


def _selected(selector: Any) -> dict[str, Any]:
    """Read one selector; nothing where it is of a kind that others may do without."""
    for kind in _kinds(selector):
        if kind in _READERS:
            found = _READERS[kind](selector)
            if found and "refinedBy" in selector:
                raise Rejected(
                    f"A {kind} that another selector refines is not understood here. {_UNDERSTOOD}"
                )
            return found
    return {}


def _quote(selector: Members) -> dict[str, Any]:
    parts = [selector.get(name, "") for name in ("exact", "prefix", "suffix")]
    if not all(isinstance(part, str) for part in parts) or not parts[0]:
        raise Rejected("A TextQuoteSelector has the words themselves as exact (Model, 4.2.4).")
    return {"quote": Quote(*parts)}


def _position(selector: Members) -> dict[str, Any]:
    start, end = selector.get("start", -1), selector.get("end", -1)
    if not (_is_number(start) and _is_number(end) and start < end):
        raise Rejected(
            "A TextPositionSelector has whole numbers as start and end, the end behind the start "
            "(Model, 4.2.5)."
        )
    return {"position": (start, end)}


def _rectangle(selector: Members) -> dict[str, Any]:
    value = selector.get("value")
    if not isinstance(value, str) or not value.startswith("xywh="):
        return {}
    rectangle = rectangle_of(value)
    if rectangle is None:
        raise Rejected(f'"{value[:100]}" is no part of an image: write "xywh=10,20,300,40".')
    return {"rectangle": rectangle}


_READERS = {
    "TextQuoteSelector": _quote,
    "TextPositionSelector": _position,
    "FragmentSelector": _rectangle,
}


def _with_states(wanted: WantedTarget, target: Members) -> WantedTarget:
    for state in as_list(target.get("state")):
        if not isinstance(state, dict):
            continue
        version = state.get(VERSION, state.get("version"))
        if isinstance(version, str) and version.isascii() and version.isdigit():
            version = int(version[:9])
        if version is not None and not _is_number(version):
            raise Rejected("The version of a text is a whole number.")
        wanted = replace(wanted, version=version or wanted.version, at=_moment(state) or wanted.at)
    return wanted


def _moment(state: Members) -> datetime | None:
    """Read the date of a TimeState (Model, 4.3.1)."""
    said = state.get("sourceDate")
    if said is None:
        return None
    try:
        moment = parse_datetime(said)
    except (TypeError, ValueError):
        moment = None
    if moment is None or not 1900 <= moment.year < 3000:
        raise Rejected("The sourceDate of a state is a date with a time (xsd:dateTime).")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST
