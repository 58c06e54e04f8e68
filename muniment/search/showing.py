"""The best pages of each document of a result, original and translation side by side.

Only pages of texts that the viewer may read are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from muniment.search import fields
from muniment.search.also import other_forms, surface_forms
from muniment.search.base import Hit, Reader
from muniment.search.marking import Marker
from muniment.search.pages import Piece as StoredPiece
from muniment.search.pages import StoredPage
from muniment.search.plan import All, Nothing, Plan, TermSet
from muniment.search.planner import may_read, plan_pages, text_leaves
from muniment.search.results import PageHit, Piece, SearchRequest, Snippet
from muniment.search.snippets import snippet
from muniment.search.words.other_names import OtherNames

MOST_PAGES = 3  # shown of a document
_READ_PAGES = 6  # read of a document: each text of a page is an entry
_SOME_PAGES = 24  # where words are asked of one voice, and pages may have them in another
_MOST_TEXTS = 4  # of one page

Span = tuple[int, int]
PageKey = tuple[str, str]  # owner, key of the page


@dataclass(frozen=True, slots=True)
class Shown:
    """Pages by document, and the other forms that were found on them."""

    pages: dict[str, tuple[PageHit, ...]] = field(default_factory=dict)
    also_searched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _MarkedPage:
    """A page of one text and where its hits are."""

    page: StoredPage
    spans: list[Span]


_Found = dict[PageKey, list[_MarkedPage]]


def show_pages(
    reader: Reader,
    request: SearchRequest,
    owners: Sequence[str],
    *,
    languages: frozenset[str],
    other_names: OtherNames,
) -> Shown:
    """Read and mark the best pages of these documents."""
    plan = plan_pages(
        request.query, tokens=request.tokens, languages=languages, other_names=other_names
    )
    if not owners or not request.snippets or isinstance(plan, Nothing):
        return Shown()
    forms = other_forms(request.query, other_names)
    marker = Marker.of(request.query, languages=languages, other_forms=forms)
    each = _SOME_PAGES if any(leaf.field for leaf in text_leaves(request.query)) else _READ_PAGES
    found = _best(_page_hits(reader, plan, owners, each=each), marker)
    alone = [key for key, pages in found.items() if _wants_other(pages)]
    others = _other_texts(reader, request.tokens, alone)
    pages: dict[str, list[PageHit]] = {}
    for (owner, key), best in found.items():
        beside = others.get((owner, key), [])
        pages.setdefault(owner, []).append(_page_hit(key, best, beside))
    shown = {owner: tuple(hits) for owner, hits in pages.items()}
    marked = dict.fromkeys(_hits_of(shown))
    return Shown(shown, surface_forms(request.query, marked, forms, languages))


def _page_hits(reader: Reader, plan: Plan, owners: Sequence[str], *, each: int) -> Iterator[Hit]:
    """Read pages of all the documents at once, then of those that others crowded out."""
    limit = each * len(owners)
    of_all = All((plan, TermSet(fields.OWNER, tuple(owners))))
    found = reader.search(of_all, kind="page", limit=limit)
    yield from found.hits
    if found.total > limit:
        for owner in set(owners) - {hit.owner for hit in found.hits}:
            of_one = All((plan, TermSet(fields.OWNER, (owner,))))
            yield from reader.search(of_one, kind="page", limit=each).hits


def _best(hits: Iterable[Hit], marker: Marker) -> _Found:
    """Mark the best pages of each document: hits come in the order of their scores."""
    found: _Found = {}
    kept: dict[str, int] = {}
    for hit in hits:
        page = StoredPage.read(hit.stored)
        place = hit.owner, page.key
        if place not in found and kept.get(hit.owner, 0) == MOST_PAGES:
            continue
        if spans := own_spans(page, marker):
            if place not in found:
                kept[hit.owner] = kept.get(hit.owner, 0) + 1
            found.setdefault(place, []).append(_MarkedPage(page, spans))
    return found


def own_spans(page: StoredPage, marker: Marker) -> list[Span]:
    """Find the hits that begin on this page and not among the words of the next."""
    spans: list[Span] = []
    starts = [piece.start for piece in page.pieces]
    for start, end, run in _runs(page):
        for first, last in marker.find(page.plain[start:end], run.language, run.zone):
            if page.pieces[bisect_right(starts, start + first) - 1].is_own:
                spans.append((start + first, start + last))
    return spans


def _runs(page: StoredPage) -> Iterator[tuple[int, int, StoredPiece]]:
    """Give the runs of one language and voice: start, end and first piece."""
    groups = groupby(page.pieces, key=lambda piece: (piece.language, piece.zone))
    runs = [next(group) for _, group in groups]
    ends = [piece.start for piece in runs[1:]] + [len(page.plain)]
    for piece, end in zip(runs, ends, strict=True):
        yield piece.start, end, piece


def _wants_other(marked: list[_MarkedPage]) -> bool:
    return marked[0].page.has_others and len({m.page.kind for m in marked}) == 1


def _other_texts(
    reader: Reader, tokens: frozenset[str], keys: list[PageKey]
) -> dict[PageKey, list[StoredPage]]:
    """Read all texts of these pages that the viewer may read."""
    if not keys:
        return {}
    on_pages = TermSet(fields.PAGE, tuple(fields.page_token(*key) for key in keys))
    plan = All((on_pages, may_read(tokens)))
    pages: dict[PageKey, list[StoredPage]] = {}
    for hit in reader.search(plan, kind="page", limit=_MOST_TEXTS * len(keys)).hits:
        page = StoredPage.read(hit.stored)
        pages.setdefault((hit.owner, page.key), []).append(page)
    return pages


def _page_hit(key: str, marked: list[_MarkedPage], beside: list[StoredPage]) -> PageHit:
    snippets = [(m.page, snippet(m.page.plain, m.spans)) for m in marked]
    best = marked[0]
    others = (page for page in beside if page.kind != best.page.kind)
    snippets += [(page, _plain_snippet(page, best)) for page in [*others][:1]]
    snippets.sort(key=lambda pair: (pair[0].kind != "TRANSCRIPTION", pair[0].text))
    shown = tuple(Snippet(page.text, page.kind, page.language, cut) for page, cut in snippets)
    return PageHit(key, best.page.label, shown)


def _plain_snippet(page: StoredPage, hit: _MarkedPage) -> tuple[Piece, ...]:
    """Cut out of the other text what stands where the hit does; nothing in it is a hit."""
    place = _place_beside(page, hit.page, hit.spans[0][0])
    pieces = snippet(page.plain, [(place, min(place + 1, len(page.plain)))])
    return (Piece("".join(piece.plain for piece in pieces)),)


def _place_beside(page: StoredPage, hit_page: StoredPage, place: int) -> int:
    """Give where in one text stands what another has at a place: its own block, or as far down."""
    here = [piece for piece in hit_page.pieces if piece.start <= place][-1]
    for piece in page.pieces:
        if (here.align and piece.leaf == here.align) or (here.leaf and piece.align == here.leaf):
            return piece.start
    share = place / max(len(hit_page.plain), 1)
    return min(int(share * len(page.plain)), max(len(page.plain) - 1, 0))


def _hits_of(pages: dict[str, tuple[PageHit, ...]]) -> Iterator[str]:
    """Give the words that are marked in what is shown."""
    for hits in pages.values():
        for page in hits:
            for shown in page.snippets:
                yield from (piece.plain for piece in shown.pieces if piece.is_hit)
