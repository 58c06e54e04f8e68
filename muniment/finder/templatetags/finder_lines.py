"""Lines of which the page of results has many, each written in one go."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from muniment.documents.localised import Localised
from muniment.documents.selectors.entries import PersonLink
from muniment.finder.histogram import Histogram
from muniment.finder.screens import FacetGroup
from muniment.search.results import Piece
from muniment.ui.numbers import number

register = template.Library()

_VALUE = (
    '<li><label class="facet-line"><input type="checkbox" id="facet-{key}-{place}" name="{key}"'
    ' value="{value}" form="search-form"{checked}> <span class="facet-words">{words}</span>'
    ' <span class="count">{count}<span class="visually-hidden"> {documents}</span></span>'
    "</label></li>"
)
_BAR = (
    '<a href="{}" tabindex="-1"><title>{}: {}</title>'
    '<rect class="histogram-ground" x="{}" y="0" width="1" height="{}"/>'
    '<rect class="histogram-bar{}" x="{}.08" y="{}" width="0.84" height="{}"/></a>'
)
_ROW = '<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td></tr>'


_plain = SafeString  # of digits, which need no escaping and are many


@register.filter
def in_its_language(words: Localised) -> SafeString:
    """Write words, and say their language where it is not the page's."""
    if words.lang and words.lang != get_language():
        return format_html('<span lang="{}">{}</span>', words.lang, words.text)
    return escape(words.text)


@register.filter
def names(people: Iterable[PersonLink]) -> SafeString:
    """Write the names of some people."""
    return format_html_join(", ", "{}", ((in_its_language(person.name),) for person in people))


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Write a snippet with its hits marked."""
    mark, end = SafeString("<mark>"), SafeString("</mark>")
    rows = ((mark, p.plain, end) if p.is_hit else ("", p.plain, "") for p in pieces)
    return format_html_join("", "{}{}{}", rows)


@register.simple_tag
def facet_values(facet: FacetGroup) -> SafeString:
    """Write the values of a facet, each with its box and its number of documents."""
    key, documents = escape(facet.key), escape(pgettext("count", "documents"))
    return format_html_join(
        "",
        _VALUE,
        (
            {
                "key": key,
                "place": _plain(place),
                "value": line.value,
                "checked": " checked" if line.is_chosen else "",
                "words": in_its_language(line.words),
                "count": _plain(number(line.count)),
                "documents": documents,
            }
            for place, line in enumerate(facet.lines, 1)
        ),
    )


@register.simple_tag
def histogram_bars(histogram: Histogram) -> SafeString:
    """Draw the bars that have documents."""
    top = _plain(histogram.height)
    return format_html_join(
        "",
        _BAR,
        (
            (
                *(bar.href, bar.label, _plain(number(bar.count)), _plain(bar.x), top),
                *("" if bar.is_chosen else " histogram-bar-out", _plain(bar.x)),
                *(_plain(f"{bar.y:.1f}"), _plain(f"{bar.height:.1f}")),
            )
            for bar in histogram.rows
        ),
    )


@register.simple_tag
def histogram_rows(histogram: Histogram) -> SafeString:
    """Write the table of the bars that have documents."""
    rows = ((bar.href, bar.label, _plain(number(bar.count))) for bar in histogram.rows)
    return format_html_join("", _ROW, rows)
