"""The advanced form: boxes that make a query, and a query back in its boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from muniment.core.dates import DateNotUnderstood
from muniment.search.query.dates import read_dates, written_ends
from muniment.search.query.lexer import QUOTES, words_in
from muniment.search.query.names import TYPED_FACETS
from muniment.search.query.parser import MOST_BETWEEN, parse
from muniment.search.query.shapes import (
    EVERYTHING,
    all_of,
    any_of,
    moved,
    none_of,
    only_field,
    parts_of,
    phrase,
    word,
)
from muniment.search.query.tree import Among, And, Dated, Node, Not, Or, Phrase, Word
from muniment.search.query.writer import write

USUAL_DISTANCE = 5

# Boxes called like the field that they look in. The query language may be used in these, too.
_TEXT_BOXES = (
    "title",
    "author",
    "to",
    "person",
    "place",
    "subject",
    "ref",
    "description",
    "own",
    "note",
    "commentary",
)
# Boxes that hold one value of a field; `in` is a word of Python.
CHOICE_BOXES = {"within": "in"} | {box: box for box in ("lang", "type", "voice", "origin", "image")}
_BOXES_OF_CHOICES = {field: box for box, field in CHOICE_BOXES.items()}
_QUOTES = dict.fromkeys(map(ord, QUOTES), " ")
_BRACKETS = dict.fromkeys(map(ord, f"()[]{{}}{QUOTES}"), " ")


@dataclass(frozen=True, slots=True)
class AdvancedForm:
    """What stands in the boxes; "" is an empty one.

    `exact` are forms as written. `near` are words that stand at most `distance` words apart.
    `since` and `until` are days, months or years as in `date:`. `within` is a volume, unit or
    collection.
    """

    all: str = ""
    phrase: str = ""
    any: str = ""
    exact: str = ""
    none: str = ""
    near: str = ""
    distance: str = ""
    title: str = ""
    author: str = ""
    to: str = ""
    person: str = ""
    place: str = ""
    subject: str = ""
    ref: str = ""
    description: str = ""
    own: str = ""
    note: str = ""
    commentary: str = ""
    since: str = ""
    until: str = ""
    within: str = ""
    lang: str = ""
    type: str = ""
    voice: str = ""
    origin: str = ""
    image: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> AdvancedForm:
        """Take the boxes from the parameters of an address, which are called like them."""
        return cls(**{box.name: str(values.get(box.name, "")).strip() for box in fields(cls)})


def query_of(form: AdvancedForm) -> str:
    """Write the query that a form asks for; a date that is none is kept, to be told of."""
    dates = _dates(form)
    parts = [*_words(form), *_boxes(form), *([dates] if isinstance(dates, Dated) else [])]
    written = write(all_of(parts))
    return f"{written} {dates}".strip() if isinstance(dates, str) else written


def tree_of(form: AdvancedForm) -> Node:
    """Make the tree that a form asks for."""
    return parse(query_of(form)).tree


def form_of(tree: Node) -> AdvancedForm:
    """Put a query into boxes; what no box is made for stands in `all` as it is typed."""
    boxes: dict[str, str] = {}
    collected: dict[str, list[Node]] = {}
    for part in parts_of(tree):
        if not _put(part, boxes):
            box, node = _collecting_box(part)
            collected.setdefault(box, []).append(node)
    boxes |= {box: _text(box, nodes) for box, nodes in collected.items()}
    return AdvancedForm(**boxes)


def _words(form: AdvancedForm) -> Iterable[Node]:
    yield parse(form.all).tree
    yield _phrase(form.phrase, slop=0)
    yield any_of(_pieces(form.any))
    yield from (word(text, exact=True) for text in words_in(form.exact))
    yield from (none_of(piece) for piece in _pieces(form.none))
    yield _phrase(form.near, slop=_distance(form.distance))


def _boxes(form: AdvancedForm) -> Iterable[Node]:
    for field in _TEXT_BOXES:
        yield moved(parse(getattr(form, field)).tree, to=field)
    for box, field in CHOICE_BOXES.items():
        value = " ".join(getattr(form, box).translate(_QUOTES).split())
        yield parse(f'{field}:"{value}"').tree if value else EVERYTHING


def _phrase(text: str, *, slop: int) -> Node:
    words = words_in(text)
    if len(words) < 2:
        return word(words[0]) if words else EVERYTHING
    return phrase(words, slop=slop)


def _pieces(text: str) -> tuple[Node, ...]:
    tree = parse(text).tree
    return tree.parts if isinstance(tree, And | Or) else parts_of(tree)


def _distance(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit()
    return min(int(typed[:4]), MOST_BETWEEN) if is_number else USUAL_DISTANCE


def _dates(form: AdvancedForm) -> Dated | str | None:
    ends = ["".join(end.translate(_BRACKETS).split()) for end in (form.since, form.until)]
    if not any(ends):
        return None
    typed = f"[{ends[0] or '*'} TO {ends[1] or '*'}]"
    try:
        return read_dates(typed)[0]
    except DateNotUnderstood:
        return f"date:{typed}"


def _put(part: Node, boxes: dict[str, str]) -> bool:
    """Fill the boxes that take one thing only; tell whether one was free for this part."""
    values: dict[str, str] = {}
    match part:
        case Phrase(field="", exact=False):
            box = "near" if part.slop else "phrase"
            values = {box: " ".join(part.words)}
            if part.slop:
                values["distance"] = str(part.slop)
        case Dated() if part != Dated(None, None):
            values["since"], values["until"] = written_ends(part)
        case Among(values=(value,)):
            values = {_BOXES_OF_CHOICES[TYPED_FACETS[part.facet]]: value}
        case Or() if all(_is_bare(piece) for piece in part.parts):
            values = {"any": write(And(part.parts))}
        case _:
            return False
    if values.keys() & boxes.keys():
        return False
    boxes |= values
    return True


def _collecting_box(part: Node) -> tuple[str, Node]:
    """Find the box for a part among those that take any number, and how it stands in it."""
    if isinstance(part, Not) and _is_bare(part.part):
        return "none", part.part
    if isinstance(part, Word) and part.exact and not part.field:
        return "exact", Word(part.text)
    field = only_field(part)
    if field not in _TEXT_BOXES:
        return "all", part
    return field, moved(part, before=field, to="")


def _text(box: str, nodes: list[Node]) -> str:
    if box == "exact":  # plain words, not in the query language
        return " ".join(node.text for node in nodes if isinstance(node, Word))
    return write(all_of(nodes))


def _is_bare(node: Node) -> bool:
    return isinstance(node, Word | Phrase) and not node.field
