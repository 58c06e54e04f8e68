"""Searching a small archive with the embedded engine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from muniment.search.base import Engine
from muniment.search.entries import entries_of, suggestion_entries
from muniment.search.query.parser import parse
from muniment.search.records import (
    NO_TEXT,
    DocumentRecord,
    Facet,
    PageStart,
    Passage,
    SuggestionRecord,
    Zone,
    ZoneText,
)
from muniment.search.results import Months, SearchRequest, SearchResult, Sorting
from muniment.search.search import neighbours, search
from muniment.search.suggest import suggest
from muniment.search.tantivy import TantivyEngine
from muniment.search.words.other_names import NameBook
from tests.search.archive import OPEN, document, text

HOLDER = OPEN | {"g1"}


def _engine(path: Path, records: Iterable[DocumentRecord]) -> Engine:
    engine = TantivyEngine(path)
    writer = engine.writer()
    for record in records:
        writer.replace(record.identifier, entries_of(record))
    writer.commit()
    writer.close()
    return engine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An archive of five documents, one of them closed."""
    pages = (PageStart("1", "p. 1", 0, 0), PageStart("2", "p. 2", 0, 61))
    letter = "Litvinov received the ambassador and spoke about collective security in Europe."
    volume = {Facet.VOLUME: ("v1",), Facet.AUTHOR: ("maisky",)}
    return _engine(
        tmp_path_factory.mktemp("search"),
        [
            document("letter", text(letter, pages=pages), title="A letter", day=date(1938, 5, 1)),
            document(
                "diary",
                text("Вчера я был у Литвинова. Говорили о войне.", language="ru"),
                text(
                    "Yesterday I was with Litvinov. We spoke of war.",
                    kind="TRANSLATION",
                ),
                title="Diary of a day",
                day=date(1939, 3, 2),
                facets=volume,
            ),
            document(
                "note",
                text("Война началась.", language="ru"),
                title="War begins",
                day=date(1939, 9, 1),
                facets=volume,
            ),
            document(
                "closed",
                text("Litvinov told me a secret about the war."),
                title="Closed paper",
                day=date(1941, 6, 22),
                read=frozenset({"g1"}),
                facets={Facet.VOLUME: ("v2",)},
            ),
            document(
                "hidden",
                text("The war nobody knows of."),
                title="Hidden paper",
                day=date(1950, 1, 1),
                see=frozenset({"g1"}),
                read=frozenset({"g1"}),
            ),
        ],
    )


def _search(
    engine: Engine, typed: str, tokens: frozenset[str] = OPEN, **others: Any
) -> SearchResult:
    return search(engine, SearchRequest(parse(typed).tree, tokens, **others))


def _found(engine: Engine, typed: str, tokens: frozenset[str] = OPEN, **others: Any) -> set[str]:
    return {hit.identifier for hit in _search(engine, typed, tokens, **others).hits}


def _plain(result: SearchResult) -> str:
    return " ".join(
        piece.plain
        for hit in result.hits
        for page in hit.pages
        for snippet in page.snippets
        for piece in snippet.pieces
    )


def test_a_name_is_found_in_both_scripts_and_every_case(engine: Engine) -> None:
    for typed in ("Litvinov", "Литвинов", "Литвинову", "Litvinoff", "litvinov"):
        assert _found(engine, typed) == {"letter", "diary"}, typed


def test_own_script_stands_above_the_other_and_titles_above_texts(tmp_path: Path) -> None:
    records = [
        document("latin", text("Litvinov came on that day.")),
        document("cyrillic", text("Литвинов пришёл в тот день.", language="ru")),
        document("title", text("He came on that day."), title="Litvinov in London"),
    ]
    engine = _engine(tmp_path, records)
    ranked = [hit.identifier for hit in _search(engine, "Litvinov").hits]
    assert ranked == ["title", "latin", "cyrillic"]
    assert _search(engine, "Литвинов").hits[0].identifier == "cyrillic"


def test_the_form_in_the_other_script_is_told(engine: Engine) -> None:
    assert _search(engine, "Litvinov").also_searched == ("Литвинова",)
    assert _search(engine, "security").also_searched == ()


def test_the_register_finds_other_names(tmp_path: Path) -> None:
    engine = _engine(tmp_path, [document("d1", text("Пришёл Ляховецкий.", language="ru"))])
    names = NameBook([("Maisky", "Ляховецкий")])
    request = SearchRequest(parse("Maisky").tree, OPEN)
    assert search(engine, request).total == 0
    result = search(engine, request, other_names=names)
    assert result.total == 1
    assert result.also_searched == ("Ляховецкий",)


def test_words_are_found_by_their_stems_and_only_as_written_when_asked(engine: Engine) -> None:
    assert _found(engine, "войны") == {"diary", "note"}
    assert _found(engine, "exact:война") == {"note"}


