"""White space, words at the ends of lines and pages, page and line breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.core.text.linearise import omissions
from tests.sources.tei.samples import read


def test_white_space_is_folded_and_inline_elements_part_no_words(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>  The\n   ri<hi>ver</hi> <hi rend='bold'> rose </hi>at\tdawn. </p>")
    assert sample.plain == ["The river rose at dawn."]
    assert sample.marks("emphasis") == [("ver", {}), ("rose", {"rend": "bold"})]


def test_a_no_break_space_is_the_author_s(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>at\u00a0 7\u00a0a.m. <hi>\u00a0</hi></p>")
    assert sample.plain == ["at\u00a0 7\u00a0a.m. \u00a0"]
    assert sample.codes == ["language-guessed"] or "fidelity" not in sample.codes


def test_text_is_composed_even_across_elements(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>cafe\u0301 and re<hi>\u0301</hi>sume\u0301 <hi>late</hi></p>")
    assert sample.plain == ["café and résumé late"]
    assert sample.marks("emphasis")[-1][0] == "late"
    assert "fidelity" not in sample.codes


def test_a_line_break_parts_words_unless_it_cuts_one(tmp_path: Path) -> None:
    sample = read(
        tmp_path, '<p>the river<lb/>rose a<lb break="no"/>bove the ja-\n<lb break="no"/>mb</p>'
    )
    assert sample.plain == ["the river rose above the jamb"]
    assert [m[0] for m in sample.marks("line-break")] == ["", "", ""]
    assert sample.tokens == ["the", "river", "rose", "above", "the", "ja-", "mb"]


@pytest.mark.parametrize("sign", ["¬", "\xad"])
def test_a_sign_of_division_always_goes(tmp_path: Path, sign: str) -> None:
    sample = read(tmp_path, f"<p>the ferry{sign}<lb/>\nman slept</p>")
    assert sample.plain == ["the ferryman slept"]
    assert sum(omissions(sample.tree).values()) == 2


def test_a_hyphen_goes_where_the_word_is_attested_elsewhere(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>A ferry-<lb/>\nman.</p><p>No ferryman came.</p>")
    assert sample.plain[0] == "A ferryman."
    assert ("word divided at the end of a line or page", "-") in omissions(sample.tree)


def test_a_hyphen_stays_where_nothing_attests_the_word(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>A ferry-<lb/>\nman and a well-<lb/>known boat; well-known.</p>")
    assert sample.plain == ["A ferry-man and a well-known boat; well-known."]
    assert sample.tokens[:3] == ["A", "ferry-", "man"]


def test_a_dash_before_a_line_end_is_no_hyphen(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>He came -<lb/>and left.</p>")
    assert sample.plain == ["He came - and left."]


def test_an_editor_s_bracketed_hyphen_is_a_hyphen(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>a docu[-]<lb/>ment, one argum[en-]<lb/>t</p><p>document</p>")
    assert sample.plain[0].split()[1].startswith("docu")
    assert "argum[en-]t" in sample.plain[0]


def test_the_volume_attests_words_too(tmp_path: Path) -> None:
    from muniment.sources.model import Problems
    from muniment.sources.tei import load_profile, read_tei
    from tests.sources.tei.samples import write

    path = write(tmp_path, "<p>A ferry-<lb/>man.</p>")
    opened = read_tei(
        path,
        name="a.xml",
        profile=load_profile(),
        problems=Problems(),
        attested={"ferryman"}.__contains__,
    )
    (document,) = opened.documents()
    assert next(document.texts[0].tree.leaves()).plain == "A ferryman."


def test_a_page_break_inside_a_word_joins_it(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        '<p>the ri<pb n="2"/>ver and the fer-<pb n="3" break="no"/>\nry and bo\xad<lb/>'
        '<pb n="4"/>\nats</p>',
    )
    assert sample.plain == ["the river and the ferry and boats"]
    breaks = [(b.label, sample.plain[0][b.offset :].split()[0]) for b in sample.tree.page_breaks]
    assert breaks == [("2", "ver"), ("3", "ry"), ("4", "ats")]


def test_page_breaks_stand_where_they_stand(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<pb n="1" facs="a.jpg"/><head>The <pb n="2" facs="b.jpg"/>house</head>
        <p>One.</p><pb facs="c.jpg"/><pb n="[4]" ed="B"/><p>Two.</p><pb n=" 5 "/>""",
    )
    leaves = {leaf.id: leaf.plain for leaf in sample.leaves}
    assert [
        (b.label, b.surface, b.edition, leaves[b.leaf], b.offset) for b in sample.tree.page_breaks
    ] == [
        ("1", "a.jpg", "", "The house", 0),
        ("2", "b.jpg", "", "The house", 4),
        ("c.jpg", "c.jpg", "", "Two.", 0),
        ("[4]", "", "B", "Two.", 0),
        ("5", "", "", "Two.", 4),
    ]
    assert [b.sequence for b in sample.tree.page_breaks] == [1, 2, 3, 4, 5]
    assert sample.document.surfaces == ("a.jpg", "b.jpg", "c.jpg")


def test_a_page_break_in_a_table_a_list_and_a_note(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<table><row><cell>a</cell><pb n="2"/><cell>b<pb n="3"/>c</cell></row></table>
        <list><item>one</item><pb n="4"/><item>two</item></list>
        <p>Word<note n="1">first <pb n="5"/>half</note> goes on.</p>""",
    )
    flows = [(b.label, b.flow) for b in sample.tree.page_breaks]
    assert sorted(flows) == [("2", ""), ("3", ""), ("4", ""), ("5", sample.tree.notes[0].id)]


def test_a_facs_may_point_to_a_facsimile(tmp_path: Path) -> None:
    from tests.sources.tei.samples import HEADER, TEI

    sample = read(
        tmp_path,
        f"""<TEI xmlns="{TEI}">{HEADER}<facsimile><surface xml:id="s1"><graphic url="one.tif"/>
        </surface></facsimile><text><body><pb n="1" facs="#s1"/><p>Word.</p></body></text></TEI>""",
    )
    assert sample.document.surfaces == ("one.tif",)


def test_a_printed_page_number_is_listed_and_opens_a_page(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        '<p>the river <span class="opnumber">3</span> <span class="npnumber">4</span>rose</p>',
    )
    assert [b.label for b in sample.tree.page_breaks] == ["4"]
    assert sample.plain == ["the river rose"]
    assert set(omissions(sample.tree)) == {
        ("printed page number", "3"),
        ("printed page number", "4"),
    }


def test_running_heads_are_listed_with_their_reason(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<fw type="header">RIVER HOUSE</fw><p>it <fw type="catch">rose</fw><pb n="2"/>
        <fw type="pageNum">2</fw> rose again</p>""",
    )
    assert sample.plain == ["it rose again"]
    assert set(omissions(sample.tree)) == {
        ("running head", "RIVER HOUSE"),
        ("catchword", "rose"),
        ("printed page number", "2"),
    }
    assert "fidelity" not in sample.codes
