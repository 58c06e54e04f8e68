"""Read dates as people type them into tables: "c. 1660", "1660?", "29.05.1866", "1914–1918"."""

from __future__ import annotations

import re

from muniment.core.dates import DateNotUnderstood, PartialDate, between, parse_edtf, unknown

_ABOUT = re.compile(r"^(c\.?|ca\.?|circa|about|um|ок\.?|около|vers|~)\s*(?=\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{3,4})$")
_YEARS = re.compile(r"^(\d{3,4})\s*[-–—/]\s*(\d{3,4})$")
_PADDED = re.compile(r"^(\d{3,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")


def read_loose_date(text: str, *, mark: str = "") -> PartialDate | None:
    """Read a date, None for none; what is not understood keeps its wording alone.

    `mark` is EDTF's "?", "~" or "%" where another column says so. Days are written before
    months, as everywhere but in the United States.
    """
    wording = text.strip()
    if not wording:
        return None
    plain = wording.strip("[]() ")
    if _ABOUT.match(plain):
        plain, mark = _ABOUT.sub("", plain), mark or "~"
    if plain.endswith("?"):
        plain, mark = plain.rstrip("? "), "?"
    try:
        return _read(plain.removesuffix("T00:00:00"), wording, mark)
    except DateNotUnderstood:
        return unknown(wording)


def _read(plain: str, wording: str, mark: str) -> PartialDate:
    if found := _DAY_FIRST.match(plain):
        day, month, year = found.groups()
        edtf = f"{year.zfill(4)}-{month.zfill(2)}-{day.zfill(2)}"
        return parse_edtf(edtf + mark, wording=wording)
    if found := _YEARS.match(plain):
        return between(found[1], found[2], wording=wording, is_span=True)
    if found := _PADDED.match(plain):
        parts = [found[1].zfill(4), *(part.zfill(2) for part in found.groups()[1:] if part)]
        return parse_edtf("-".join(parts) + mark, wording=wording)
    return parse_edtf(plain + mark, wording=wording)