def test_numbers_and_words_of_another_script_are_found_and_counted(tmp_path: Path) -> None:
    plain = "В ноябре 1938 года вышла «Times» из Лондона."
    engine = _engine(tmp_path, [document("d", text(plain, language="ru"), day=date(1938, 11, 1))])
    for typed in ("1938", "times", '"ноябре 1938"', '"вышла Times"'):
        result = _search(engine, typed)
        assert (result.total, result.years) == (1, ((1938, 1),)), typed
        assert result.hits[0].pages, typed


def test_a_phrase_is_found_across_a_page_break(engine: Engine) -> None:
    result = _search(engine, '"collective security"')
    assert [hit.identifier for hit in result.hits] == ["letter"]
    (page,) = result.hits[0].pages
    assert page.key == "1"
    assert [p.plain for p in page.snippets[0].pieces if p.is_hit] == ["collective security"]


def test_original_and_translation_stand_side_by_side(engine: Engine) -> None:
    (hit,) = _search(engine, "yesterday").hits
    original, translation = hit.pages[0].snippets
    assert (original.kind, translation.kind) == ("TRANSCRIPTION", "TRANSLATION")
    assert not [piece for piece in original.pieces if piece.is_hit]
    assert [piece.plain for piece in translation.pieces if piece.is_hit] == ["Yesterday"]


def test_the_other_text_is_shown_where_it_is_aligned(tmp_path: Path) -> None:
    filler = "слова " * 100
    original = text(filler, "Здесь.", filler, language="ru")
    parts = ["Long before. " * 5, "Here it is.", "Long after. " * 90]
    translated = (Passage(p, "en", "AUTHOR", f"t{n}", 0, f"b{n}") for n, p in enumerate(parts))
    record = document("d", original, text(*translated, kind="TRANSLATION"))
    (hit,) = _search(_engine(tmp_path, [record]), "here").hits
    assert "Здесь." in hit.pages[0].snippets[0].pieces[0].plain


def test_words_of_titles_find_documents_without_a_snippet(engine: Engine) -> None:
    (hit,) = _search(engine, "title:letter").hits
    assert hit.identifier == "letter"
    assert hit.pages == ()


def test_what_is_not_wanted_is_left_out(engine: Engine) -> None:
    assert _found(engine, "NOT война") == {"letter", "closed"}
    assert _found(engine, "Litvinov NOT war") == {"letter"}


def test_facets_leave_out_their_own_choice(engine: Engine) -> None:
    result = _search(engine, "", chosen={Facet.VOLUME: ("v2",)})
    assert result.total == 1
    volumes = {v.value: (v.count, v.is_chosen) for v in result.facets[Facet.VOLUME]}
    assert volumes == {"v1": (2, False), "v2": (1, True)}
    assert {v.value for v in result.facets[Facet.YEAR]} == {"1941"}
    assert result.facets[Facet.AUTHOR] == ()


def test_chosen_values_add_up(engine: Engine) -> None:
    assert _search(engine, "", chosen={Facet.VOLUME: ("v1", "v2")}).total == 3


def test_a_range_of_years_is_counted_without_itself(engine: Engine) -> None:
    years = tuple(str(year) for year in range(1939, 2100))
    result = _search(engine, "", chosen={Facet.YEAR: years})
    assert result.total == 3
    assert dict(result.years)[1938] == 1
    assert {v.value: v.is_chosen for v in result.facets[Facet.YEAR]} == {
        "1938": False,
        "1939": True,
        "1941": True,
    }


def _dated_engine(path: Path) -> Engine:
    engine = TantivyEngine(path)
    dates = {"march": "1939-03", "april": "1939-04", "year": "1939", "old": "1905-01"}
    records = [
        document(name, text("war"), facets={Facet.YEAR: (date[:4],), Facet.MONTH: (date,)})
        for name, date in dates.items()
    ]
    engine.rebuild([[(record.identifier, entries_of(record)) for record in records]])
    return engine


def test_the_months_of_a_few_years_are_counted_but_not_of_many(tmp_path: Path) -> None:
    engine = _dated_engine(tmp_path)
    assert _search(engine, "war").months is None
    narrow = _search(engine, "war", chosen={Facet.YEAR: ("1938", "1939")}).months
    assert narrow == Months((("1939-03", 1), ("1939-04", 1)), without=1)


def test_a_month_is_counted_without_its_own_choice(tmp_path: Path) -> None:
    engine = _dated_engine(tmp_path)
    chosen = {Facet.YEAR: ("1939",), Facet.MONTH: ("1939-03",)}
    result = _search(engine, "war", chosen=chosen)
    assert [hit.identifier for hit in result.hits] == ["march"]
    assert result.months == Months((("1939-03", 1), ("1939-04", 1)), without=1)
    assert result.years == ((1905, 1), (1939, 3))


