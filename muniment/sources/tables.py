"""Read tables, CSV, TSV and XLSX alike, whatever their encoding, as rows with named columns."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from muniment.sources.files import PackageFile
from muniment.sources.markup import is_small_enough, note_unreadable
from muniment.sources.model import Level, Problems

MAX_TABLE_BYTES = 100_000_000
MAX_CELL_BYTES = 4_000_000  # csv's own limit is 131,072 characters
_DELIMITERS = ",;\t|"


@dataclass(slots=True)
class Table:
    """One sheet. `columns` are the headers as written; rows map a column's key to its text."""

    file: PackageFile
    sheet: str
    columns: list[str]
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)  # (line, cells)

    def keys(self) -> list[str]:
        """Give the columns' keys: lower case, words joined by one space."""
        return [column_key(column) for column in self.columns]


def column_key(header: str) -> str:
    """Reduce a header to a key: "BIRTH YEAR " and "birth_year" are one."""
    text = unicodedata.normalize("NFC", header).casefold()
    return " ".join(re.findall(r"[\w:@']+", text.replace("_", " ")))


def read_tables(file: PackageFile, problems: Problems) -> list[Table]:
    """Read the sheets of a file that have a row of headers and a row below it."""
    if not is_small_enough(file, problems, MAX_TABLE_BYTES):
        return []
    try:
        if file.name.lower().endswith(".xlsx"):
            return _read_xlsx(file, problems)
        sheets = [("", list(_csv_rows(decode(file.path.read_bytes()))))]
    except OSError as error:
        note_unreadable(file, error, problems)
        return []
    except csv.Error as error:
        _note_damaged(file, problems, str(error))
        return []
    return [t for name, rows in sheets if (t := _table(file, name, rows))]


def decode(data: bytes) -> str:
    """Decode text: by its byte-order mark, as UTF-8, else as Windows-1251 or Windows-1252."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Cyrillic words in Windows-1251 are runs of bytes from 0xC0 up; in Western texts such
    # letters stand alone.
    runs = re.findall(rb"[\xc0-\xff\xa8\xb8]{3,}", data)
    singles = re.findall(rb"(?<![\xc0-\xff])[\xc0-\xff](?![\xc0-\xff])", data)
    encoding = "cp1251" if len(runs) > len(singles) else "cp1252"
    return data.decode(encoding, "replace")


def _csv_rows(text: str) -> Iterable[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_CELL_BYTES)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in reader:
        yield reader.line_num, row


def _read_xlsx(file: PackageFile, problems: Problems) -> list[Table]:
    import openpyxl

    try:
        _refuse_inflated(file)
        book = openpyxl.load_workbook(file.path, read_only=True, data_only=True)
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = [
                (number, [_cell(value) for value in row])
                for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
            ]
            if table := _table(file, str(sheet.title), rows):
                found.append(table)
        book.close()
    except Exception as error:
        _note_damaged(file, problems, str(error) or type(error).__name__)
        return []
    return found


def _refuse_inflated(file: PackageFile) -> None:
    with zipfile.ZipFile(file.path) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > 10 * MAX_TABLE_BYTES:
        raise ValueError(f"it would unpack to {size // 1_000_000:,} MB")


def _note_damaged(file: PackageFile, problems: Problems, said: str) -> None:
    problems.add(
        Level.ERROR,
        "table-damaged",
        f"The table cannot be read: {said}.",
        cure="Open it in a spreadsheet program and save it again as XLSX or CSV (UTF-8).",
        file=file.name,
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _table(file: PackageFile, sheet: str, rows: Iterable[tuple[int, list[str]]]) -> Table | None:
    filled = [(n, [c.strip() for c in row]) for n, row in rows if any(c.strip() for c in row)]
    if len(filled) < 2:
        return None
    columns = filled[0][1]
    while columns and not columns[-1]:
        columns.pop()
    table = Table(file, sheet, columns)
    keys = table.keys()
    for number, row in filled[1:]:
        cells: dict[str, str] = {}
        for key, value in zip(keys, row, strict=False):
            if key and value:
                cells[key] = f"{cells[key]}; {value}" if key in cells else value
        if cells:
            table.rows.append((number, cells))
    return table
