"""What documents put into the index."""

from __future__ import annotations

from muniment.search import fields
from muniment.search.base import Entry
from muniment.search.entries import entries_of, suggestion_entries
from muniment.search.pages import StoredPage
from muniment.search.records import (
    DocumentRecord,
    PageStart,
    Passage,
    SuggestionRecord,
    Zone,
    ZoneText,
)
from tests.search.archive import OPEN, document, text


def _document(record: DocumentRecord) -> Entry:
    return entries_of(record)[0]


def _pages(record: DocumentRecord) -> list[tuple[Entry, StoredPage]]:
    entries = entries_of(record)[1:]
    return [(entry, StoredPage.read(entry.stored)) for entry in entries]


def _tokens(entry: Entry, field: str) -> list[str]:
    return " ".join(entry.texts.get(field, ())).split()


def test_a_document_gives_its_words_their_stems_and_names() -> None:
    entry = _document(document("d1", text("the negotiations of Litvinov")))
    assert _tokens(entry, "words") == ["the", "negotiations", "of", "litvinov"]
    assert "en:negoti" in _tokens(entry, "stems")
    assert len(_tokens(entry, "names")) == 1
    assert entry.tags["stem_language"] == ("en",)


def test_the_language_of_a_passage_decides_its_stems() -> None:
    mixed = text(Passage("negotiations", "en", "AUTHOR"), Passage("переговоры", "ru", "AUTHOR"))
    entry = _document(document("d1", mixed))
    assert _tokens(entry, "stems")[0].startswith("en:")
    assert _tokens(entry, "stems")[1].startswith("ru:")
    assert len(entry.texts["words"]) == 1  # a phrase may cross


def test_words_without_a_stemmer_are_kept_as_they_are() -> None:
    entry = _document(document("d1", text("verbum domini", language="la")))
    assert _tokens(entry, "stems") == ["und:verbum", "und:domini"]
    assert entry.tags["stem_language"] == ("und",)


def test_words_of_a_closed_text_stand_in_fields_of_their_own() -> None:
    entry = _document(document("d1", text("secret"), title="Letter", read=frozenset({"g1"})))
    assert _tokens(entry, "closed_words") == ["secret"]
    assert "words" not in entry.texts
    assert entry.tags["read"] == ("g1",)
    assert entry.tags["is_closed"] == ("yes",)
    assert "title|letter" in _tokens(entry, "zone_words")


def test_no_word_of_a_closed_text_stands_anywhere_else() -> None:
    parts = ("Secret Secretum-Secretorum", Passage("a secret", "en", "NOTE"))
    closed = document("d1", text(*parts), title="Letter", read=frozenset({"g1"}))
    first, *pages = entries_of(closed)
    holding = {name for name, runs in first.texts.items() if "secret" in " ".join(runs)}
    assert holding == {name for name in holding if name.startswith("closed_")}
    assert b"ecret" not in first.stored
    assert "ecret" not in repr((first.tags, first.order))
    assert all("open" not in page.tags["read"] for page in pages)


def test_a_policy_may_let_closed_words_be_found() -> None:
    entry = _document(document("d1", text("secret"), read=frozenset({"g1"}), full_text=True))
    assert _tokens(entry, "words") == ["secret"]
    assert fields.IS_CLOSED not in entry.tags  # that tag says that words were not looked for


def test_other_voices_are_zones_and_so_are_the_authors_words_beside_them() -> None:
    entry = _document(document("d1", text("his words", Passage("a note", "en", "NOTE"))))
    assert _tokens(entry, "zone_words") == ["own|his", "own|words", "note|a", "note|note"]
    assert "only_author" not in entry.tags


def test_a_text_of_the_author_alone_has_no_zone() -> None:
    entry = _document(document("d1", text("his words")))
    assert "zone_words" not in entry.texts
    assert entry.tags["only_author"] == ("yes",)


def test_authors_are_persons_and_all_metadata_stands_once_under_any() -> None:
    zones = (ZoneText(Zone.AUTHOR, "Maisky"), ZoneText(Zone.PERSON, "Maisky"))
    entry = _document(document("d1", zones=zones))
    tokens = _tokens(entry, "zone_words")
    assert sorted(tokens) == ["any|maisky", "author|maisky", "person|maisky"]


def test_metadata_without_a_language_has_that_of_a_text_in_its_script() -> None:
    zones = (ZoneText(Zone.SUBJECT, "Verträge"), ZoneText(Zone.SUBJECT, "договоры"))
    entry = _document(document("d1", text("Krieg", language="de"), zones=zones))
    stems = _tokens(entry, "zone_stems")
    assert [token.partition(":")[0] for token in stems] == [
        "subject|de",
        "subject|ru",
        "any|de",
        "any|ru",
    ]


def test_a_hyphenated_word_is_its_parts_and_the_whole() -> None:
    entry = _document(document("d1", text("met Hore-Belisha today")))
    assert entry.texts["words"] == ("met hore belisha today", "horebelisha")


def test_names_with_other_words_between_them_do_not_follow_one_another() -> None:
    entry = _document(document("d1", text("Maisky met Litvinov")))
    assert _tokens(entry, "names")[1] == "_"


def test_pages_overlap_so_that_a_phrase_may_cross() -> None:
    pages = (PageStart("1", "p. 1", 0, 0), PageStart("2", "p. 2", 0, 8))
    found = _pages(document("d1", text("collecti ve security", pages=pages)))
    assert [page.key for _, page in found] == ["1", "2"]
    assert found[0][1].label == "p. 1"
    assert "security" in _tokens(found[0][0], "page_words")
    assert [piece.is_own for piece in found[0][1].pieces] == [True, False]


def test_a_word_broken_by_a_page_is_on_both_pages() -> None:
    pages = (PageStart("1", "", 0, 0), PageStart("2", "", 0, 7))
    found = _pages(document("d1", text("collective security", pages=pages)))
    assert all("collective" in _tokens(entry, "page_words") for entry, _ in found)


def test_a_page_has_its_notes_though_they_stand_at_the_end() -> None:
    pages = (
        PageStart("1", "", 0, 0),
        PageStart("2", "", 1, 0),
        PageStart("1", "", 2, 0),
    )
    parts = ("first page", "second page", Passage("note one", "en", "NOTE"))
    found = {page.key: page for _, page in _pages(document("d1", text(*parts, pages=pages)))}
    assert found["1"].plain.endswith("note one")
    assert "note" not in found["2"].plain


def test_words_broken_over_lines_of_a_page_are_one() -> None:
    entry = _document(document("d1", text("the negotia-", "tions failed")))
    assert "negotiations" in _tokens(entry, "words")


def test_pages_carry_who_may_read_and_what_page_they_are() -> None:
    (entry, page), *_ = _pages(document("d1", text("secret"), read=frozenset({"g1"})))
    assert entry.tags["read"] == ("g1",)
    assert entry.tags["see"] == ("open",)
    assert entry.tags["page_of"] == ("d1#",)
    assert page.plain == "secret"


def test_a_text_without_words_has_no_page() -> None:
    assert not _pages(document("d1", text("")))


def test_a_suggestion_keeps_the_words_and_keys_of_all_its_forms() -> None:
    record = SuggestionRecord("person:m", "person", "Ivan Maisky", ("Ivan Maisky", "Майский"), OPEN)
    (entry,) = suggestion_entries([record])
    assert entry.texts["suggestion_words"] == ("ivan maisky", "майский")
    assert entry.numbers == {"weight": 1}
    assert entry.owner == "person:m"