def test_a_chosen_value_is_shown_however_rare(engine: Engine) -> None:
    result = _search(engine, "", chosen={Facet.VOLUME: ("v2", "v9")}, facet_size=1)
    assert [(v.value, v.count) for v in result.facets[Facet.VOLUME]] == [
        ("v1", 2),
        ("v2", 1),
        ("v9", 0),
    ]


def test_years_are_counted_in_order(engine: Engine) -> None:
    assert _search(engine, "").years == ((1938, 1), (1939, 2), (1941, 1))


def test_results_are_sorted_and_windowed(engine: Engine) -> None:
    oldest = _search(engine, "", sorting=Sorting.OLDEST, limit=2)
    assert [hit.identifier for hit in oldest.hits] == ["letter", "diary"]
    assert oldest.total == 4
    newest = _search(engine, "", sorting=Sorting.NEWEST, limit=1)
    assert [hit.identifier for hit in newest.hits] == ["closed"]
    titles = _search(engine, "", sorting=Sorting.TITLE)
    assert [hit.identifier for hit in titles.hits] == ["letter", "closed", "diary", "note"]


def test_the_oldest_come_first_where_no_word_was_typed(engine: Engine) -> None:
    found = [hit.identifier for hit in _search(engine, "year:1938 OR year:1939").hits]
    assert found == ["letter", "diary", "note"]


def test_dates_find_what_they_touch(engine: Engine) -> None:
    assert _found(engine, "year:1939") == {"diary", "note"}
    assert _found(engine, "date:[1939-04 TO 1941]") == {"note", "closed"}


def test_a_word_of_one_voice_is_marked_in_no_other(tmp_path: Path) -> None:
    note = Passage("A war note.", "en", "NOTE")
    engine = _engine(tmp_path, [document("d", text("War, he wrote.", note))])
    for query, marked in {"note:war": ["war"], "own:war": ["War"], "war": ["War", "war"]}.items():
        (hit,) = _search(engine, query).hits
        pieces = [piece for page in hit.pages for s in page.snippets for piece in s.pieces]
        assert [piece.plain for piece in pieces if piece.is_hit] == marked


def test_a_name_in_several_words_is_marked_by_the_register_s_other_names(tmp_path: Path) -> None:
    engine = _engine(tmp_path, [document("d", text("Hitler Adolf; the Reichskanzler came."))])
    names = NameBook([(("Adolf Hitler"), ("Reichskanzler"))])
    result = search(engine, SearchRequest(parse("Adolf Hitler").tree, OPEN), other_names=names)
    pieces = [p for page in result.hits[0].pages for s in page.snippets for p in s.pieces]
    assert "Reichskanzler" in [piece.plain for piece in pieces if piece.is_hit]


def test_one_steps_through_results(engine: Engine) -> None:
    request = SearchRequest(parse("").tree, OPEN, sorting=Sorting.OLDEST)
    assert neighbours(engine, request, 0) == (None, "diary", 4, 0)
    assert neighbours(engine, request, 1) == ("letter", "note", 4, 1)
    assert neighbours(engine, request, 3) == ("note", None, 4, 3)


def test_a_document_that_has_moved_is_found_near_its_place(engine: Engine) -> None:
    request = SearchRequest(parse("").tree, OPEN, sorting=Sorting.OLDEST)
    assert neighbours(engine, request, 3, owner="diary") == ("letter", "note", 4, 1)
    assert neighbours(engine, request, 1, owner="gone") == ("letter", "note", 4, 1)


def test_words_of_a_closed_text_find_nothing_for_those_who_may_not_read(engine: Engine) -> None:
    for typed in ("secret", "told", '"told me"', "secr*", "sekret~1", "exact:secret"):
        result = _search(engine, typed)
        assert result.total == 0, typed
        assert not any(result.facets.values())
        assert result.years == ()
        assert result.not_searched.closed == 1
        assert _search(engine, typed, HOLDER).total == 1, typed


def test_a_closed_document_that_may_be_seen_is_found_by_its_title_and_counted(
    engine: Engine,
) -> None:
    result = _search(engine, "closed")
    assert (result.total, result.not_searched.closed) == (1, 1)
    assert result.hits[0].pages == ()
    assert _search(engine, "closed", HOLDER).not_searched.closed == 0


