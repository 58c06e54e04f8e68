"""Editorial markup, blocks of every kind, languages, and several texts in one document."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.core.text.linearise import linearise, listed_characters, shown_characters
from tests.sources.tei.samples import read


def test_of_two_readings_one_is_plain_and_the_other_beside_it(tmp_path: Path) -> None:
    body = """<p>the <choice><sic>rivr</sic><corr>river</corr></choice>,
    <choice><reg>rose</reg> <orig>roſe</orig></choice>
    <choice><abbr>Mr</abbr><expan>Mister</expan></choice>.</p>"""
    sample = read(tmp_path, body)
    assert sample.plain == ["the river, rose Mister."]
    assert [(words, m["text"].strip(), m.get("first")) for words, m in sample.marks("reading")] == [
        ("river", "rivr", "1"),
        ("rose", "roſe", None),
        ("Mister", "Mr", "1"),
    ]
    assert sample.tokens == ["the", "rivrriver,", "rose", "roſe", "MrMister."]
    other = read(tmp_path, body, readings=["orig", "sic", "abbr"])
    assert other.plain == ["the rivr, roſe Mr."]
    assert other.tokens == sample.tokens
    assert other.documents[0].texts[0].policy == "orig,sic,abbr"


def test_readings_nest(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        "<p>к <choice><sic>С</sic><corr><choice><reg>Сергею</reg><orig>Сергѣю</orig></choice>"
        "</corr></choice>, и</p>",
    )
    assert sample.plain == ["к Сергею, и"]
    assert sample.tokens == ["к", "ССергеюСергѣю,", "и"]


def test_a_second_reading_keeps_its_breaks_and_notes(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        '<p>a <choice><orig>on<pb n="2"/>e<note>n</note></orig><reg>one</reg></choice> b</p>',
    )
    assert sample.plain == ["a one b"]
    assert [b.label for b in sample.tree.page_breaks] == ["2"]
    assert len(sample.tree.notes) == 1
    assert "fidelity" not in sample.codes


def test_variants_of_witnesses_are_readings(tmp_path: Path) -> None:
    sample = read(tmp_path, '<p>a <app><lem>ford</lem><rdg wit="#B">bridge</rdg></app> here</p>')
    assert sample.plain == ["a ford here"]
    assert sample.marks("reading")[0][1]["wit"] == "#B"


@pytest.mark.parametrize(
    ("markup", "kind", "words", "attrs"),
    [
        ("<add place='above'>x y</add>", "added", "x y", {"place": "above"}),
        ("<add place='margin'>x</add>", "marginal", "x", {"place": "margin"}),
        ("<del rend='strike'>x</del>", "deleted", "x", {"rend": "strike"}),
        ("<supplied reason='lost'>x</supplied>", "supplied", "x", {"reason": "lost"}),
        ("<unclear>x</unclear>", "unclear", "x", {}),
        ("<ex>x</ex>", "expanded", "x", {}),
        ("<surplus>x</surplus>", "deleted", "x", {"rend": "surplus"}),
        ("<gap reason='torn' extent='2'/>", "gap", "", {"reason": "torn", "extent": "2"}),
        ("<space quantity='3' unit='cm'/>", "space", "", {"extent": "3", "unit": "cm"}),
        ("<handShift new='#b'/>", "hand", "", {"new": "b"}),
        ("<milestone unit='folio' n='3'/>", "milestone", "", {"unit": "folio", "n": "3"}),
        ("<cb n='2'/>", "milestone", "", {"unit": "column", "n": "2"}),
        ("<q>x</q>", "quoted", "x", {}),
        ("<title>x</title>", "title", "x", {}),
        ("<stamp>x</stamp>", "stamp", "x", {}),
        ("<date when='1912'>x</date>", "date", "x", {"when": "1912"}),
        ("<ref target='#pg_57'>57</ref>", "link", "57", {"target": "#pg_57"}),
        ("<foreign xml:lang='fr'>x</foreign>", "language", "x", {"lang": "fr"}),
        ("<figure><graphic url='a'/></figure>", "figure", "", {"url": "a", "description": ""}),
    ],
)  # fmt: skip
def test_marks(tmp_path: Path, markup: str, kind: str, words: str, attrs: dict[str, str]) -> None:
    sample = read(tmp_path, f"<p>before {markup} after</p>")
    assert sample.marks(kind) == [(words, attrs)]


def test_blocks_of_every_kind(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div><head>H</head><epigraph><q>E</q></epigraph><opener><dateline>D</dateline>
        <salute>S</salute></opener><p>P</p><lg><l>V1</l><l>V2</l></lg><list type="ordered">
        <label>1.</label><item>I</item></list><quote><p>Q</p></quote>
        <sp><speaker>A</speaker><p>Lines</p><stage>exit</stage></sp>
        <figure><head>F</head><figDesc>a map</figDesc><graphic url="m.png"/></figure>
        <formula>E=mc</formula><closer><signed>N</signed></closer>
        <postscript><p>PS</p></postscript><trailer>T</trailer></div>""",
    )
    kinds = [(leaf.kind, leaf.plain) for leaf in sample.leaves]
    assert kinds == [
        ("heading", "H"),
        ("quote", "E"),
        ("dateline", "D"),
        ("salute", "S"),
        ("paragraph", "P"),
        ("verse-line", "V1"),
        ("verse-line", "V2"),
        ("label", "1."),
        ("item", "I"),
        ("paragraph", "Q"),
        ("speaker", "A"),
        ("paragraph", "Lines"),
        ("stage", "exit"),
        ("caption", "F"),
        ("caption", "a map"),
        ("formula", "E=mc"),
        ("signed", "N"),
        ("paragraph", "PS"),
        ("trailer", "T"),
    ]


