"""What every engine must do; the tests of an engine inherit it and give a fixture `engine`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from muniment.search import fields, plan
from muniment.search.base import Engine, Entry, IndexBusy, Order
from muniment.search.records import Facet

TITLE, DAY = fields.TITLE_ORDER, fields.FIRST_DAY
AUTHOR = fields.FACETS[Facet.AUTHOR]
W = fields.WORDS
ALL = plan.Everything()
MUCH = 100


def entry(owner: str, *runs: str, kind: str = "document", stored: str = "", **more: Any) -> Entry:
    """Make an entry; `author`, `see`, `title`, `day` where they matter."""
    tags = {AUTHOR: more.get("author", ()), fields.SEE: more.get("see", ("open",))}
    return Entry(
        kind=kind,
        owner=owner,
        texts={W: runs} | more.get("texts", {}),
        tags=tags | more.get("tags", {}),
        numbers={DAY: more["day"]} if "day" in more else {},
        order={TITLE: more["title"]} if "title" in more else {},
        stored=stored.encode(),
    )


def put(engine: Engine, *entries: Entry) -> None:
    """Replace owners' entries and commit."""
    by_owner: dict[str, list[Entry]] = {}
    for one in entries:
        by_owner.setdefault(one.owner, []).append(one)
    writer = engine.writer()
    for owner, some in by_owner.items():
        writer.replace(owner, some)
    writer.commit()
    writer.close()


def found(engine: Engine, what: plan.Plan, *, kind: str = "document", **more: Any) -> list[str]:
    hits = engine.reader().search(what, kind=kind, limit=MUCH, **more)
    assert hits.total == engine.reader().count(what, kind=kind)
    return [hit.owner for hit in hits.hits]


def owners(engine: Engine, what: plan.Plan, *, kind: str = "document") -> set[str]:
    return set(found(engine, what, kind=kind))


def batch(*entries: Entry) -> Iterable[tuple[str, Iterable[Entry]]]:
    return [(one.owner, [one]) for one in entries]


