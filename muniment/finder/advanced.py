"""The advanced form and the row builder: both make the query that then stands in the search box."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from muniment.finder.choices import Choice, Choices, Offered
from muniment.search.query.advanced import (
    CHOICE_BOXES,
    USUAL_DISTANCE,
    AdvancedForm,
    form_of,
    query_of,
)
from muniment.search.query.builder import Connective, How, Row, rows_of, tree_of
from muniment.search.query.names import DATE_FIELDS, FACET_FIELDS, TEXT_FIELDS
from muniment.search.query.parser import parse
from muniment.search.query.writer import write

MAX_ROWS = 20
EMPTY_ROWS = 3  # offered below those that the query has
ROWS = "rows"  # the view, and what its form asks for

Words = str | Promise
Named = tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the form; one with `choices` is a list to choose from, in one group or several."""

    name: str
    label: Words
    value: str
    choices: tuple[Choices, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueList:
    """What may be typed in a row for a field; `field` is "" for the values of all fields."""

    field: str
    choices: tuple[Choice, ...]


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
    connectives: Named = ()
    fields: Named = ()
    ways: Named = ()
    lists: tuple[ValueList, ...] = ()


WORDS: Named = (
    ("all", gettext_lazy("All of these words")),
    ("phrase", gettext_lazy("These words side by side")),
    ("near", gettext_lazy("These words near each other")),
    ("distance", gettext_lazy("At most so many words between them")),
    ("any", gettext_lazy("Any of these words")),
    ("exact", gettext_lazy("Forms just as written here")),
    ("none", gettext_lazy("None of these words")),
)
PLACES: Named = (
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
KINDS: Named = (
    ("within", gettext_lazy("Volume, file or collection")),
    ("lang", gettext_lazy("Language")),
    ("type", pgettext_lazy("facet", "Type of document")),
    ("voice", pgettext_lazy("facet", "Whose words")),
    ("origin", pgettext_lazy("facet", "Origin of the text")),
    ("image", pgettext_lazy("facet", "Page images")),
)
DATES: Named = (
    ("since", pgettext_lazy("date", "From")),
    ("until", pgettext_lazy("date", "To")),
)
CONNECTIVES: Named = (
    (Connective.AND.value, pgettext_lazy("row", "and")),
    (Connective.OR.value, pgettext_lazy("row", "or")),
)
WAYS: Named = (
    (How.ALL.value, pgettext_lazy("row", "all of the words")),
    (How.ANY.value, pgettext_lazy("row", "any of the words")),
    (How.NONE.value, pgettext_lazy("row", "none of the words")),
    (How.PHRASE.value, pgettext_lazy("row", "side by side")),
    (How.NEAR.value, pgettext_lazy("row", "near each other")),
    (How.EXACT.value, pgettext_lazy("row", "just as written")),
)
FIELDS: Named = (
    ("", gettext_lazy("Everywhere")),
    *PLACES,
    ("biography", pgettext_lazy("voice", "Biographies")),
    ("source", pgettext_lazy("voice", "Notes on sources")),
    ("apparatus", pgettext_lazy("voice", "Apparatus")),
    ("date", gettext_lazy("Date")),
    ("in", gettext_lazy("Volume, file or collection")),
    *KINDS[1:],
)
_KNOWN_FIELDS = frozenset({"", *TEXT_FIELDS, *FACET_FIELDS, *DATE_FIELDS})


def advanced_screen(q: str, view: str, *, offered: Offered) -> AdvancedScreen:
    """Show the form, with the query that stood in the search box in its boxes or rows."""
    tree = parse(q).tree
    if view == ROWS:
        rows = (*rows_of(tree)[:MAX_ROWS], *(Row() for _ in range(EMPTY_ROWS)))
        return AdvancedScreen(
            q,
            is_rows=True,
            rows=rows,
            connectives=CONNECTIVES,
            fields=FIELDS,
            ways=WAYS,
            lists=_lists(offered),
        )
    form = form_of(tree)
    return AdvancedScreen(
        q,
        is_rows=False,
        words=_boxes(WORDS, form),
        places=_boxes(PLACES, form),
        kinds=_boxes(KINDS, form, offered),
        dates=_boxes(DATES, form),
    )


def query_of_form(form: QueryDict) -> str:
    """Write what was filled in as a query, as somebody would type it."""
    if form.get("ask") == ROWS:
        return write(tree_of(_rows(form)))
    return query_of(AdvancedForm.of({name: form.get(name, "") for name in form}))


def _boxes(named: Named, form: AdvancedForm, offered: Offered | None = None) -> tuple[Box, ...]:
    return tuple(_box(name, label, getattr(form, name), offered or {}) for name, label in named)


def _box(name: str, label: Words, value: str, offered: Offered) -> Box:
    """Make a box; a value that is not offered is, so that it is kept."""
    groups = offered.get(CHOICE_BOXES.get(name, ""), ())
    known = {choice.value.lower(): choice.value for group in groups for choice in group.choices}
    if groups and value and value.lower() not in known:
        groups = (*groups, Choices("", (Choice(value, value),)))
    return Box(name, label, known.get(value.lower(), value), groups)


def _lists(offered: Offered) -> tuple[ValueList, ...]:
    """Give the values of each field, and of all together for rows that have none yet."""
    lists = [
        ValueList(field, tuple(choice for group in groups for choice in group.choices))
        for field, groups in offered.items()
        if groups
    ]
    return (*lists, ValueList("", tuple(choice for own in lists for choice in own.choices)))


def _rows(form: QueryDict) -> tuple[Row, ...]:
    columns = (form.getlist(name) for name in ("words", "connective", "field", "how", "distance"))
    rows = zip_longest(*columns, fillvalue="")
    return tuple(_row(*row) for _, row in zip(range(MAX_ROWS), rows, strict=False))


def _row(words: str, connective: str, field: str, how: str, distance: str) -> Row:
    joined = Connective.OR if connective == Connective.OR.value else Connective.AND
    way = next((way for way in How if way.value == how), How.ALL)
    apart = int(distance[:4]) if distance.isascii() and distance.isdigit() else USUAL_DISTANCE
    return Row(joined, field if field in _KNOWN_FIELDS else "", way, words, apart)
