"""Lines that the page of results has many of: nothing in them is taken for markup."""

from __future__ import annotations

from django.utils import translation

from muniment.documents.localised import Localised
from muniment.documents.searching.parameters import SearchParameters
from muniment.documents.selectors.entries import PersonLink
from muniment.finder.histogram import histogram
from muniment.finder.screens import FacetGroup, FacetLine
from muniment.finder.templatetags.finder_lines import (
    facet_values,
    histogram_bars,
    histogram_rows,
    in_its_language,
    marked,
    names,
)
from muniment.search.results import Piece


def test_words_say_their_language_where_it_is_not_the_page_s() -> None:
    with translation.override("en"):
        assert in_its_language(Localised("Мир & <b>", "ru")) == (
            '<span lang="ru">Мир &amp; &lt;b&gt;</span>'
        )
        assert in_its_language(Localised("Peace & <b>", "en")) == "Peace &amp; &lt;b&gt;"
        assert in_its_language(Localised("Peace")) == "Peace"


def test_hits_are_marked_and_all_else_is_text() -> None:
    assert marked((Piece("a <b> "), Piece("<hit>", is_hit=True), Piece(" {}"))) == (
        "a &lt;b&gt; <mark>&lt;hit&gt;</mark> {}"
    )
    assert marked(()) == ""


def test_a_value_is_a_box_with_its_words_and_number() -> None:
    lines = (
        FacetLine('"><i>', Localised("A <i> & {b}"), 1_234, is_chosen=True),
        FacetLine("ru", Localised("Russian"), 1, is_chosen=False),
    )
    with translation.override("en"):
        written = facet_values(FacetGroup("author", "Author", lines, is_open=True))
    assert written.startswith(
        '<li><label class="facet-line"><input type="checkbox" id="facet-author-1" name="author"'
        ' value="&quot;&gt;&lt;i&gt;" form="search-form" checked>'
        ' <span class="facet-words">A &lt;i&gt; &amp; {b}</span>'
        ' <span class="count">1,234<span class="visually-hidden"> documents</span></span>'
        "</label></li>"
    )
    assert 'id="facet-author-2" name="author" value="ru" form="search-form">' in written


def test_bars_and_rows_lead_to_their_years() -> None:
    drawn = histogram([(1917, 3), (1919, 1)], SearchParameters(q="a&b"))
    assert drawn is not None
    href = '<a href="/search/?q=a%26b&amp;from=1917&amp;to=1917"'
    bars, rows = histogram_bars(drawn), histogram_rows(drawn)
    assert bars.startswith(f'{href} tabindex="-1"><title>1917: 3</title>')
    assert (bars.count("<title>"), bars.count("histogram-bar-out")) == (2, 0)
    assert rows.startswith(f'<tr><th scope="row">{href}>1917</a></th><td>3</td></tr>')
    assert rows.count("<tr>") == 2


def test_people_stand_with_commas_between_them() -> None:
    people = (PersonLink(Localised("A & B")), PersonLink(Localised("Мир", "ru")))
    with translation.override("en"):
        assert names(people) == 'A &amp; B, <span lang="ru">Мир</span>'
