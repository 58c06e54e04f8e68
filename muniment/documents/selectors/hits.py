"""The words that a reader looks for in one document: where they stand in each of its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from muniment.access.viewer import Viewer
from muniment.core.text.model import Block, BlockKind, MarkKind, TextTree
from muniment.documents.models import DocumentSurface, Line, Rendering, Text
from muniment.documents.renderings import trees_of, with_hits
from muniment.documents.searching.services import other_names
from muniment.documents.selectors.pages import Pages
from muniment.documents.selectors.screens import Found, HitLine, TextHits
from muniment.rendering.hits import Hit
from muniment.search.also import other_forms
from muniment.search.marking import Marker
from muniment.search.query.tree import Node

_NOT_SHOWN = frozenset({BlockKind.PLACE, BlockKind.REMOVED})
_MOST_LINES = 5000  # drawn on the images of one document; beyond, nobody would see them

Spans = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Searched:
    """A text with the spans to mark, by leaf; `hits` where it is shown, numbered."""

    text: Text
    version_id: int
    tree: TextTree
    spans: Spans
    hits: dict[str, list[Hit]]


@dataclass(frozen=True, slots=True)
class TextSearch:
    """A search through the texts of one document, by the names of their panes."""

    texts: Mapping[str, _Searched]
    shown: tuple[str, ...]

    @classmethod
    def of(
        cls, query: Node, texts: Mapping[str, Text], *, shown: Sequence[str], viewer: Viewer
    ) -> TextSearch:
        """Look for words in all texts, in one query; number the hits in those that are shown."""
        trees = trees_of(text.current_id for text in texts.values() if text.current_id)
        found = {name: trees[text.current_id or 0] for name, text in texts.items()}
        marker = _marker(query, found.values(), viewer=viewer)
        spans = {name: _spans(tree, marker) for name, tree in found.items()}
        order = tuple(name for name in shown if name in texts)
        numbers = count(1)
        hits = {
            name: {
                leaf: [Hit(start, end, next(numbers)) for start, end in own]
                for leaf, own in spans[name].items()
            }
            for name in order
        }
        searched = {
            name: _Searched(
                text=text,
                version_id=text.current_id or 0,
                tree=found[name],
                spans=spans[name],
                hits=hits.get(name, {}),
            )
            for name, text in texts.items()
        }
        return cls(searched, order)

    def renderings(self) -> dict[int, Rendering]:
        """Write the texts that are shown and have hits, by version."""
        own = (self.texts[name] for name in self.shown)
        return {
            each.version_id: with_hits(
                each.version_id, each.tree, key=each.text.key, hits=each.hits
            )
            for each in own
            if each.hits
        }

    def found(
        self,
        headings: Mapping[str, str],
        *,
        pages: Pages,
        surfaces: Sequence[DocumentSurface],
    ) -> Found:
        """Count the hits, and find their pages and lines."""
        return Found(
            texts=tuple(
                TextHits(
                    name,
                    headings.get(name, name),
                    sum(len(own) for own in each.spans.values()),
                    is_shown=name in self.shown,
                )
                for name, each in self.texts.items()
            ),
            pages=tuple(
                page for name in self.shown for page in _pages_of_hits(self.texts[name], pages)
            ),
            lines=tuple(self._lines(pages, surfaces)),
        )

    def _lines(self, pages: Pages, surfaces: Sequence[DocumentSurface]) -> Iterator[HitLine]:
        """Give the lines with hits, of pages whose images may be shown; at most one query."""
        keys = {
            place.surface_id: page.key
            for place, page in zip(surfaces, pages.all, strict=False)
            if page.image
        }
        by_version = {each.version_id: each for each in self.texts.values() if each.spans}
        if not keys or not by_version:
            return
        leaves = {leaf for each in by_version.values() for leaf in each.spans}
        lines = Line.objects.filter(
            version_id__in=by_version.keys(), surface_id__in=keys.keys(), leaf__in=leaves
        ).order_by("pk")
        drawn = 0
        for line in lines.iterator():
            searched = by_version[line.version_id]
            spans = searched.spans.get(line.leaf, ())
            if drawn < _MOST_LINES and any(s < line.end and e > line.start for s, e in spans):
                drawn += 1
                yield HitLine(
                    keys[line.surface_id],
                    _numbers(searched, line),
                    tuple((int(x), int(y)) for x, y in line.polygon),
                )


def _numbers(searched: _Searched, line: Line) -> tuple[int, ...]:
    own = searched.hits.get(line.leaf, ())
    return tuple(hit.number for hit in own if hit.start < line.end and hit.end > line.start)


def _marker(query: Node, trees: Iterable[TextTree], *, viewer: Viewer) -> Marker:
    languages = {language for tree in trees for _, language in _leaves(tree)}
    forms = other_forms(query, other_names(viewer))
    return Marker.of(query, languages=languages, other_forms=forms)


def _leaves(tree: TextTree) -> Iterator[tuple[Block, str]]:
    """Yield the leaves that are shown, in canonical order, each with its language."""

    def visit(block: Block, language: str) -> Iterator[tuple[Block, str]]:
        if block.kind in _NOT_SHOWN:
            return
        own = block.attrs.get("lang", "") or language
        if block.plain is not None:
            yield block, own
        for child in block.children:
            yield from visit(child, own)

    for block in tree.body:
        yield from visit(block, tree.language)
    for note in tree.notes:
        for block in note.children:
            yield from visit(block, note.lang or tree.language)


def _spans(tree: TextTree, marker: Marker) -> Spans:
    """Find the spans to mark, by leaf, in order and apart from each other."""
    found: Spans = {}
    for leaf, language in _leaves(tree):
        plain = leaf.plain or ""
        spans = list(marker.find(plain, language))
        for mark in leaf.marks:  # words of another language inside a leaf
            other = (mark.attrs or {}).get("lang", "") if mark.kind == MarkKind.LANGUAGE else ""
            if other and other != language:
                own = marker.find(plain[mark.start : mark.end], other)
                spans.extend((mark.start + s, mark.start + e) for s, e in own)
        if spans:
            found[leaf.id] = _apart(spans)
    return found


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sort spans and join those that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined


def _pages_of_hits(searched: _Searched, pages: Pages) -> Iterator[str]:
    """Say the page of each hit of a text; a note is on the page of its call."""
    tree, keys = searched.tree, pages.keys.get(searched.version_id, {})
    breaks: dict[str, list[tuple[int, str]]] = {}
    for each in tree.page_breaks:
        if each.sequence in keys:
            breaks.setdefault(each.leaf, []).append((each.offset, keys[each.sequence]))
    calls: dict[str, str] = {}
    last = pages.first.get(searched.version_id, "")
    for flow, leaves in (("", tree.body_leaves()), *((n.id, n.leaves()) for n in tree.notes)):
        page = calls.get(flow, last)
        for leaf in leaves:
            own = [(0, page), *sorted(breaks.get(leaf.id, ()))]
            for mark in leaf.marks:
                if mark.kind == MarkKind.NOTE and mark.attrs:
                    calls.setdefault(mark.attrs.get("note", ""), _page_at(mark.start, own))
            yield from (_page_at(hit.start, own) for hit in searched.hits.get(leaf.id, ()))
            page = own[-1][1]
        last = last if flow else page


def _page_at(offset: int, places: Sequence[tuple[int, str]]) -> str:
    return next(key for start, key in reversed(places) if start <= offset)