def test_it_is_said_in_how_many_documents_words_were_not_looked_for(tmp_path: Path) -> None:
    wordless = {Facet.ORIGIN: (NO_TEXT,), Facet.VOLUME: ("v",)}
    records = [
        document("d1", text("Peace at last.")),
        document("d2", facets=wordless),
        document("d3", facets={Facet.ORIGIN: (NO_TEXT,)}),
        document("d4", text("a secret"), read=frozenset({"g1"})),
        document("d5", facets=wordless, see=frozenset({"g1"}), read=frozenset({"g1"})),
    ]
    engine = _engine(tmp_path, records)
    assert _search(engine, "peace").not_searched == (1, 2)
    assert _search(engine, "quarrel").not_searched == (1, 2)
    assert _search(engine, "peace in:v").not_searched == (0, 1)
    assert _search(engine, "peace -in:v").not_searched == (1, 1)
    assert _search(engine, "peace", HOLDER).not_searched == (0, 3)
    assert _search(engine, "").not_searched == (0, 0)
    assert _search(engine, "title:peace").not_searched == (0, 0)


def test_no_word_of_a_closed_text_stands_in_a_snippet(engine: Engine) -> None:
    result = _search(engine, "paper OR closed OR war")
    assert "secret" not in _plain(result)
    assert "secret" in _plain(_search(engine, "paper OR closed OR war", HOLDER))


def test_excluding_a_closed_word_tells_nothing(engine: Engine) -> None:
    assert "closed" in _found(engine, "NOT secret")
    assert "closed" not in _found(engine, "NOT secret", HOLDER)


def test_a_hidden_document_is_nowhere(engine: Engine) -> None:
    result = _search(engine, "")
    assert result.total == 4
    assert 1950 not in dict(result.years)
    assert _found(engine, "hidden") == set()
    assert 1950 in dict(_search(engine, "", HOLDER).years)
    assert _found(engine, "hidden", HOLDER) == {"hidden"}


def test_full_text_policy_gives_hits_without_snippets(tmp_path: Path) -> None:
    record = document("d1", text("a secret"), read=frozenset({"g1"}), full_text=True)
    engine = _engine(tmp_path, [record])
    result = _search(engine, "secret")
    assert (result.total, result.not_searched.closed) == (1, 0)
    assert result.hits[0].pages == ()
    assert result.also_searched == ()
    assert "secret" in _plain(_search(engine, "secret", HOLDER))


def test_voices_are_told_apart(tmp_path: Path) -> None:
    note = Passage("Editors on trade.", "en", "NOTE")
    mixed = document("mixed", text("He wrote of oil.", note))
    alone = document("alone", text("Trade and oil."))
    engine = _engine(tmp_path, [mixed, alone])
    assert _found(engine, "note:trade") == {"mixed"}
    assert _found(engine, "own:trade") == {"alone"}
    assert _found(engine, "own:oil") == {"mixed", "alone"}


def test_closed_notes_are_closed(tmp_path: Path) -> None:
    note = Passage("a secret", "en", "NOTE")
    engine = _engine(tmp_path, [document("d", text("x", note), read=frozenset({"g1"}))])
    assert _found(engine, "note:secret") == set()
    assert _found(engine, "note:secret", HOLDER) == {"d"}


def test_fields_of_metadata_are_told_apart(tmp_path: Path) -> None:
    zones = (ZoneText(Zone.AUTHOR, "Ivan Maisky"), ZoneText(Zone.RECIPIENT, "Литвинов М. М."))
    engine = _engine(tmp_path, [document("d", zones=zones)])
    assert _found(engine, "author:Maisky") == {"d"}
    assert _found(engine, "to:Maisky") == set()
    assert _found(engine, "to:Litvinov") == {"d"}
    assert _found(engine, "person:Майский") == {"d"}


def test_at_most_three_pages_are_shown_the_best_first(tmp_path: Path) -> None:
    parts = ["war", "war war and war", "peace", "war", "war"]
    pages = tuple(PageStart(str(n), f"p. {n}", n, 0) for n in range(5))
    engine = _engine(tmp_path, [document("d", text(*parts, pages=pages))])
    (hit,) = _search(engine, "war").hits
    assert len(hit.pages) == 3
    assert "2" not in {page.key for page in hit.pages}


def test_suggestions_begin_as_typed_in_either_script(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    writer = engine.writer()
    records = [
        SuggestionRecord("person:m", "person", "Ivan Maisky", ("Ivan Maisky", "Майский"), OPEN, 5),
        SuggestionRecord("document:1", "document", "Main events", ("Main events",), OPEN, 9),
        SuggestionRecord(
            "title:2", "title", "Maisky's secret", ("Maisky's secret",), HOLDER - OPEN
        ),
    ]
    for entry in suggestion_entries(records):
        writer.replace(entry.owner, [entry])
    writer.commit()
    writer.close()

    def labels(typed: str, tokens: frozenset[str] = OPEN) -> list[str]:
        return [found.label for found in suggest(engine, typed, tokens=tokens)]

    assert labels("mai") == ["Main events", "Ivan Maisky"]
    assert labels("ivan m") == ["Ivan Maisky"]
    assert labels("Майск") == ["Ivan Maisky"]
    assert labels("secret") == []
    assert labels("secret", HOLDER) == ["Maisky's secret"]
    assert labels("—") == []
