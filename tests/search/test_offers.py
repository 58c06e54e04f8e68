"""Places and phrases are counted over documents, and told to those alone who may know of them."""

from __future__ import annotations

from pathlib import Path

from muniment.search.base import Engine
from muniment.search.entries import suggestion_entries
from muniment.search.offers import PHRASE, PLACE, Offer, offer_tokens
from muniment.search.records import SuggestionRecord
from muniment.search.suggest import suggest
from muniment.search.tantivy import TantivyEngine
from tests.search.archive import OPEN

CLOSED = frozenset({"g1"})
TREATY = Offer(PHRASE, "Treaty of Rapallo", "en")


def record(key: str, *offers: Offer, see: frozenset[str] = OPEN) -> SuggestionRecord:
    tokens = tuple(offer_tokens(offers, tokens=see))
    return SuggestionRecord(f"document:{key}", "document", key, (key,), see, offers=tokens)


def engine_of(path: Path, *records: SuggestionRecord) -> Engine:
    engine = TantivyEngine(path)
    put(engine, *records)
    return engine


def put(engine: Engine, *records: SuggestionRecord) -> None:
    writer = engine.writer()
    for own in records:
        writer.replace(own.key, suggestion_entries([own]))
    writer.commit()
    writer.close()


def offered(engine: Engine, typed: str, tokens: frozenset[str] = OPEN) -> list[str]:
    return [found.label for found in suggest(engine, typed, tokens=tokens)]


def test_a_phrase_is_offered_when_three_documents_have_it(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, record("a", TREATY), record("b", TREATY))
    assert offered(engine, "treaty of rap") == []
    put(engine, record("c", TREATY))
    assert offered(engine, "treaty of rap") == ["Treaty of Rapallo"]
    assert offered(engine, "Treaty") == ["Treaty of Rapallo"]


def test_a_phrase_of_closed_documents_is_offered_to_nobody_else(tmp_path: Path) -> None:
    closed = [record(key, TREATY, see=CLOSED) for key in "cdef"]
    engine = engine_of(tmp_path, record("a", TREATY), record("b", TREATY), *closed)
    assert offered(engine, "treaty") == []
    assert offered(engine, "treaty", OPEN | CLOSED) == ["Treaty of Rapallo"]


def test_a_document_that_is_closed_counts_no_more(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, *(record(key, TREATY) for key in "abc"))
    put(engine, record("c", TREATY, see=CLOSED))
    assert offered(engine, "treaty") == []


def test_closed_texts_change_nothing_that_is_offered_to_others(tmp_path: Path) -> None:
    common = [record(key, TREATY, Offer(PLACE, "Trieste")) for key in "abc"]
    others = [Offer(PHRASE, f"treaty number {n}", "en") for n in range(100)]
    secret = [record(key, *others, see=CLOSED) for key in "defg"]
    empty = [record(key, see=CLOSED) for key in "defg"]
    first = engine_of(tmp_path / "first", *common, *secret)
    second = engine_of(tmp_path / "second", *common, *empty)
    for typed in ("tre", "treaty", "treaty n", "treaty number 7", "tri"):
        for tokens in (OPEN, OPEN | {"g2"}):
            assert suggest(first, typed, tokens=tokens) == suggest(second, typed, tokens=tokens)


def test_forms_of_a_phrase_are_one_in_its_most_frequent_form(tmp_path: Path) -> None:
    forms = ["Лига Наций", "Лиги Наций", "Лиги Наций", "Лиге Наций"]
    records = [record(f"x{n}", Offer(PHRASE, form, "ru")) for n, form in enumerate(forms)]
    assert offered(engine_of(tmp_path, *records), "лиг") == ["Лиги Наций"]


def test_the_phrase_of_most_documents_comes_first(tmp_path: Path) -> None:
    peace = Offer(PHRASE, "peace treaty", "en")
    proposals = Offer(PHRASE, "peace proposals", "en")
    records = [record(key, peace) for key in "abcd"] + [record(key, proposals) for key in "efg"]
    assert offered(engine_of(tmp_path, *records), "pea") == ["peace treaty", "peace proposals"]


def test_a_place_is_offered_from_any_of_its_words_on(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, record("a", Offer(PLACE, "Hôtel Métropole, Moscow")))
    assert offered(engine, "mosc") == ["Hôtel Métropole, Moscow"]
    assert offered(engine, "metropole mo") == ["Hôtel Métropole, Moscow"]
    assert offered(engine, "owl") == []


def test_what_is_a_title_is_not_offered_again_as_a_phrase(tmp_path: Path) -> None:
    title = SuggestionRecord(
        "volume:v", "volume", "Treaty of Rapallo", ("Treaty of Rapallo",), OPEN
    )
    engine = engine_of(tmp_path, title, *(record(key, TREATY) for key in "abc"))
    assert [s.kind for s in suggest(engine, "treaty", tokens=OPEN)] == ["volume"]


def test_titles_leave_room_for_phrases_and_phrases_for_titles(tmp_path: Path) -> None:
    titles = [
        SuggestionRecord(f"document:t{n}", "document", f"War {n}", (f"War {n}",), OPEN)
        for n in range(20)
    ]
    phrases = [Offer(PHRASE, f"war {word}", "en") for word in ("aims", "debts", "loans", "risk")]
    engine = engine_of(tmp_path, *titles, *(record(key, *phrases) for key in "abc"))
    kinds = [s.kind for s in suggest(engine, "war", tokens=OPEN)]
    assert kinds == ["document"] * 4 + ["phrase"] * 4
