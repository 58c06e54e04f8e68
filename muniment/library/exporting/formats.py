"""Exported folders and libraries as JSON, CSV and HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from muniment.core.tables import csv_bytes
from muniment.library.exporting.packets import NamedPlace, Packet, PacketFolder, PacketItem
from muniment.ui.markdown import readers_markdown

Writer = Callable[[Sequence[PacketFolder]], bytes]

HEAD = ("folder", "title", "page", "passage", "note", "address", "saved_by", "saved_at")
PLACES_HEAD = ("name", "title", "page", "address", "at")
DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class FolderPage:
    """A folder as the page shows it; `depth` is that of its heading."""

    folder: PacketFolder
    depth: int
    description: SafeString
    items: tuple[tuple[PacketItem, SafeString], ...]  # each with its note


def folders_json(folders: Sequence[PacketFolder]) -> bytes:
    """Write folders as JSON."""
    return _json({"folders": [asdict(folder) for folder in folders]})


def folders_csv(folders: Sequence[PacketFolder]) -> bytes:
    """Write what is in folders as a table, a row a thing saved."""
    rows = (
        (
            " / ".join(folder.path),
            item.title,
            item.page,
            item.passage,
            item.note,
            item.address or item.reason,
            item.saved_by,
            item.saved_at.isoformat(timespec="seconds"),
        )
        for folder in folders
        for item in folder.items
    )
    return csv_bytes(HEAD, rows)


def folders_html(folders: Sequence[PacketFolder]) -> bytes:
    """Write folders as a page that stands by itself, to be read, printed or kept."""
    pages = [_as_page(folder) for folder in folders]
    return render_to_string("library/export.html", {"pages": pages}).encode()


def packet_json(packet: Packet) -> bytes:
    """Write all that a reader keeps as JSON."""
    return _json(asdict(packet))


def places_csv(places: Sequence[NamedPlace]) -> bytes:
    """Write bookmarks, tagged documents or a history as a table."""
    rows = (
        (p.name, p.title, p.page, p.address, p.at.isoformat(timespec="seconds")) for p in places
    )
    return csv_bytes(PLACES_HEAD, rows)


def _as_page(folder: PacketFolder) -> FolderPage:
    return FolderPage(
        folder,
        min(len(folder.path), DEEPEST_HEADING),
        readers_markdown(folder.description),
        tuple((item, readers_markdown(item.note)) for item in folder.items),
    )


def _json(content: dict[str, Any]) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


WRITERS: dict[str, tuple[str, Writer]] = {
    "json": ("application/json", folders_json),
    "csv": ("text/csv; charset=utf-8", folders_csv),
    "html": ("text/html; charset=utf-8", folders_html),
}
"""By the word that an address asks with: the media type and what writes it."""