class EngineContract:
    """The tests that an engine inherits."""

    def test_a_token_is_found_in_its_field_alone(self, engine: Engine) -> None:
        put(engine, entry("a", "war peace"), entry("b", "peace", texts={fields.STEMS: ("war",)}))
        assert owners(engine, plan.Term(W, "war")) == {"a"}
        assert owners(engine, plan.Term(fields.STEMS, "war")) == {"b"}

    def test_tokens_are_taken_as_they_are(self, engine: Engine) -> None:
        put(engine, entry("a", "title|en:negoti ёж-и O'N"))
        assert owners(engine, plan.Term(W, "title|en:negoti")) == {"a"}
        assert owners(engine, plan.Term(W, "ёж-и")) == {"a"}
        assert owners(engine, plan.Term(W, "o'n")) == set()

    def test_tags_are_whole(self, engine: Engine) -> None:
        put(engine, entry("a", "x", author=("ivan maisky", "Other")))
        assert owners(engine, plan.TermSet(AUTHOR, ("ivan maisky",))) == {"a"}
        assert owners(engine, plan.TermSet(AUTHOR, ("maisky",))) == set()

    def test_kinds_are_kept_apart(self, engine: Engine) -> None:
        put(engine, entry("a", "war"), entry("a", "war", kind="page", stored="1"))
        assert found(engine, plan.Term(W, "war")) == ["a"]
        assert found(engine, plan.Term(W, "war"), kind="page") == ["a"]
        assert found(engine, plan.Term(W, "war"), kind="suggestion") == []

    def test_what_is_stored_comes_back(self, engine: Engine) -> None:
        put(engine, entry("a", "war", stored="мир\0"), entry("b", "peace"))
        (hit,) = engine.reader().search(plan.Term(W, "war"), kind="document", limit=1).hits
        assert hit.stored.decode() == "мир\0"
        (hit,) = engine.reader().search(plan.Term(W, "peace"), kind="document", limit=1).hits
        assert hit.stored == b""

    def test_a_set_finds_any_of_few_or_many_and_gives_no_score(self, engine: Engine) -> None:
        put(engine, *(entry(f"d{n}", f"w{n}") for n in range(30)))
        few = plan.TermSet(W, ("w1", "w2", "none"))
        many = plan.TermSet(W, tuple(f"w{n}" for n in range(20)))
        assert owners(engine, few) == {"d1", "d2"}
        assert len(owners(engine, many)) == 20
        assert owners(engine, plan.TermSet(W, ())) == set()
        for what in (few, many):
            hits = engine.reader().search(what, kind="document", limit=MUCH).hits
            assert {hit.score for hit in hits} == {0.0}

    def test_a_sequence_stands_together_and_does_not_cross_runs(self, engine: Engine) -> None:
        put(engine, entry("a", "war and peace", "in europe"), entry("b", "peace war"))
        assert owners(engine, plan.Sequence(W, ("war", "and", "peace"))) == {"a"}
        assert owners(engine, plan.Sequence(W, ("peace", "war"))) == {"b"}
        assert owners(engine, plan.Sequence(W, ("peace", "in"))) == set()
        assert owners(engine, plan.Sequence(W, ("war", "peace"))) == set()
        assert owners(engine, plan.Sequence(W, ("war", "peace"), slop=1)) == {"a"}
        assert owners(engine, plan.Sequence(W, ("europe",))) == {"a"}
        assert owners(engine, plan.Sequence(W, ())) == set()

    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("negot*", {"negotiate", "negotiation"}),
            ("*tion", {"negotiation"}),
            ("n*n", {"negotiation"}),
            ("мол?тов", {"молотов"}),
            ("?отов", set()),
            ("a.c", {"a.c"}),
            ("a+(b", {"a+(b"}),
            ("[x]|*", {"[x]|y"}),
            ("negotiate", {"negotiate"}),
            ("*", set()),
            ("?*", set()),
            ("", set()),
            ("*a" * 50, set()),
        ],
    )
    def test_a_pattern_is_whole_tokens_with_jokers_and_nothing_else(
        self, engine: Engine, pattern: str, expected: set[str]
    ) -> None:
        words = ["negotiate", "negotiation", "молотов", "abc", "a.c", "a+(b", "[x]|y"]
        put(engine, *(entry(word, word) for word in words))
        assert owners(engine, plan.Pattern(W, pattern)) == expected

    def test_a_fuzzy_token_allows_for_as_many_edits_as_it_says(self, engine: Engine) -> None:
        put(engine, *(entry(word, word) for word in ("litvinov", "litvinof", "litwinof", "война")))
        assert owners(engine, plan.Fuzzy(W, "litvinov", 1)) == {"litvinov", "litvinof"}
        assert owners(engine, plan.Fuzzy(W, "litvinov", 2)) == {"litvinov", "litvinof", "litwinof"}
        assert owners(engine, plan.Fuzzy(W, "вайна", 1)) == {"война"}

    def test_a_span_has_both_its_ends_and_may_be_open(self, engine: Engine) -> None:
        days = {"old": date(1, 1, 1).toordinal(), "war": 700_000, "new": date.max.toordinal()}
        put(engine, *(entry(name, "x", day=day) for name, day in days.items()), entry("none", "x"))
        assert owners(engine, plan.Span(DAY, 700_000, 700_000)) == {"war"}
        assert owners(engine, plan.Span(DAY, None, 700_000)) == {"old", "war"}
        assert owners(engine, plan.Span(DAY, 700_000, None)) == {"war", "new"}
        assert owners(engine, plan.Span(DAY, None, None)) == {"old", "war", "new"}
        assert owners(engine, plan.Span(DAY, 700_001, 700_000)) == set()

    def test_plans_are_joined(self, engine: Engine) -> None:
        put(engine, entry("a", "war"), entry("b", "peace"), entry("c", "war peace"))
        war, peace = plan.Term(W, "war"), plan.Term(W, "peace")
        assert owners(engine, plan.All((war, peace))) == {"c"}
        assert owners(engine, plan.AnyOf((war, peace))) == {"a", "b", "c"}
        assert owners(engine, plan.Best((war, peace))) == {"a", "b", "c"}
        assert owners(engine, plan.Without(war, peace)) == {"a"}
        assert owners(engine, plan.Without(ALL, war)) == {"b"}
        assert owners(engine, plan.Without(ALL, plan.Nothing())) == {"a", "b", "c"}
        assert owners(engine, plan.Boosted(war, 2.0)) == {"a", "c"}
        assert owners(engine, plan.Nothing()) == set()
        for nothing in (plan.All(()), plan.AnyOf(()), plan.Best(())):
            assert owners(engine, nothing) == set()

    def test_scores_follow_boosts(self, engine: Engine) -> None:
        put(engine, entry("a", "war x"), entry("b", "peace x"), entry("c", "war peace"))
        war, peace = plan.Term(W, "war"), plan.Term(W, "peace")
        for one, other, first in ((5.0, 1.0, "a"), (1.0, 5.0, "b")):
            parts = (plan.Boosted(war, one), plan.Boosted(peace, other))
            order = found(engine, plan.AnyOf(parts))
            assert order[0] == "c"
            assert order[1] == first

    def test_entries_without_the_field_come_last_in_either_direction(self, engine: Engine) -> None:
        put(engine, entry("none", "x"), entry("b", "x", title="b", day=2))
        put(engine, entry("a", "x", title="a", day=1))
        for field in (TITLE, DAY):
            assert found(engine, ALL, order=Order(field)) == ["a", "b", "none"]
            assert found(engine, ALL, order=Order(field, descending=True)) == ["b", "a", "none"]

    def test_windows_go_through_all_hits_once(self, engine: Engine) -> None:
        put(engine, *(entry(f"d{n}", "war", title="same") for n in range(25)))
        for order in (Order(), Order(TITLE)):
            seen: list[str] = []
            for start in range(0, 30, 10):
                hits = engine.reader().search(
                    ALL, kind="document", limit=10, offset=start, order=order
                )
                assert hits.total == 25
                seen += [hit.owner for hit in hits.hits]
            assert len(seen) == len(set(seen)) == 25
        assert engine.reader().search(ALL, kind="document", limit=0).total == 25

    def test_facets_count_documents_most_frequent_first_then_by_value(self, engine: Engine) -> None:
        put(
            engine,
            *(entry(f"m{n}", "war", author=("maisky",)) for n in range(3)),
            entry("b", "war", author=("b", "a")),
            entry("c", "peace", author=("c",)),
            entry("c", "war", kind="page", author=("c",)),
        )
        reader, war = engine.reader(), plan.Term(W, "war")
        counts = reader.facets(war, sizes={AUTHOR: 10, fields.FACETS[Facet.PLACE]: 10})
        assert counts[AUTHOR] == (("maisky", 3), ("a", 1), ("b", 1))
        assert counts[fields.FACETS[Facet.PLACE]] == ()
        assert reader.facets(war, sizes={AUTHOR: 2})[AUTHOR] == (("maisky", 3), ("a", 1))

    def test_of_many_equally_frequent_values_the_first_are_given(self, engine: Engine) -> None:
        put(engine, *(entry(f"d{n}", "war", author=(f"p{n:03}",)) for n in reversed(range(200))))
        counts = engine.reader().facets(ALL, sizes={AUTHOR: 3})
        assert counts[AUTHOR] == (("p000", 1), ("p001", 1), ("p002", 1))

    def test_tokens_are_listed_by_their_beginning(self, engine: Engine) -> None:
        put(engine, entry("a", "maisky majority war"), entry("b", "maisky"))
        terms = engine.reader().terms(W, "ma", limit=10)
        assert sorted(terms) == [("maisky", 2), ("majority", 1)]
        assert len(engine.reader().terms(W, "", limit=2)) == 2
        assert engine.reader().terms(W, "zz", limit=2) == ()

    def test_languages_are_those_of_the_entries(self, engine: Engine) -> None:
        put(engine, entry("a", "x", tags={fields.LANGUAGES: ("ru", "en")}), entry("b", "y"))
        assert engine.reader().languages() == {"ru", "en"}

    def test_replacing_leaves_nothing_of_what_was(self, engine: Engine) -> None:
        put(engine, entry("a", "war"), entry("a", "war", kind="page"), entry("ab", "war"))
        put(engine, entry("a", "peace"))
        assert owners(engine, plan.Term(W, "war")) == {"ab"}
        assert owners(engine, plan.Term(W, "war"), kind="page") == set()
        writer = engine.writer()
        writer.replace("a", ())
        writer.commit()
        writer.close()
        assert owners(engine, ALL) == {"ab"}

    def test_the_last_replacement_in_a_commit_counts(self, engine: Engine) -> None:
        writer = engine.writer()
        writer.replace("a", [entry("a", "war")])
        writer.replace("a", [entry("a", "peace")])
        writer.commit()
        writer.close()
        assert owners(engine, plan.Term(W, "war")) == set()
        assert owners(engine, plan.Term(W, "peace")) == {"a"}

    def test_what_is_not_committed_is_not_seen_and_lost(self, engine: Engine) -> None:
        put(engine, entry("a", "war"))
        writer = engine.writer()
        writer.replace("a", [entry("a", "peace")])
        assert owners(engine, plan.Term(W, "war")) == {"a"}
        writer.close()
        put(engine, entry("b", "x"))
        assert owners(engine, ALL) == {"a", "b"}
        assert owners(engine, plan.Term(W, "peace")) == set()

    def test_a_reader_keeps_its_commit(self, engine: Engine) -> None:
        put(engine, entry("a", "war"))
        reader = engine.reader()
        put(engine, entry("b", "war"))
        assert reader.count(ALL, kind="document") == 1
        assert engine.reader().count(ALL, kind="document") == 2
        engine.rebuild([batch(entry("c", "war"))])
        assert reader.count(plan.Term(W, "war"), kind="document") == 1

    def test_a_second_writer_waits_and_then_says_so(self, engine: Engine) -> None:
        writer = engine.writer()
        with pytest.raises(IndexBusy):
            engine.writer(wait_seconds=0.1)
        writer.close()
        writer.close()
        engine.writer(wait_seconds=0.1).close()

    def test_where_nothing_was_built_all_is_empty(self, engine: Engine) -> None:
        reader = engine.reader()
        assert engine.needs_rebuild()
        assert reader.search(ALL, kind="document", limit=10).total == 0
        assert reader.count(ALL, kind="document") == 0
        assert reader.facets(ALL, sizes={AUTHOR: 5}) == {AUTHOR: ()}
        assert reader.terms(W, "", limit=5) == ()
        assert reader.languages() == frozenset()

    def test_what_was_written_without_an_index_needs_a_rebuild_still(self, engine: Engine) -> None:
        put(engine, entry("a", "war"))
        assert engine.needs_rebuild()
        assert owners(engine, ALL) == {"a"}

    def test_a_rebuilt_index_has_what_it_was_given_and_takes_changes(self, engine: Engine) -> None:
        put(engine, entry("old", "war"))
        engine.rebuild([batch(entry("a", "war"), entry("b", "peace")), [], batch(entry("c", "x"))])
        assert not engine.needs_rebuild()
        assert owners(engine, ALL) == {"a", "b", "c"}
        put(engine, entry("a", "peace"))
        assert owners(engine, plan.Term(W, "peace")) == {"a", "b"}
        assert not engine.needs_rebuild()

    def test_the_old_index_is_read_until_the_new_one_is_whole(self, engine: Engine) -> None:
        engine.rebuild([batch(entry("old", "war"))])

        def batches() -> Iterable[Iterable[tuple[str, Iterable[Entry]]]]:
            yield batch(entry("new", "war"))
            assert owners(engine, ALL) == {"old"}
            with pytest.raises(IndexBusy):
                engine.writer(wait_seconds=0)

        engine.rebuild(batches())
        assert owners(engine, ALL) == {"new"}

    def test_a_rebuild_that_fails_leaves_the_old_index(self, engine: Engine) -> None:
        engine.rebuild([batch(entry("old", "war"))])

        def batches() -> Iterable[Iterable[tuple[str, Iterable[Entry]]]]:
            yield batch(entry("new", "war"))
            raise OSError("the database went away")

        with pytest.raises(OSError, match="went away"):
            engine.rebuild(batches())
        assert owners(engine, ALL) == {"old"}
        assert not engine.needs_rebuild()
        put(engine, entry("b", "x"))
        assert owners(engine, ALL) == {"old", "b"}
