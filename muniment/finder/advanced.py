"""The advanced form and the row builder: both make the query that then stands in the search box."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from muniment.finder.words import ORIGINS, VOICES
from muniment.search.query.advanced import USUAL_DISTANCE, AdvancedForm, form_of, query_of
from muniment.search.query.builder import Connective, How, Row, rows_of, tree_of
from muniment.search.query.names import DATE_FIELDS, FACET_FIELDS, TEXT_FIELDS
from muniment.search.query.parser import parse
from muniment.search.query.writer import write

MAX_ROWS = 20
EMPTY_ROWS = 3  # offered below those that the query has
ROWS = "rows"  # the view, and what its form asks for

Words = str | Promise
Choices = tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the form; one with `choices` is a list to choose from."""

    name: str
    label: Words
    value: str
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class AdvancedScreen:
    """The form with the query that stood in the search box, in boxes or in rows."""

    q: str
    is_rows: bool
    words: tuple[Box, ...] = ()
    places: tuple[Box, ...] = ()
    kinds: tuple[Box, ...] = ()
    dates: tuple[Box, ...] = ()
    rows: tuple[Row, ...] = ()
    connectives: Choices = ()
    fields: Choices = ()
    ways: Choices = ()


WORDS: Choices = (
    ("all", gettext_lazy("All of these words")),
    ("phrase", gettext_lazy("These words side by side")),
    ("near", gettext_lazy("These words near each other")),
    ("distance", gettext_lazy("At most so many words between them")),
    ("any", gettext_lazy("Any of these words")),
    ("exact", gettext_lazy("Forms just as written here")),
    ("none", gettext_lazy("None of these words")),
)
PLACES: Choices = (
    ("title", gettext_lazy("Title")),
    ("author", gettext_lazy("Author")),
    ("to", gettext_lazy("Recipient")),
    ("person", gettext_lazy("Anybody who wrote, received or is named")),
    ("place", gettext_lazy("Place")),
    ("subject", gettext_lazy("Subject")),
    ("ref", gettext_lazy("Reference code")),
    ("description", gettext_lazy("Description")),
    ("own", gettext_lazy("The author's own words")),
    ("note", gettext_lazy("Notes")),
    ("commentary", gettext_lazy("Commentary")),
)
KINDS: Choices = (
    ("within", gettext_lazy("Volume, file or collection, by its address")),
    ("lang", gettext_lazy("Language")),
    ("type", pgettext_lazy("facet", "Type of document")),
    ("voice", pgettext_lazy("facet", "Whose words")),
    ("origin", pgettext_lazy("facet", "Origin of the text")),
    ("image", pgettext_lazy("facet", "Page images")),
)
DATES: Choices = (
    ("since", pgettext_lazy("date", "From")),
    ("until", pgettext_lazy("date", "To")),
)
CHOICES: dict[str, Choices] = {
    "voice": tuple((voice.value.lower(), words) for voice, words in VOICES.items()),
    "origin": tuple((origin.value.lower(), words) for origin, words in ORIGINS.items()),
    "image": (("yes", gettext_lazy("with images")), ("no", gettext_lazy("without images"))),
}
CONNECTIVES: Choices = (
    (Connective.AND.value, pgettext_lazy("row", "and")),
    (Connective.OR.value, pgettext_lazy("row", "or")),
)
WAYS: Choices = (
    (How.ALL.value, pgettext_lazy("row", "all of the words")),
    (How.ANY.value, pgettext_lazy("row", "any of the words")),
    (How.NONE.value, pgettext_lazy("row", "none of the words")),
    (How.PHRASE.value, pgettext_lazy("row", "side by side")),
    (How.NEAR.value, pgettext_lazy("row", "near each other")),
    (How.EXACT.value, pgettext_lazy("row", "just as written")),
)
FIELDS: Choices = (
    ("", gettext_lazy("Everywhere")),
    *PLACES,
    ("biography", pgettext_lazy("voice", "Biographies")),
    ("source", pgettext_lazy("voice", "Notes on sources")),
    ("apparatus", pgettext_lazy("voice", "Apparatus")),
    ("date", gettext_lazy("Date")),
    ("in", gettext_lazy("Volume, file or collection, by its address")),
    *KINDS[1:],
)
_KNOWN_FIELDS = frozenset({"", *TEXT_FIELDS, *FACET_FIELDS, *DATE_FIELDS})


def advanced_screen(q: str, view: str) -> AdvancedScreen:
    """Show the form, with the query that stood in the search box in its boxes or rows."""
    tree = parse(q).tree
    if view == ROWS:
        rows = (*rows_of(tree)[:MAX_ROWS], *(Row() for _ in range(EMPTY_ROWS)))
        return AdvancedScreen(
            q, is_rows=True, rows=rows, connectives=CONNECTIVES, fields=FIELDS, ways=WAYS
        )
    form = form_of(tree)
    return AdvancedScreen(
        q,
        is_rows=False,
        words=_boxes(WORDS, form),
        places=_boxes(PLACES, form),
        kinds=_boxes(KINDS, form),
        dates=_boxes(DATES, form),
    )


def query_of_form(form: QueryDict) -> str:
    """Write what was filled in as a query, as somebody would type it."""
    if form.get("ask") == ROWS:
        return write(tree_of(_rows(form)))
    return query_of(AdvancedForm.of({name: form.get(name, "") for name in form}))


def _boxes(named: Choices, form: AdvancedForm) -> tuple[Box, ...]:
    return tuple(
        Box(name, label, getattr(form, name), CHOICES.get(name, ())) for name, label in named
    )


def _rows(form: QueryDict) -> tuple[Row, ...]:
    columns = (form.getlist(name) for name in ("words", "connective", "field", "how", "distance"))
    rows = zip_longest(*columns, fillvalue="")
    return tuple(_row(*row) for _, row in zip(range(MAX_ROWS), rows, strict=False))


def _row(words: str, connective: str, field: str, how: str, distance: str) -> Row:
    joined = Connective.OR if connective == Connective.OR.value else Connective.AND
    way = next((way for way in How if way.value == how), How.ALL)
    apart = int(distance[:4]) if distance.isascii() and distance.isdigit() else USUAL_DISTANCE
    return Row(joined, field if field in _KNOWN_FIELDS else "", way, words, apart)
