"""Dates of documents: what the source says in attributes, else in words, never more."""

from __future__ import annotations

import re
from typing import Any

from muniment.core.dates import (
    DateNotUnderstood,
    PartialDate,
    between,
    from_julian,
    iso_to_edtf,
    parse_edtf,
    parse_iso,
    unknown,
)
from muniment.sources.tei.nodes import words
from muniment.sources.tei.vocabulary import XML_LANG

_WHEN = ("when", "when-iso")
_JULIAN = ("julian", "old style", "oldstyle", "os")
_MONTHS = {
    **{m: i for i, m in enumerate("january february march april may june july".split(), 1)},
    **{m: i for i, m in enumerate("august september october november december".split(), 8)},
    **{m: i for i, m in enumerate("jan feb mar apr may jun jul aug sept oct nov dec".split(), 1)},
    **{m: i for i, m in enumerate("января февраля марта апреля мая июня июля".split(), 1)},
    **{m: i for i, m in enumerate("августа сентября октября ноября декабря".split(), 8)},
    **{m: i for i, m in enumerate("январь февраль март апрель май июнь июль".split(), 1)},
    **{m: i for i, m in enumerate("август сентябрь октябрь ноябрь декабрь".split(), 8)},
    "генваря": 1,
    "sep": 9,
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:[^\W\d]+,\s+)?"
_DAY_FIRST = re.compile(
    rf"^{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|-го)?\.?\s+(?:of\s+)?(?P<month>{_NAME})\.?"
    rf"(?:,?\s+(?P<year>\d{{4}}))?(?:\s*(?:г\.|года|год))?[.,;:]?$",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"^{_WEEKDAY}(?P<month>{_NAME})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:,?\s+(?P<year>\d{{4}}))?[.,;:]?$",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    rf"^(?P<month>{_NAME})\.?,?(?:\s+(?P<year>\d{{4}}))?(?:\s*(?:г\.|года))?[.,;:]?$",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(1[0-9]\d\d|20\d\d)\b")
IN_NAME = re.compile(r"(?<!\d)(1\d{3}|20\d\d)[-_.](\d{2})[-_.](\d{2})(?!\d)")


def date_of(element: Any, *, calendar: str = "") -> PartialDate | None:
    """Read the attributes of a date element; None where it has none that say a date.

    `calendar` is what holds where the element names none.

    :raises DateNotUnderstood: an attribute that is no date.
    """
    wording = wording_of(element)
    when = next((element.get(k) for k in _WHEN if element.get(k)), None)
    if when and not when.startswith("--"):  # a day without a year says no more than the wording
        kept = "julian" if _is_julian(element.get("calendar") or "") else ""
        return _exact(when, wording, kept)
    custom = element.get("when-custom")
    if custom:
        is_julian = _is_julian(element.get("datingMethod") or element.get("calendar") or calendar)
        read = from_julian if is_julian else parse_iso
        return read(custom, wording=wording)
    return _bounded(element, wording)


def wording_of(element: Any) -> str:
    """Give a date's words; where it is said in several languages, in the first of them."""
    parts = [child for child in element if child.get(XML_LANG)] if len(element) > 1 else []
    if len(parts) > 1 and len({p.get(XML_LANG) for p in parts}) == len(parts):
        return next((words(p) for p in parts if words(p)), "")
    return words(element)


def contradiction(date: PartialDate) -> str:
    """Say which year the wording names if it is another than the attribute's, else ""."""
    if date.earliest is None or date.latest is None or date.calendar:
        return ""
    named = set(YEAR.findall(date.wording))
    if len(named) != 1:
        return ""
    # Near New Year another calendar may name the year before or after.
    is_near = date.earliest.month == 1 or date.latest.month == 12
    year, slack = int(named.pop()), int(is_near)
    fits = date.earliest.year - slack <= year <= date.latest.year + slack
    return "" if fits else str(year)


def _exact(when: str, wording: str, calendar: str) -> PartialDate:
    """Read @when, which is Gregorian whatever the calendar of the wording is (TEI att.datable)."""
    if when.endswith(("?", "~", "%")):
        return parse_edtf(when, wording=wording, calendar=calendar)
    return parse_iso(when, wording=wording, calendar=calendar)


def _bounded(element: Any, wording: str) -> PartialDate | None:
    for start, end, is_span in (
        ("from", "to", True),
        ("from-iso", "to-iso", True),
        ("notBefore", "notAfter", False),
        ("notBefore-iso", "notAfter-iso", False),
    ):
        first, last = element.get(start) or "", element.get(end) or ""
        if first or last:
            return between(first, last, wording=wording, is_span=is_span)
    return None


def _is_julian(given: str) -> bool:
    return given.lower().lstrip("#").replace("-", " ") in _JULIAN


def day_of_stamps(first: str, last: str) -> PartialDate:
    """Read two date-times that bound a document; its zone is that of the writer.

    :raises DateNotUnderstood: one of them is no date.
    """
    return between(iso_to_edtf(first) if first else "", iso_to_edtf(last) if last else "")


def in_words(text: str, *, year: int | None = None, calendar: str = "") -> PartialDate | None:
    """Read a heading that is only a date, such as "8 March" or "8 марта 1917 г.".

    `year` completes a date that has none; without it such a date keeps its wording alone.
    """
    text = text.strip(" []()")
    found = _DAY_FIRST.match(text) or _MONTH_FIRST.match(text) or _MONTH_ONLY.match(text)
    if not found:
        return None
    parts = found.groupdict()
    known = parts["year"] or (str(year) if year else "")
    if not known:
        return unknown(text)
    iso = f"{known.zfill(4)}-{_MONTHS[parts['month'].lower()]:02d}"
    if parts.get("day"):
        iso += f"-{int(parts['day']):02d}"
    try:
        read = from_julian if _is_julian(calendar) else parse_iso
        return read(iso, wording=text)
    except DateNotUnderstood:
        return unknown(text)


def has_year(text: str) -> bool:
    """Tell whether a wording names a year."""
    return bool(YEAR.search(text))
