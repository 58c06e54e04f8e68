"""A text is cut into passages of one language and one voice, and knows its pages."""

from __future__ import annotations

from muniment.core.text.model import Block, BlockKind, Mark, MarkKind, Note, PageBreak, TextTree
from muniment.documents.searching.passages import cut_text
from muniment.search.records import PageStart, Passage


def paragraph(key: str, plain: str, *marks: Mark, **attrs: str) -> Block:
    return Block(BlockKind.PARAGRAPH, key, plain, list(marks), [], dict(attrs))


def breaks(*places: tuple[str, int], flow: str = "") -> list[PageBreak]:
    return [
        PageBreak(number, str(number), "", "", flow, leaf, offset)
        for number, (leaf, offset) in enumerate(places, start=1)
    ]


def cut(tree: TextTree) -> tuple[tuple[Passage, ...], tuple[PageStart, ...]]:
    keys = {b.sequence: b.label for b in tree.page_breaks}
    return cut_text(tree, keys=keys, labels={key: f"p. {key}" for key in keys.values()})


def said(passages: tuple[Passage, ...]) -> list[tuple[str, str, str]]:
    return [(p.plain, p.language, p.voice) for p in passages]


def test_a_leaf_of_one_language_is_one_passage() -> None:
    passages, pages = cut(TextTree("en", [paragraph("a", "Read the proofs.", align="x")]))
    assert passages == (Passage("Read the proofs.", "en", "AUTHOR", "a", 0, "x"),)
    assert pages == (PageStart("", "", 0, 0),)


def test_words_in_another_language_are_a_passage_of_their_own() -> None:
    mark = Mark(9, 15, MarkKind.LANGUAGE, {"lang": "fr"})
    passages, _ = cut(TextTree("en", [paragraph("a", "He said: adieu! and left", mark)]))
    assert said(passages) == [
        ("He said: ", "en", "AUTHOR"),
        ("adieu!", "fr", "AUTHOR"),
        (" and left", "en", "AUTHOR"),
    ]
    assert [p.offset for p in passages] == [0, 9, 15]


def test_of_marks_within_each_other_the_inner_one_rules() -> None:
    outer = Mark(0, 9, MarkKind.LANGUAGE, {"lang": "de"})
    inner = Mark(4, 9, MarkKind.LANGUAGE, {"lang": "la"})
    voice = Mark(4, 9, MarkKind.VOICE, {"voice": "COMMENTARY"})
    passages, _ = cut(TextTree("en", [paragraph("a", "das ipsum here", inner, voice, outer)]))
    assert said(passages) == [
        ("das ", "de", "AUTHOR"),
        ("ipsum", "la", "COMMENTARY"),
        (" here", "en", "AUTHOR"),
    ]


def test_language_and_voice_are_inherited() -> None:
    inner = paragraph("b", "Editor", lang="fr")
    section = Block(BlockKind.SECTION, "s", None, [], [inner], {"voice": "COMMENTARY"})
    passages, _ = cut(TextTree("en", [section, paragraph("c", "Author")]))
    assert said(passages) == [("Editor", "fr", "COMMENTARY"), ("Author", "en", "AUTHOR")]


def test_notes_follow_the_body_with_their_voice() -> None:
    call = Mark(3, 3, MarkKind.NOTE, {"note": "n"})
    note = Note("n", [paragraph("m", "Born in 1868.")], voice="BIOGRAPHY", lang="de")
    passages, _ = cut(TextTree("en", [paragraph("a", "Him", call)], [note]))
    assert said(passages) == [("Him", "en", "AUTHOR"), ("Born in 1868.", "de", "BIOGRAPHY")]


def test_another_reading_is_a_passage_of_the_apparatus() -> None:
    mark = Mark(0, 4, MarkKind.READING, {"text": "grey", "wit": "B"})
    passages, _ = cut(TextTree("en", [paragraph("a", "gray sky", mark)]))
    assert passages[1] == Passage("grey", "en", "APPARATUS", "a", 0)


def test_nothing_but_white_space_is_no_passage() -> None:
    passages, _ = cut(TextTree("en", [paragraph("a", " "), paragraph("b", "")]))
    assert passages == ()


def test_a_page_begins_inside_a_passage() -> None:
    tree = TextTree("en", [paragraph("a", "one two"), paragraph("b", "three four")])
    tree.page_breaks = breaks(("a", 0), ("b", 6))
    assert cut(tree)[1] == (PageStart("1", "p. 1", 0, 0), PageStart("2", "p. 2", 1, 6))


def test_words_before_the_first_break_stand_on_the_first_page() -> None:
    tree = TextTree("en", [paragraph("a", "one two"), paragraph("b", "three")])
    tree.page_breaks = breaks(("b", 0))
    assert cut(tree)[1] == (PageStart("1", "p. 1", 0, 0),)


def test_a_break_at_the_end_of_a_leaf_is_before_the_next_one() -> None:
    tree = TextTree("en", [paragraph("a", "one"), paragraph("b", "two")])
    tree.page_breaks = breaks(("a", 0), ("a", 3))
    assert cut(tree)[1][1] == PageStart("2", "p. 2", 1, 0)


def test_a_break_inside_a_run_of_another_language_is_found() -> None:
    mark = Mark(4, 9, MarkKind.LANGUAGE, {"lang": "fr"})
    tree = TextTree("en", [paragraph("a", "one deux! three", mark)])
    tree.page_breaks = breaks(("a", 0), ("a", 6))
    assert cut(tree)[1][1] == PageStart("2", "p. 2", 1, 2)


def test_a_blank_page_holds_no_words() -> None:
    tree = TextTree("en", [paragraph("a", "one two")])
    tree.page_breaks = breaks(("a", 0), ("a", 3), ("a", 3))
    assert [page.key for page in cut(tree)[1]] == ["1", "3"]


def test_a_note_stands_on_the_page_where_it_is_called() -> None:
    first = paragraph("a", "one", Mark(1, 1, MarkKind.NOTE, {"note": "n"}))
    second = paragraph("b", "two", Mark(1, 1, MarkKind.NOTE, {"note": "m"}))
    notes = [Note("n", [paragraph("x", "Of one.")]), Note("m", [paragraph("y", "Of two.")])]
    tree = TextTree("en", [first, second], notes)
    tree.page_breaks = breaks(("a", 0), ("b", 0))
    assert [(p.key, p.passage) for p in cut(tree)[1]] == [("1", 0), ("2", 1), ("1", 2), ("2", 3)]


def test_a_page_that_begins_inside_a_note_is_found_there() -> None:
    leaf = paragraph("a", "one", Mark(1, 1, MarkKind.NOTE, {"note": "n"}))
    tree = TextTree("en", [leaf], [Note("n", [paragraph("x", "Long note.")])])
    tree.page_breaks = [
        PageBreak(1, "1", "", "", "", "a", 0),
        PageBreak(2, "2", "", "", "n", "x", 5),
    ]
    assert cut(tree)[1] == (PageStart("1", "p. 1", 0, 0), PageStart("2", "p. 2", 1, 5))