def test_a_table_keeps_its_shape(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<table><head>Tolls</head><row role="label"><cell cols="2">Ford</cell></row>
        <row><cell/><cell>2<note>each</note></cell></row></table>""",
    )
    table = sample.tree.body[0]
    assert [child.kind for child in table.children] == ["caption", "row", "row"]
    assert table.children[1].attrs["role"] == "label"
    assert table.children[1].children[0].attrs["cols"] == "2"
    assert [cell.plain for cell in table.children[2].children] == ["", "2"]


def test_words_beside_blocks_become_segments(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        "<p>Bring: <list><item>oars</item></list> and <hi>come <list><item>x</item></list> soon"
        "</hi>.</p>",
    )
    paragraph = sample.tree.body[0]
    assert [(b.kind, b.plain) for b in paragraph.children] == [
        ("segment", "Bring:"),
        ("list", None),
        ("segment", "and come"),
        ("list", None),
        ("segment", "soon."),
    ]
    assert [words for words, _ in sample.marks("emphasis")] == ["come", "x", "soon"]


def test_ids_of_the_source_stay_and_the_others_are_minted(tmp_path: Path) -> None:
    sample = read(tmp_path, '<p xml:id="b1">One.</p><p>Two.</p><p xml:id="b1">Three.</p>')
    ids = [leaf.id for leaf in sample.leaves]
    assert ids[0] == "b1"
    assert len(set(ids)) == 3


BILINGUAL = """<div type="document" xml:id="d1"><head>Heading</head>
<div type="edition" xml:lang="grc"><ab xml:id="p1">λόγος <pb n="1"/>καὶ πόταμος</ab></div>
<div type="apparatus"><p>apparatus</p></div>
<div type="translation" xml:lang="en" resp="#tr"><p corresp="#p1">word and river
<note xml:id="en1">of it</note></p></div>
<div type="translation" xml:lang="ru"><p>слово<ref target="#k1">1</ref></p></div>
<div type="commentary" xml:lang="ru"><p>толкование</p><note xml:id="k1">сноска</note></div></div>"""


def test_one_document_has_several_texts(tmp_path: Path) -> None:
    sample = read(tmp_path, BILINGUAL)
    texts = sample.document.texts
    assert [(str(t.kind), t.language) for t in texts] == [
        ("TRANSCRIPTION", "grc"),
        ("TRANSLATION", "en"),
        ("TRANSLATION", "ru"),
    ]
    assert linearise(texts[0].tree).split() == ["Heading", "λόγος", "καὶ", "πόταμος", "apparatus"]
    assert linearise(texts[1].tree).split() == ["word", "and", "river", "of", "it"]
    assert linearise(texts[2].tree).split() == ["слово1", "толкование", "сноска"]
    assert next(texts[1].tree.leaves()).attrs["align"] == "p1"
    assert [c.name for c in texts[1].credits] == ["tr"]
    voices = [b.attrs.get("voice") for b in texts[2].tree.body]
    assert "COMMENTARY" in voices
    assert "fidelity" not in sample.codes


def test_texts_of_a_group_are_original_and_translation(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<text><group><text xml:lang="fr"><body><p>la rivière</p></body></text>
        <text xml:lang="ru"><body><p>река</p></body></text></group></text>""",
    )
    assert [(str(t.kind), t.language) for t in sample.document.texts] == [
        ("TRANSCRIPTION", "fr"),
        ("TRANSLATION", "ru"),
    ]


def test_languages_are_kept_on_any_level(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<text xml:lang="de"><body><p>Der <hi xml:lang="la">amor</hi> kam.</p>
        <p xml:lang="fr">Oui.</p></body></text>""",
    )
    assert sample.tree.language == "de"
    assert sample.marks("language") == [("amor", {"lang": "la"})]
    assert sample.leaves[1].attrs["lang"] == "fr"


def test_languages_that_are_not_named_are_guessed_by_block_and_told(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<p>Река поднялась ночью, и паром не ходил до самого утра, пока вода не спала.</p>
        <p>ὁ ποταμὸς ηὐξήθη τῆς νυκτὸς καὶ οὐδεὶς ἔπλει</p>
        <p>הנהר עלה בלילה והמעבורת לא יצאה</p>""",
    )
    assert sample.tree.language == "ru"
    assert [leaf.attrs.get("lang") for leaf in sample.leaves] == [None, "grc", "he"]
    assert "language-guessed" in sample.codes
    assert any("guessed" in choice for choice in sample.file.choices)


def test_what_is_shown_and_what_is_listed_add_up(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<fw>HEAD</fw><p>fer-<lb break="no"/>ry <choice><sic>a</sic><corr>b</corr></choice>
        <ref target="#n">1</ref><note xml:id="n">note</note></p>""",
    )
    shown, listed = shown_characters(sample.tree), listed_characters(sample.tree)
    assert sample.document.source_characters == shown + listed
    assert listed == len("HEAD-")


def test_a_file_to_be_included_is_told_and_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_text("<p>Other words.</p>", "utf-8")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="other.xml"/>'
    sample = read(tmp_path, f"<p>Before.</p>{include}<p>After.</p>")
    assert sample.plain == ["Before.", "After."]
    (problem,) = [p for p in sample.problems if p.code == "inclusion"]
    assert "never fetched" in problem.message
