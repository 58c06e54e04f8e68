"""The list at the side: contents of a volume or file as HTML, made once and kept in memory.

Long lists are fetched only when they are opened; short ones stand in the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from muniment.access.viewer import Viewer
from muniment.core.bounded import BoundedCache
from muniment.core.revision import current_revision
from muniment.documents.selectors.contents import (
    Contents,
    ContentsGroup,
    contents_of_file,
    contents_of_volume,
)

LONGEST_INLINE = 1000
"""Entries up to which a list stands in the page itself."""


@dataclass(frozen=True, slots=True)
class ContentsHtml:
    """A list as HTML; `groups` are the keys of the groups that a document stands in."""

    html: str
    count: int
    groups: dict[str, tuple[str, ...]]

    def at(self, identifier: str) -> str:
        """Mark a document as the current one and open the groups around it."""
        address = f'href="/documents/{identifier}/"'
        html = self.html.replace(address, f'{address} aria-current="page"', 1)
        for key in self.groups.get(identifier, ()):
            html = html.replace(f'data-group="{key}"', f'data-group="{key}" open', 1)
        return html


_memory: BoundedCache[ContentsHtml] = BoundedCache(max_weight=32_000_000)


def contents_html(kind: str, pk: int, viewer: Viewer, *, language: str) -> ContentsHtml:
    """Give the list of a volume or file; from memory as long as the archive stays as it is."""
    revision = current_revision(Path(settings.MUNIMENT_HOME))
    key = (kind, pk, viewer.tokens, language, revision)
    kept = _memory.get(key)
    if kept is None:
        read = contents_of_volume if kind == "volume" else contents_of_file
        contents = read(pk, viewer=viewer, language=language)
        html = render_to_string(
            "reader/_contents.html", {"contents": contents, "in_file": kind == "file"}
        )
        kept = ContentsHtml(html, contents.count, _groups(contents))
        _memory.put(key, kept, weight=len(html) * 2)
    return kept


def _groups(contents: Contents) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}

    def visit(group: ContentsGroup, above: tuple[str, ...]) -> None:
        path = (*above, group.key) if group.title else above
        for entry in group.entries:
            found[entry.identifier] = path
        for inner in group.groups:
            visit(inner, path)

    for group in contents.groups:
        visit(group, ())
    return found
