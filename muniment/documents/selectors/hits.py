"""The words that a reader looks for in one document: where they stand in each of its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from muniment.access.viewer import Viewer
from muniment.core.text.model import MarkKind, TextTree
from muniment.documents.models import DocumentSurface, Line, Rendering, Text
from muniment.documents.renderings import trees_of, with_hits
from muniment.documents.searching.services import other_names
from muniment.documents.selectors.hit_spans import Part, hits_in, languages_of
from muniment.documents.selectors.line_parts import Polygon, part_of_line
from muniment.documents.selectors.pages import Pages
from muniment.documents.selectors.screens import Found, HitLine, TextHits
from muniment.rendering.hits import Hit
from muniment.rendering.languages import direction
from muniment.search.also import other_forms
from muniment.search.marking import Marker
from muniment.search.query.tree import Node

_MOST_LINES = 5000  # places drawn on the images of one document; beyond, nobody would see them


@dataclass(frozen=True, slots=True)
class _Searched:
    """A text and its hits by leaf, which are numbered where it is shown, else 0."""

    text: Text
    version_id: int
    tree: TextTree
    count: int
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
        hits = {name: hits_in(tree, marker) for name, tree in found.items()}
        order = tuple(name for name in shown if name in texts)
        firsts = accumulate((len(hits[name]) for name in order), initial=1)
        numbered = dict(zip(order, firsts, strict=False))
        searched = {
            name: _Searched(
                text=text,
                version_id=text.current_id or 0,
                tree=found[name],
                count=len(hits[name]),
                hits=_by_leaf(hits[name], first=numbered.get(name, 0)),
            )
            for name, text in texts.items()
        }
        return cls(searched, order)

    def hits_of(self, version_id: int) -> Mapping[str, Sequence[Hit]]:
        """Give the hits of a version, by leaf."""
        own = (each.hits for each in self.texts.values() if each.version_id == version_id)
        return next(own, {})

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
                    each.count,
                    is_shown=name in self.shown,
                )
                for name, each in self.texts.items()
            ),
            pages=tuple(
                page
                for name in self.shown
                for each in (self.texts[name],)
                for page in pages_of_hits(each.tree, each.hits, each.version_id, pages=pages)
            ),
            lines=tuple(self._lines(pages, surfaces)),
        )

    def _lines(self, pages: Pages, surfaces: Sequence[DocumentSurface]) -> Iterator[HitLine]:
        """Give the places of hits on page images that may be shown; at most one query."""
        keys = {
            place.surface_id: page.key
            for place, page in zip(surfaces, pages.all, strict=False)
            if page.image
        }
        by_version = {each.version_id: each for each in self.texts.values() if each.hits}
        if not keys or not by_version:
            return
        leaves = {leaf for each in by_version.values() for leaf in each.hits}
        lines = Line.objects.filter(
            version_id__in=by_version.keys(), surface_id__in=keys.keys(), leaf__in=leaves
        ).order_by("pk")
        drawn = (
            HitLine(keys[line.surface_id], (hit.number,) if hit.number else (), place)
            for line in lines.iterator()
            for hit, place in _places(line, by_version[line.version_id])
        )
        yield from islice(drawn, _MOST_LINES)


def _places(line: Line, searched: _Searched) -> Iterator[tuple[Hit, Polygon]]:
    """Give the hits on a line and their places, a letter wider at both ends: letters differ."""
    length = max(line.end - line.start, 1)
    is_from_right = direction(searched.text.language) == "rtl"
    for hit in searched.hits.get(line.leaf, ()):
        if hit.start < line.end and hit.end > line.start:
            first, last = hit.start - 1 - line.start, hit.end + 1 - line.start
            place = part_of_line(
                line.polygon, first / length, last / length, is_from_right=is_from_right
            )
            yield hit, place


def _by_leaf(hits: Iterable[tuple[Part, ...]], *, first: int) -> dict[str, list[Hit]]:
    """Sort the parts of hits by leaf, numbered from `first` on; 0 gives all of them 0."""
    by_leaf: dict[str, list[Hit]] = {}
    for number, parts in enumerate(hits, first):
        for place, (leaf, start, end) in enumerate(parts):
            hit = Hit(start, end, number if first else 0, is_first=not place)
            by_leaf.setdefault(leaf, []).append(hit)
    return by_leaf


def _marker(query: Node, trees: Iterable[TextTree], *, viewer: Viewer) -> Marker:
    languages = {language for tree in trees for language in languages_of(tree)}
    forms = other_forms(query, other_names(viewer))
    return Marker.of(query, languages=languages, other_forms=forms)


def pages_of_hits(
    tree: TextTree, hits: Mapping[str, Sequence[Hit]], version_id: int, *, pages: Pages
) -> Iterator[str]:
    """Say the page of each hit of a version; a note is on the page of its call."""
    keys = pages.keys.get(version_id, {})
    breaks: dict[str, list[tuple[int, str]]] = {}
    for each in tree.page_breaks:
        if each.sequence in keys:
            breaks.setdefault(each.leaf, []).append((each.offset, keys[each.sequence]))
    calls: dict[str, str] = {}
    last = pages.first.get(version_id, "")
    for flow, leaves in (("", tree.body_leaves()), *((n.id, n.leaves()) for n in tree.notes)):
        page = calls.get(flow, last)
        for leaf in leaves:
            own = [(0, page), *sorted(breaks.get(leaf.id, ()))]
            for mark in leaf.marks:
                if mark.kind == MarkKind.NOTE and mark.attrs:
                    calls.setdefault(mark.attrs.get("note", ""), _page_at(mark.start, own))
            firsts = (hit for hit in hits.get(leaf.id, ()) if hit.is_first)
            yield from (_page_at(hit.start, own) for hit in firsts)
            page = own[-1][1]
        last = last if flow else page


def _page_at(offset: int, places: Sequence[tuple[int, str]]) -> str:
    return next(key for start, key in reversed(places) if start <= offset)
