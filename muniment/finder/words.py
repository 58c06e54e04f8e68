"""The words of the search page: facets, their values, orders, and mistakes in a query."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from muniment.core.text.model import Origin, Voice
from muniment.documents.language_names import language_name
from muniment.documents.localised import Localised
from muniment.documents.searching.parameters import Bound
from muniment.documents.words import type_name
from muniment.search.query.mistakes import Mistake
from muniment.search.records import NO_TEXT, Facet, Zone
from muniment.search.results import Sorting
from muniment.ui.dates import date_words

FACETS = {
    Facet.COLLECTION: pgettext_lazy("facet", "Collection"),
    Facet.VOLUME: pgettext_lazy("facet", "Volume"),
    Facet.UNIT: pgettext_lazy("facet", "Fonds, series, file"),
    Facet.YEAR: pgettext_lazy("facet", "Year"),
    Facet.AUTHOR: pgettext_lazy("facet", "Author"),
    Facet.RECIPIENT: pgettext_lazy("facet", "Recipient"),
    Facet.PERSON: pgettext_lazy("facet", "Person"),
    Facet.PLACE: pgettext_lazy("facet", "Place"),
    Facet.SUBJECT: pgettext_lazy("facet", "Subject"),
    Facet.LANGUAGE: pgettext_lazy("facet", "Language"),
    Facet.TYPE: pgettext_lazy("facet", "Type of document"),
    Facet.VOICE: pgettext_lazy("facet", "Whose words"),
    Facet.ORIGIN: pgettext_lazy("facet", "Origin of the text"),
    Facet.IMAGE: pgettext_lazy("facet", "Page images"),
}

VOICES = {
    Voice.AUTHOR: pgettext_lazy("voice", "Author"),
    Voice.COMMENTARY: pgettext_lazy("voice", "Commentary"),
    Voice.NOTE: pgettext_lazy("voice", "Notes"),
    Voice.BIOGRAPHY: pgettext_lazy("voice", "Biographies"),
    Voice.SOURCE_NOTE: pgettext_lazy("voice", "Notes on sources"),
    Voice.APPARATUS: pgettext_lazy("voice", "Apparatus"),
}

ORIGINS = {
    Origin.EDITED: gettext_lazy("Edited"),
    Origin.MACHINE_READ: gettext_lazy("Machine-read, uncorrected"),
    Origin.MACHINE_TRANSLATED: gettext_lazy("Machine-translated"),
}

ZONES = {
    Zone.TITLE: pgettext_lazy("found in", "title"),
    Zone.AUTHOR: pgettext_lazy("found in", "author"),
    Zone.RECIPIENT: pgettext_lazy("found in", "recipient"),
    Zone.PERSON: pgettext_lazy("found in", "person named in the document"),
    Zone.PLACE: pgettext_lazy("found in", "place"),
    Zone.SUBJECT: pgettext_lazy("found in", "subject"),
    Zone.REFERENCE: pgettext_lazy("found in", "reference code"),
    Zone.DESCRIPTION: pgettext_lazy("found in", "description"),
}

SORTINGS = {
    Sorting.RELEVANCE: pgettext_lazy("order", "best match first"),
    Sorting.OLDEST: pgettext_lazy("order", "oldest first"),
    Sorting.NEWEST: pgettext_lazy("order", "newest first"),
    Sorting.REFERENCE: pgettext_lazy("order", "by reference"),
    Sorting.TITLE: pgettext_lazy("order", "by title"),
}

MISTAKES = {
    "unknown_field": gettext_lazy("No field is called “%(field)s”: it was searched as a word."),
    "unknown_field_near": gettext_lazy(
        "No field is called “%(field)s”: it was searched as a word. Did you mean “%(near)s:”?"
    ),
    "unknown_value": gettext_lazy(
        "“%(value)s” is nothing that “%(field)s:” can be. It can be: %(values)s."
    ),
    "not_a_date": gettext_lazy(
        "“%(value)s” is not a date. Write 1939, 1939-03, 1939-03-08 or [1939-03 TO 1939-09]."
    ),
    "dates_reversed": gettext_lazy(
        "The dates “%(value)s” end before they begin: they were exchanged."
    ),
    "unclosed_quotation": gettext_lazy("This quotation mark is not closed."),
    "unclosed_parenthesis": gettext_lazy("This parenthesis is not closed."),
    "unopened_parenthesis": gettext_lazy("This parenthesis closes nothing."),
    "operator_alone": gettext_lazy("%(operator)s has nothing to join: it was left out."),
    "too_fuzzy": gettext_lazy("At most %(most)s letters may differ: %(typed)s is too many."),
    "too_far": gettext_lazy("At most %(most)s words may stand between: %(typed)s is too many."),
    "too_wild": gettext_lazy(
        "A word may have %(most)s signs * and ? at most: the others were left out."
    ),
    "only_wildcards": gettext_lazy("A word needs a letter beside * and ?."),
    "no_words": gettext_lazy("There is no word here to look for."),
    "too_long": gettext_lazy(
        "A query may have %(most)s characters, this one has %(typed)s: the rest was left out."
    ),
    "too_many": gettext_lazy("A query may have %(most)s words and phrases: the rest was left out."),
    "too_deep": gettext_lazy(
        "Parentheses may stand %(most)s deep: those further in were left out."
    ),
}
"""Sentences of `search.query.mistakes`, by code."""

_KEYED = frozenset({Facet.COLLECTION, Facet.VOLUME, Facet.UNIT})
"""Facets whose values are keys alone: one that has no words must not be shown."""


def mistake_words(mistake: Mistake) -> str:
    """Say what is wrong with a query, and where."""
    said = MISTAKES.get(mistake.code)
    sentence = str(said) % mistake.detail if said else mistake.sentence
    return gettext("Column %(column)s: %(sentence)s") % {
        "column": mistake.column,
        "sentence": sentence,
    }


def value_words(facet: Facet, value: str, named: dict[str, Localised]) -> Localised | None:
    """Say a facet's value; None where the viewer must not, or need not, be told of it."""
    if value in named:
        return named[value] if named[value].text else None
    if facet in _KEYED:
        return None
    said = _plain_words(facet, value)
    return Localised(said[:1].upper() + said[1:]) if said else None


def range_words(first: Bound | None, last: Bound | None, language: str) -> str:
    """Say a range of years or months: "1917–1921", "March 1939", "1917–…"."""
    if first and last:
        if first.month or last.month:
            first, last = Bound(first.year, first.month or 1), Bound(last.year, last.month or 12)
        return date_words(str(first) if first == last else f"{first}/{last}", language)
    return "–".join(date_words(str(end), language) if end else "…" for end in (first, last))


def _plain_words(facet: Facet, value: str) -> str:
    if facet is Facet.LANGUAGE:
        return language_name(value)
    if facet is Facet.TYPE:
        return type_name(value) or gettext("type not given")
    if facet is Facet.IMAGE:
        return gettext("with images") if value == "yes" else gettext("without images")
    if facet is Facet.VOICE and value.upper() in VOICES:
        return str(VOICES[Voice(value.upper())])
    if facet is Facet.ORIGIN and value == NO_TEXT:
        return gettext("No text")
    if facet is Facet.ORIGIN and value.upper() in ORIGINS:
        return str(ORIGINS[Origin(value.upper())])
    return value
