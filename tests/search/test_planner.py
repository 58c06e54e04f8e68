"""What a query's tree becomes over the fields of the index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from muniment.search import plan
from muniment.search.plan import Plan
from muniment.search.planner import plan_documents, plan_pages
from muniment.search.query.tree import (
    Among,
    And,
    Dated,
    Everything,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)
from muniment.search.records import Facet
from muniment.search.words.other_names import NameBook

OPEN = frozenset({"open"})
LANGUAGES = frozenset({"en", "ru"})


def _parts(found: Plan) -> Iterator[Plan]:
    """Give a plan and everything in it."""
    yield found
    match found:
        case plan.All(parts) | plan.AnyOf(parts) | plan.Best(parts):
            for part in parts:
                yield from _parts(part)
        case plan.Without(part, excluded):
            yield from _parts(part)
            yield from _parts(excluded)
        case plan.Boosted(part, _):
            yield from _parts(part)


def _plan(query: Node, tokens: frozenset[str] = OPEN, **others: object) -> list[Plan]:
    names = NameBook([("Гитлер", "Hitler")])
    found = plan_documents(
        query,
        tokens=tokens,
        languages=LANGUAGES,
        other_names=names,
        **others,  # type: ignore[arg-type]
    )
    return list(_parts(found))


def _fields(parts: list[Plan]) -> set[str]:
    return {part.field for part in parts if isinstance(part, plan.Term | plan.Sequence)}


def test_a_word_is_looked_for_by_its_stem_in_the_languages_of_its_script() -> None:
    parts = _plan(Word("negotiations"))
    assert plan.Term("stems", "en:negoti") in parts
    assert not [p for p in parts if isinstance(p, plan.Term) and p.token.startswith("ru:")]


def test_everything_is_for_those_who_may_see_it() -> None:
    assert plan.TermSet("see", ("g1", "open")) in _plan(Everything(), frozenset({"open", "g1"}))
    found = plan_documents(Not(Word("war")), tokens=OPEN, languages=LANGUAGES)
    assert isinstance(found, plan.All)
    assert plan.TermSet("see", ("open",)) in found.parts


def test_closed_fields_are_not_asked_without_tokens_for_them() -> None:
    assert not [name for name in _fields(_plan(Word("war"))) if name.startswith("closed_")]
    assert "closed_stems" in _fields(_plan(Word("war"), frozenset({"open", "g1"})))


def test_a_name_is_looked_for_in_both_scripts() -> None:
    key = {p.token for p in _plan(Word("Litvinov")) if isinstance(p, plan.Term)}
    other = {p.token for p in _plan(Word("Литвинову")) if isinstance(p, plan.Term)}
    assert {token for token in key & other if ":" not in token}


def test_the_register_adds_names_that_no_rule_can() -> None:
    assert plan.Term("stems", "ru:гитлер") in _plan(Word("Hitler"))
    assert plan.Term("stems", "ru:гитлер") not in _plan(Word("Hitler", exact=True))


def test_an_exact_word_is_looked_for_as_written_alone() -> None:
    assert _fields(_plan(Word("talks", exact=True))) == {"words", "zone_words"}


def test_a_phrase_is_a_sequence_of_stems() -> None:
    parts = _plan(Phrase(("collective", "security"), slop=2))
    assert plan.Sequence("stems", ("en:collect", "en:secur"), 2) in parts


def test_a_hyphenated_word_is_its_parts_or_the_whole() -> None:
    parts = _plan(Word("Hore-Belisha", exact=True))
    assert plan.Sequence("words", ("hore", "belisha"), 0) in parts
    assert plan.Term("words", "horebelisha") in parts


def test_wildcards_and_wrong_letters_are_for_words_as_written() -> None:
    assert plan.Pattern("words", "мол*") in _plan(Word("Мол*"))
    assert plan.Fuzzy("words", "munich", 1) in _plan(Word("Munich", fuzzy=1))


def test_a_field_is_a_zone() -> None:
    parts = _plan(Word("Maisky", field="to"))
    assert plan.Term("zone_stems", "recipient|en:maiski") in parts
    assert "stems" not in _fields(parts)


def test_the_authors_own_words_are_all_of_a_text_without_other_voices() -> None:
    parts = _plan(Word("war", field="own"))
    assert plan.Term("zone_stems", "own|en:war") in parts
    assert plan.Term("only_author", "yes") in parts


def test_a_language_is_found_with_its_variants() -> None:
    parts = _plan(Among("language", ("ru",)))
    assert plan.TermSet("facet_language", ("ru",)) in parts
    assert plan.Pattern("facet_language", "ru-*") in parts


def test_in_names_a_volume_a_unit_or_a_collection() -> None:
    parts = _plan(Among("in", ("f-017",)))
    named = {p.field for p in parts if isinstance(p, plan.TermSet)}
    assert {"facet_volume", "facet_unit", "facet_collection"} <= named
    assert plan.Pattern("facet_unit", "*/f-017") in parts


def test_a_date_is_touched_by_what_began_before_its_end_and_ended_after_its_start() -> None:
    first, last = date(1939, 3, 1), date(1939, 9, 30)
    parts = _plan(Dated(first, last))
    assert plan.Span("first_day", None, last.toordinal()) in parts
    assert plan.Span("last_day", first.toordinal(), None) in parts


def test_what_is_not_wanted_is_taken_from_the_rest() -> None:
    without = [p for p in _plan(And((Word("war"), Not(Word("peace"))))) if _is_without(p)]
    assert len(without) == 1
    alone = [p for p in _plan(Not(Word("war"))) if isinstance(p, plan.Without)]
    assert alone[0].part == plan.Everything()


def _is_without(found: Plan) -> bool:
    return isinstance(found, plan.Without)


def test_chosen_values_of_facets_narrow_the_results() -> None:
    parts = _plan(Everything(), chosen={Facet.YEAR: ("1938", "1939")})
    assert plan.TermSet("facet_year", ("1938", "1939")) in parts


def test_signs_that_are_no_words_are_left_out() -> None:
    assert _plan(Word("—")) == [plan.Nothing()]
    assert _plan(And((Word("—"), Word("war")))) == _plan(Word("war"))


def test_a_plan_for_counting_has_no_scores() -> None:
    parts = _plan(And((Word("Maisky"), Or((Word("war"), Word("peace"))))), is_scored=False)
    assert not [part for part in parts if isinstance(part, plan.Boosted)]


def test_pages_are_those_the_viewer_may_read_with_any_of_the_words() -> None:
    query = And((Word("war"), Word("peace"), Not(Word("truce")), Word("Maisky", field="title")))
    found = plan_pages(query, tokens=OPEN, languages=LANGUAGES)
    tokens = {p.token for p in _parts(found) if isinstance(p, plan.Term)}
    assert {"en:war", "en:peac"} <= tokens
    assert not tokens & {"en:truce", "en:truc", "en:maiski"}
    assert isinstance(found, plan.All)
    assert plan.TermSet("read", ("open",)) in found.parts


def test_a_query_without_words_of_texts_asks_for_no_page() -> None:
    assert plan_pages(Among("type", ("letter",)), tokens=OPEN, languages=LANGUAGES) == (
        plan.Nothing()
    )
