"""A word or a phrase of a query as a plan: which fields, which tokens, how much each counts.

Alternatives add up, so that a form as typed in a title stands above a stem in a text, and a name
in another script below both. `is_scored` false leaves out what only changes the order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from typing import NamedTuple

from muniment.search import fields
from muniment.search.plan import (
    All,
    AnyOf,
    Boosted,
    Fuzzy,
    Nothing,
    Pattern,
    Plan,
    Sequence,
    Term,
    TermSet,
)
from muniment.search.query.names import TEXT_FIELDS
from muniment.search.query.tree import Phrase, Word
from muniment.search.words.names import query_keys
from muniment.search.words.other_names import OtherNames
from muniment.search.words.stems import languages_for, stem
from muniment.search.words.tokens import cut, joined

OPEN = "open"
EXACT_BOOST = 0.5
NAME_BOOST = 0.2
OTHER_NAME_BOOST = 0.15
METADATA_BOOST = 2.0
TITLE_BOOST = 3.0
_MOST_WAYS = 8  # of reading a name in another script
OTHER_NAME_SLOP = 2  # a patronymic may stand between

_WILD = re.compile(r"([*?])")
_VOICES = frozenset(fields.VOICE_ZONES.values())


@dataclass(frozen=True, slots=True)
class Context:
    """For whom and over what a query is planned."""

    tokens: frozenset[str]
    languages: frozenset[str]  # whose stems the index holds
    other_names: OtherNames
    is_scored: bool = True

    @property
    def reads_closed(self) -> bool:
        """Tell whether the viewer has tokens that may open closed texts."""
        return bool(self.tokens - {OPEN})


@dataclass(frozen=True, slots=True)
class Place:
    """Three fields that hold the same words, and the zone before their tokens, if any."""

    words: str
    stems: str
    names: str
    zone: str = ""

    def token(self, token: str) -> str:
        """Write a token as it stands here."""
        return fields.in_zone(self.zone, token) if self.zone else token

    def closed(self) -> Place:
        """Give the place of the same words in closed texts."""
        before = fields.CLOSED
        return Place(before + self.words, before + self.stems, before + self.names, self.zone)


WHOLE_TEXT = Place(fields.WORDS, fields.STEMS, fields.NAMES)
ON_PAGE = Place(fields.PAGE_WORDS, fields.PAGE_STEMS, fields.PAGE_NAMES)


def zone_place(zone: str) -> Place:
    """Give the place of the words of a zone."""
    return Place(fields.ZONE_WORDS, fields.ZONE_STEMS, fields.ZONE_NAMES, zone)


def any_of(parts: Iterable[Plan]) -> Plan:
    """Join alternatives; none at all is nothing."""
    kept = tuple(dict.fromkeys(part for part in parts if not isinstance(part, Nothing)))
    if len(kept) == 1:
        return kept[0]
    return AnyOf(kept) if kept else Nothing()


def boosted(part: Plan, by: float, context: Context) -> Plan:
    """Let a part count for more or less, where scores are wanted."""
    return Boosted(part, by) if context.is_scored and not isinstance(part, Nothing) else part


def document_leaf(leaf: Word | Phrase, context: Context) -> Plan:
    """Plan a word or phrase over documents, as its field says."""
    field = TEXT_FIELDS.get(leaf.field, leaf.field)
    plan_at = partial(at_place, leaf, context=context)
    if not field:
        return any_of((_in_text(plan_at, WHOLE_TEXT, context), _in_metadata(leaf, context)))
    place = zone_place(field)
    if field == fields.OWN:
        whole = _in_text(plan_at, WHOLE_TEXT, context)
        only_author = Term(fields.ONLY_AUTHOR, "yes")
        return any_of((_in_text(plan_at, place, context), All((only_author, whole))))
    return _in_text(plan_at, place, context) if field in _VOICES else plan_at(place)


def document_name(words: tuple[str, ...], context: Context) -> Plan:
    """Plan over documents the other names of whoever is called so."""
    plan_at = partial(other_names, words, context=context)
    described = plan_at(zone_place(fields.ANY_ZONE))
    return any_of((_in_text(plan_at, WHOLE_TEXT, context), described))


def page_leaf(leaf: Word | Phrase, context: Context) -> Plan:
    """Plan a word or phrase over pages."""
    return at_place(leaf, ON_PAGE, context)


def page_name(words: tuple[str, ...], context: Context) -> Plan:
    """Plan over pages the other names of whoever is called so."""
    return other_names(words, ON_PAGE, context)


def searches_text(leaf: Word | Phrase) -> bool:
    """Tell whether a leaf looks for words of texts, not of metadata alone."""
    return leaf.field in ("", fields.OWN) or leaf.field in _VOICES


def _in_text(plan_at: Callable[[Place], Plan], place: Place, context: Context) -> Plan:
    """Plan over open texts, and over closed ones where the tokens let the viewer read them."""
    opened = plan_at(place)
    if not context.reads_closed:
        return opened
    closed = plan_at(place.closed())
    if isinstance(closed, Nothing):
        return opened
    may_read = TermSet(fields.READ, tuple(sorted(context.tokens)))
    return any_of((opened, All((closed, may_read))))


def _in_metadata(leaf: Word | Phrase, context: Context) -> Plan:
    found = boosted(at_place(leaf, zone_place(fields.ANY_ZONE), context), METADATA_BOOST, context)
    if not context.is_scored or not _is_plain(leaf):
        return found
    title = _as_typed(typed_words(leaf), zone_place("title"), slop=_slop(leaf))
    return any_of((found, boosted(title, TITLE_BOOST, context)))


def _is_plain(leaf: Word | Phrase) -> bool:
    """Tell whether a leaf has neither wildcards nor wrong letters."""
    return isinstance(leaf, Phrase) or not (leaf.fuzzy or _WILD.search(leaf.text))


def _slop(leaf: Word | Phrase) -> int:
    return leaf.slop if isinstance(leaf, Phrase) else 0


class Typed(NamedTuple):
    """A word that was typed: folded, and as it was written (which names are keyed by)."""

    text: str
    written: str


def typed_words(leaf: Word | Phrase) -> tuple[Typed, ...]:
    """Cut what was typed into words."""
    parts = leaf.words if isinstance(leaf, Phrase) else (leaf.text,)
    return tuple(word for part in parts for word in _typed(part))


def _typed(plain: str) -> list[Typed]:
    return [Typed(token.text, plain[token.start : token.end]) for token in cut(plain)]


def folded(words: Iterable[Typed]) -> tuple[str, ...]:
    """Give words as they are looked up."""
    return tuple(word.text for word in words)


def at_place(leaf: Word | Phrase, place: Place, context: Context) -> Plan:
    """Plan a word or phrase at one place: as typed, by stem, as a name, by other names."""
    if isinstance(leaf, Word) and _WILD.search(leaf.text):
        return _pattern(leaf.text, place)
    words = typed_words(leaf)
    if not words:
        return Nothing()
    if isinstance(leaf, Word) and leaf.fuzzy and len(words) == 1:
        return Fuzzy(place.words, place.token(words[0].text), min(leaf.fuzzy, 2))
    forms = [(words, _slop(leaf))]
    if isinstance(leaf, Word) and len(words) > 1:
        forms += [((Typed(join.text, leaf.text),), 0) for join in joined(leaf.text)]
    if leaf.exact:
        return any_of(_as_typed(form, place, slop=slop) for form, slop in forms)
    plans = [_any_form(form, place, context, slop=slop) for form, slop in forms]
    return any_of((*plans, other_names(folded(words), place, context)))


def other_names(words: tuple[str, ...], place: Place, context: Context) -> Plan:
    """Plan the other names of whoever is called so."""
    found = any_of(
        _any_form(tuple(_typed(" ".join(form))), place, context, slop=OTHER_NAME_SLOP)
        for form in context.other_names.forms(words)
    )
    return boosted(found, OTHER_NAME_BOOST, context)


def _any_form(words: tuple[Typed, ...], place: Place, context: Context, *, slop: int) -> Plan:
    stems = [
        _sequence(place.stems, [place.token(token) for token in tokens], slop=slop)
        for tokens in _stem_tokens(folded(words), context.languages)
    ]
    typed = _as_typed(words, place, slop=slop)
    if context.is_scored:
        stems.append(boosted(typed, EXACT_BOOST, context))
    return any_of((*stems, _by_name(words, place, context, slop=slop)))


def _stem_tokens(words: tuple[str, ...], present: frozenset[str]) -> list[list[str]]:
    """Give the words' tokens in texts of each language that one of them may be of, and of others.

    In a text of one language, words of another script ("1939" too) have no stem.
    """
    known = present - {fields.UNKNOWN}
    languages = [frozenset(languages_for(word, known)) for word in words]
    rows = [
        [
            fields.stem_token(language, stem(word, language)) if language in own else unstemmed
            for word, own, unstemmed in zip(
                words, languages, map(fields.unstemmed, words), strict=True
            )
        ]
        for language in sorted(frozenset().union(*languages))
    ]
    return [*rows, [*map(fields.unstemmed, words)]]


def _as_typed(words: tuple[Typed, ...], place: Place, *, slop: int) -> Plan:
    return _sequence(place.words, [place.token(word.text) for word in words], slop=slop)


def _by_name(words: tuple[Typed, ...], place: Place, context: Context, *, slop: int) -> Plan:
    keys = [query_keys(word.written) for word in words]
    ways = islice(product(*keys), _MOST_WAYS)  # none at all where a word has no key
    plans = (_sequence(place.names, [*map(place.token, way)], slop=slop) for way in ways)
    return boosted(any_of(plans), NAME_BOOST, context)


def _sequence(field: str, tokens: list[str], *, slop: int) -> Plan:
    if len(tokens) == 1:
        return Term(field, tokens[0])
    return Sequence(field, tuple(tokens), slop) if tokens else Nothing()


def _pattern(text: str, place: Place) -> Plan:
    folded = "".join(
        part if part in ("*", "?") else "".join(token.text for token in cut(part))
        for part in _WILD.split(text)
    )
    if not folded.strip("*?"):
        return Nothing()
    return Pattern(place.words, place.token(folded))
