"""Notes: where they stand, where they are called, whose words they are."""

from __future__ import annotations

from pathlib import Path

from muniment.core.text.linearise import linearise
from muniment.core.text.model import MarkKind
from tests.sources.tei.samples import Sample, read


def calls(sample: Sample) -> list[tuple[str, dict[str, str]]]:
    """Give the words before each call and the call's attributes."""
    return [
        ((leaf.plain or "")[: mark.start], mark.attrs or {})
        for leaf in sample.tree.leaves()
        for mark in leaf.marks
        if mark.kind == MarkKind.NOTE
    ]


def note_words(sample: Sample) -> list[str]:
    return [" ".join(leaf.plain or "" for leaf in note.leaves()) for note in sample.tree.notes]


def test_a_note_is_called_where_it_stands(tmp_path: Path) -> None:
    sample = read(tmp_path, '<p>The river<note n="1" xml:id="fn1">A small one.</note> rose.</p>')
    assert calls(sample) == [("The river", {"note": "fn1"})]
    assert sample.tree.notes[0].label == "1"
    assert sample.plain == ["The river rose."]
    assert linearise(sample.tree).split() == "The river A small one. rose.".split()


def test_a_reference_right_before_its_note_is_its_sign(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        '<p>The river <ref target="#a">*</ref> <note xml:id="a">A small one.</note> rose.</p>',
    )
    assert calls(sample) == [("The river", {"note": "a", "text": " *"})]
    assert sample.tree.notes[0].label == "*"
    assert sample.tokens == "The river * A small one. rose.".split()


def test_notes_gathered_at_the_end_are_called_by_ptr_ref_and_anchor(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<p>One<ptr target="#t1" n="1"/> two<ref target="#t2">2</ref> three<anchor xml:id="x"/>
        four<ptr target="#t4 #t5"/>.</p><div type="notes">
        <note xml:id="t1"><p><hi>1</hi> first</p></note><note xml:id="t2">second</note>
        <note xml:id="t3" target="#x">third</note><note xml:id="t4">fourth</note>
        <note xml:id="t5">fifth</note></div>""",
    )
    assert [c[0] for c in calls(sample)] == [
        "One",
        "One two",
        "One two three",
        "One two three four",
        "One two three four",
    ]
    assert note_words(sample) == ["first", "second", "third", "fourth", "fifth"]
    assert [n.label for n in sample.tree.notes][:2] == ["1", "2"]
    assert sample.plain == ["One two three four."]
    assert sample.tokens == "One two2 three four . 1 first second third fourth fifth".split() or (
        sample.tokens == "One two2 three four. 1 first second third fourth fifth".split()
    )


def test_a_cross_reference_to_a_note_is_a_link(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<p>One<note xml:id="a" n="1">First.</note>.</p>
        <p>Two<note xml:id="b" n="2">See note <ref target="#a">1</ref>.</note>.</p>""",
    )
    assert [c[1] for c in calls(sample)] == [{"note": "a"}, {"note": "b"}]
    assert note_words(sample) == ["First.", "See note 1."]


def test_notes_in_notes_and_notes_of_several_blocks(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<p>Word<note n="1"><p>Opening<note n="a">inner</note>.</p>
        <table><row><cell>x</cell><cell>y</cell></row></table></note>.</p>""",
    )
    assert [n.label for n in sample.tree.notes] == ["1", "a"]
    assert note_words(sample) == ["Opening. x y", "inner"]
    assert sample.tokens == ["Word", "Opening", "inner", ".", "x", "y", "."]


def test_an_uncalled_note_between_blocks_is_kept_and_reported(tmp_path: Path) -> None:
    sample = read(tmp_path, '<p>One.</p><note n="1" place="foot">Alone.</note><p>Two.</p>')
    assert calls(sample) == [("One.", {"note": "n1"})]
    assert "note-uncalled" in sample.codes
    assert sample.tokens == ["One.", "Alone.", "Two."]


def test_the_call_of_an_absent_note_is_reported(tmp_path: Path) -> None:
    sample = read(tmp_path, '<p>One<ref target="#fn9">9</ref> two<ptr target="#note3"/>.</p>')
    assert sample.codes.count("note-missing") == 2
    assert sample.tokens == ["One9", "two."]


def test_types_of_notes_say_whose_words_they_are(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<note type="source" rend="inline">File 12.</note><note type="summary">It rains.</note>
        <p>Anna<note type="bio">A ferrywoman.</note> and<note type="commentary">sic</note>.</p>
        <noteGrp><note type="archive">Kept in the chest.</note></noteGrp>""",
    )
    voices = [(leaf.plain, leaf.attrs.get("voice")) for leaf in sample.leaves]
    assert voices[:2] == [("File 12.", "SOURCE_NOTE"), ("It rains.", "COMMENTARY")]
    assert voices[-1] == ("Kept in the chest.", "COMMENTARY")
    assert [n.voice for n in sample.tree.notes] == ["BIOGRAPHY", "COMMENTARY"]


def test_a_heading_that_is_only_the_note_s_number_is_its_label(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<p>Word<note><div><head><ref target="#back">39</ref></head><p>Explained.</p></div>
        </note>.</p>""",
    )
    assert sample.tree.notes[0].label == "39"
    assert note_words(sample) == ["Explained."]
    assert sample.tokens == ["Word", "39", "Explained.", "."]


def test_notes_after_all_documents_go_to_those_that_call_them(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<text><body><div type="letter" xml:id="l1"><p>One<ref target="#e1">1</ref>.</p></div>
        <div type="letter" xml:id="l2"><p>Two<ref target="#e2">2</ref>.</p></div></body>
        <back><div type="notes"><head>Notes</head><note xml:id="e1">First.</note>
        <note xml:id="e2">Second.</note></div></back></text>""",
    )
    words = {d.xml_id: linearise(d.texts[0].tree).split() for d in sample.documents}
    assert words["l1"] == ["One1.", "First."]
    assert words["l2"] == ["Two2.", "Second."]
    assert "fidelity" not in sample.codes


def test_a_note_never_parts_a_word(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>Hadji<note>a title</note>-Murat</p>")
    assert sample.plain == ["Hadji-Murat"]


def test_a_remark_in_an_apparatus_is_words_and_no_note(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="edition"><ab>text</ab></div><div type="apparatus"><listApp><app loc="3">
        <lem>text</lem> <rdg source="#x">test <note>ed.</note></rdg></app></listApp></div>""",
    )
    item = next(b for b in sample.tree.blocks() if b.kind == "item")
    assert (item.plain, item.attrs["label"]) == ("text test ed.", "3")
    assert sample.tree.notes == []
    section = next(b for b in sample.tree.blocks() if b.attrs.get("type") == "apparatus")
    assert section.attrs["voice"] == "APPARATUS"


def test_a_call_may_name_its_note_without_a_number_sign(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        '<p>One<ptr target="a"/> two<ref target="b">2</ref> <ref target="c.html">3</ref>.</p>'
        '<div type="notes"><note xml:id="a">First.</note><note xml:id="b">Second.</note></div>',
    )
    assert [(words, call["note"]) for words, call in calls(sample)] == [
        ("One", "a"),
        ("One two", "b"),
    ]
    assert note_words(sample) == ["First.", "Second."]
    assert "note-uncalled" not in sample.codes
