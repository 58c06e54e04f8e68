"""A small archive, and a result of a search in it."""

from __future__ import annotations

import pytest

from muniment.search.records import Facet
from muniment.search.results import (
    DocumentHit,
    FacetValue,
    NotSearched,
    PageHit,
    Piece,
    SearchResult,
    Snippet,
)
from tests.site.builders import Archive, build_archive


@pytest.fixture
def archive(db: None) -> Archive:
    """Give an archive with two documents."""
    made = build_archive()
    made.document("8 March", "1917-03-08")
    made.document("Letter of a war", "1918")
    return made


@pytest.fixture
def result(archive: Archive) -> SearchResult:
    """Give what a search for peace might find in it, closed texts and strange keys too."""
    english = Snippet("tr", "TRANSLATION", "en", (Piece("about "), Piece("peace", True)))
    russian = Snippet(
        "or", "TRANSCRIPTION", "ru", (Piece("о "), Piece("мире", True), Piece(" <b>"))
    )
    facets = {
        Facet.VOLUME: (FacetValue("diary", 2), FacetValue("hidden-volume", 1)),
        Facet.UNIT: (FacetValue("state-archive/u-0001", 2),),
        Facet.AUTHOR: (FacetValue("diarist", 2), FacetValue("Somebody Else", 1)),
        Facet.LANGUAGE: (FacetValue("ru", 2), FacetValue("en", 1)),
        Facet.VOICE: (FacetValue("note", 1),),
        Facet.IMAGE: (FacetValue("no", 2),),
    }
    return SearchResult(
        total=2,
        hits=(
            DocumentHit("x0001", (PageHit("12", "12", (russian, english)),)),
            DocumentHit("x0002"),
        ),
        facets=facets,
        years=((1917, 1), (1918, 1)),
        also_searched=("мир",),
        not_searched=NotSearched(closed=3, without_text=2),
    )
