"""Tables as CSV that no spreadsheet takes for anything but text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell begins with that a spreadsheet would compute (OWASP, "CSV Injection"), also wide."""


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table in UTF-8 with a byte order mark, by which spreadsheets know it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def safe_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute; other text stays as it is."""
    return f"'{text}" if text.lstrip(" \n").startswith(_ACTIVE) or text[:1] in _ACTIVE else text
