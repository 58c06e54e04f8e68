"""The search page, made of what a search gives and what the database knows."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.documents.models import Document
from muniment.documents.searching.parameters import SearchParameters
from muniment.finder.as_json import screen_json
from muniment.finder.screens import SearchScreen, Understood, search_screen
from muniment.search.records import Facet, Zone
from muniment.search.results import DocumentHit, FacetValue, Piece, SearchResult, ZoneHit
from muniment.ui.paging import PageNotFound
from tests.site.builders import Archive

VISITOR = Viewer.visitor()
AS_TYPED = Understood()
QUERIES = 6


def screen_of(
    result: SearchResult, address: str = "q=peace", understood: Understood = AS_TYPED
) -> SearchScreen:
    parameters = SearchParameters.of(address)
    return search_screen(parameters, result, understood, viewer=VISITOR, language="en")


def page_of(screen: SearchScreen) -> str:
    address = f"/search/?{screen.parameters.query_string()}"
    request = RequestFactory().get(address)
    return render_to_string("finder/search.html", {"screen": screen}, request=request)


def labels(screen: SearchScreen, facet: Facet) -> list[str]:
    groups = {group.key: group for group in screen.facets}
    return [line.words.text for line in groups[facet.value].lines] if facet in groups else []


def test_facets_speak_in_the_reader_s_words(result: SearchResult) -> None:
    screen = screen_of(result)
    assert labels(screen, Facet.LANGUAGE) == ["Russian", "English"]
    assert labels(screen, Facet.AUTHOR) == ["Diarist, Anton", "Somebody Else"]
    assert labels(screen, Facet.VOICE) == ["Notes"]
    assert labels(screen, Facet.IMAGE) == ["Without images"]
    assert "Fonds of the diarist" in labels(screen, Facet.UNIT)[0]


def test_a_volume_that_the_viewer_may_not_see_is_not_named(result: SearchResult) -> None:
    assert labels(screen_of(result), Facet.VOLUME) == ["Diary of a diarist"]
    assert "hidden-volume" not in page_of(screen_of(result))


def test_a_person_whom_the_viewer_may_not_see_is_not_named(
    archive: Archive, result: SearchResult
) -> None:
    archive.diarist.scope = set_scope("person:diarist", level="hidden")
    archive.diarist.save()
    screen = screen_of(result, "q=peace&author=diarist")
    assert labels(screen, Facet.AUTHOR) == ["Somebody Else"]
    assert not screen.chips


def test_a_document_that_was_withdrawn_meanwhile_is_not_among_the_results(
    result: SearchResult,
) -> None:
    Document.objects.filter(identifier="x0001").update(is_withdrawn=True)
    assert [found.document.entry.identifier for found in screen_of(result).results] == ["x0002"]


def test_a_page_of_a_result_opens_with_its_hits_marked_and_knows_its_place(
    result: SearchResult,
) -> None:
    found = screen_of(result, "q=peace&language=ru").results[0]
    assert found.pages[0].href == (
        "/documents/x0001/?page=12&q=peace&results=q%3Dpeace%26language%3Dru&at=0"
    )


def test_chips_undo_one_choice_each(result: SearchResult) -> None:
    screen = screen_of(result, "q=peace&language=ru&volume=diary&from=1917&to=1918")
    assert [(chip.label, chip.value.text, chip.href) for chip in screen.chips] == [
        ("Volume", "Diary of a diarist", "/search/?q=peace&language=ru&from=1917&to=1918"),
        ("Language", "Russian", "/search/?q=peace&volume=diary&from=1917&to=1918"),
        ("Date", "1917–1918", "/search/?q=peace&volume=diary&language=ru"),
    ]


def test_a_choice_that_no_result_has_stays_to_be_undone(result: SearchResult) -> None:
    assert "French" in labels(screen_of(result, "language=fr"), Facet.LANGUAGE)


def test_a_long_facet_shows_its_first_values_and_more_on_demand(archive: Archive) -> None:
    places = tuple(FacetValue(f"Place {n}", 1) for n in range(30))
    result = SearchResult(1, (DocumentHit("x0001"),), {Facet.PLACE: places}, ())
    (short,) = screen_of(result).facets
    (long,) = screen_of(result, "more=place").facets
    assert (len(short.lines), len(long.lines)) == (6, 30)
    assert short.more_href == "/search/?q=peace&more=place#facet-place"
    assert long.less_href == "/search/#facet-place"


def test_a_page_beyond_the_results_is_not_there(result: SearchResult) -> None:
    with pytest.raises(PageNotFound):
        screen_of(result, "q=peace&page=2")


def test_nothing_found_says_what_to_try(archive: Archive) -> None:
    empty = SearchResult(0, (), {}, ())
    screen = screen_of(empty, "q=peac+treaty&language=ru")
    assert screen.advice.unnarrowed_href == "/search/?q=peac+treaty"
    assert screen.advice.fuzzy_href == "/search/?q=peac~+treaty~&language=ru"
    assert screen.advice.any_words_href == "/search/?q=peac+OR+treaty&language=ru"
    assert "Nothing was found" in page_of(screen)


def test_the_number_of_queries_does_not_grow_with_the_results(
    result: SearchResult, archive: Archive, django_assert_max_num_queries: Any
) -> None:
    for number in range(3, 11):
        archive.document(f"Letter {number}", f"1918-01-{number:02}")
    hits = tuple(DocumentHit(f"x{number:04}") for number in range(1, 11))
    ten = SearchResult(10, hits, result.facets, result.years)
    with django_assert_max_num_queries(QUERIES):
        page_of(screen_of(ten))


def test_the_page_marks_hits_and_says_each_snippet_s_language(result: SearchResult) -> None:
    page = page_of(screen_of(result))
    assert (
        '<blockquote class="snippet" lang="ru" dir="ltr"><p>о <mark>мире</mark> &lt;b&gt;' in page
    )
    assert '<blockquote class="snippet" lang="en" dir="ltr"><p>about <mark>peace</mark>' in page
    assert '<li class="result" id="x0001">' in page


def test_the_page_says_what_else_was_searched_and_what_was_not(result: SearchResult) -> None:
    page = page_of(screen_of(result))
    assert "<b>мир</b>" in page
    assert "The texts of 3 documents are closed to you and were not searched." in page


def test_mistakes_are_said_and_escaped(result: SearchResult) -> None:
    page = page_of(screen_of(result, understood=Understood("", ("Column 1: <script>",))))
    assert "Column 1: &lt;script&gt;" in page


def test_the_page_speaks_russian(result: SearchResult) -> None:
    with translation.override("ru"):
        page = page_of(screen_of(result))
    assert "2 документа" in page


def test_a_query_that_found_nothing_is_offered_as_any_of_its_words(archive: Archive) -> None:
    empty = SearchResult(0, (), {}, ())
    screen = screen_of(empty, "q=author:(Smith+AND+peace")
    assert screen.advice.any_words_href == "/search/?q=Smith+OR+peace"


def test_without_words_the_oldest_come_first_until_somebody_types(archive: Archive) -> None:
    empty = SearchResult(0, (), {}, ())
    first = screen_of(empty, "language=ru").sortings
    assert [(s.value, s.label) for s in first if s.is_chosen] == [("relevance", "oldest first")]
    assert "oldest" not in [s.value for s in first]
    assert "oldest" in [s.value for s in screen_of(empty, "q=peace").sortings]


def test_the_page_says_what_was_not_searched(result: SearchResult) -> None:
    page = page_of(screen_of(result, "q=peace+in:diary&language=ru"))
    assert "The texts of 3 documents are closed to you and were not searched." in page
    assert "2 documents have no text" in page
    href = screen_of(result, "q=peace+in:diary&language=ru").without_text_href
    assert parse_qs(urlsplit(href).query) == {
        "q": ["in:diary"],
        "language": ["ru"],
        "origin": ["none"],
    }
    assert screen_json(screen_of(result), str)["not_searched"] == {"closed": 3, "without_text": 2}


def test_where_nothing_is_counted_no_number_is_said(result: SearchResult) -> None:
    uncounted = SearchResult(2, result.hits, {}, (), is_counted=False)
    screen = screen_of(uncounted)
    assert "2 documents" not in page_of(screen)
    assert "numbers follow in a moment" in page_of(screen)
    assert screen_json(screen, str)["total"] is None


def test_while_the_index_is_made_nobody_is_told_that_nothing_has_these_words() -> None:
    page = page_of(screen_of(SearchResult(0, (), {}, (), is_counted=False)))
    assert "still preparing its search" in page
    assert "No document" not in page and "Nothing was found" not in page


def test_a_range_within_one_year_is_said_by_its_months(result: SearchResult) -> None:
    (chip,) = screen_of(result, "from=1917-01&to=1917-03").chips
    assert chip.value.text == "January–March 1917"


def test_a_document_found_by_its_metadata_says_where(result: SearchResult) -> None:
    pieces = (Piece("Anton "), Piece("<Diarist>", is_hit=True))
    other = ZoneHit(Zone.PERSON, "ru", (Piece("Антон"),))
    hit = DocumentHit("x0001", zones=(ZoneHit(Zone.PERSON, "en", pieces), other))
    page = page_of(screen_of(SearchResult(1, (hit,), {}, ())))
    assert page.count("person named in the document — ") == 1
    assert "Anton <mark>&lt;Diarist&gt;</mark>" in page
