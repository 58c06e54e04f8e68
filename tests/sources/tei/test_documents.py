"""How a file divides into documents, and what each is called."""

from __future__ import annotations

from pathlib import Path

from tests.sources.tei.samples import HEADER, TEI, read

VOLUME = """<text><front><pb n="I"/><titlePage><docTitle><titlePart>River Papers</titlePart>
</docTitle></titlePage><div xml:id="pref"><head>Preface</head><p>Before all.</p></div></front><body>
<div type="chapter" xml:id="c1"><head>Spring<note>wet</note></head><p>An introduction.</p>
<pb n="1"/>
<div type="section" xml:id="s1"><head>March</head>
<div type="document" xml:id="d1" n="1"><head>Anna to Boris</head><p>Come.</p></div>
<pb n="2"/><div type="document" xml:id="d2" n="2"><head>Boris to Anna</head>
<p>Not <pb n="3"/>yet.</p></div>
<div type="attachment"><head>A list</head><p>Oars.</p></div></div>
<p>Between.</p>
<div type="document" xml:id="d3" n="3"><p>No heading here.</p></div></div></body>
<back><div type="index" xml:id="ix"><head>Index</head><list><item>Anna 1</item></list></div>
<pb n="4"/></back></text>"""


def test_a_volume_divides_at_any_depth_and_nothing_between_is_lost(tmp_path: Path) -> None:
    sample = read(tmp_path, VOLUME)
    assert [(str(d.kind), d.title) for d in sample.documents] == [
        ("FRONT", "River Papers"),
        ("FRONT", "Preface"),
        ("DIVISION", "Spring"),
        ("ITEM", "Anna to Boris"),
        ("ITEM", "Boris to Anna"),
        ("DIVISION", "Spring"),
        ("ITEM", "Document 3"),
        ("BACK", "Index"),
    ]
    assert [(d.key, d.parent, d.title) for d in sample.file.divisions] == [
        ("c1", "", "Spring"),
        ("s1", "c1", "March"),
    ]
    assert [d.division for d in sample.documents] == [
        "",
        "",
        "c1",
        "s1",
        "s1",
        "c1",
        "c1",
        "",
    ]
    assert sample.file.volume is not None
    assert sample.file.volume.title == "A file of the house by the river"
    assert "fidelity" not in sample.codes


def test_a_document_knows_the_page_on_which_it_begins(tmp_path: Path) -> None:
    sample = read(tmp_path, VOLUME)
    by_id = {d.xml_id: d for d in sample.documents}

    def pages(key: str) -> list[tuple[str, bool]]:
        return [(b.label, b.implied) for b in by_id[key].texts[0].tree.page_breaks]

    assert pages("d1") == [("1", False)]
    assert pages("d2") == [("2", False), ("3", False)]
    assert pages("d3") == [("3", True)]
    assert pages("ix") == [("3", True), ("4", False)]


def test_a_heading_that_the_contents_show_is_listed_with_the_document_behind_it(
    tmp_path: Path,
) -> None:
    sample = read(tmp_path, VOLUME)
    first = sample.documents[3]
    assert first.xml_id == "d1"
    listed = first.texts[0].tree.body[0]
    assert listed.kind == "removed"
    assert listed.attrs["text"] == "March"
    assert first.source_characters == len("MarchAnnatoBorisCome.")


def test_attachments_belong_to_the_document_before_them(tmp_path: Path) -> None:
    by_id = {d.xml_id: d for d in read(tmp_path, VOLUME).documents}
    blocks = [b.kind for b in by_id["d2"].texts[0].tree.body]
    assert blocks == ["heading", "paragraph", "attachment"]


def test_an_attachment_of_another_namespace_stays_inside(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="document" xml:id="d1"><head>A</head><p>One.</p>
        <f:attachment xmlns:f="urn:x"><head>B</head><p>Two.</p></f:attachment></div>
        <div type="document" xml:id="d2"><head>C</head><p>Three.</p></div>""",
    )
    assert [d.title for d in sample.documents] == ["A", "C"]
    assert [b.kind for b in sample.tree.body] == ["heading", "paragraph", "attachment"]


def test_a_file_with_one_letter_and_its_company_is_one_document(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="letter" xml:id="l7"><head>text</head><p>Dear all.</p></div>
        <div type="attachment"><p>A list.</p></div><div type="notes"><note>n</note></div>""",
    )
    assert (sample.document.xml_id, sample.document.title) == (
        "l7",
        "A file of the house by the river",
    )
    assert [b.kind for b in sample.tree.body][:3] == ["heading", "paragraph", "attachment"]


def test_bare_paragraphs_beside_documents_make_one_document(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<p>Source: the chest.</p><div type="document"><p>One.</p></div>
        <div type="document"><p>Two.</p></div>""",
    )
    assert sample.plain == ["Source: the chest.", "One.", "Two."]


def test_a_file_without_divisions_is_one_document_called_by_its_name(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>One.</p>", name="Письмо [к реке] 5.xml")
    assert sample.document.key == "Письмо [к реке] 5.xml"
    assert str(sample.document.kind) == "ITEM"


def test_a_document_in_a_document_is_no_document_of_its_own(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="document" xml:id="a"><p>One.</p>
        <div type="document" xml:id="b"><p>In.</p></div></div>
        <div type="document" xml:id="c"><p>Two.</p></div>""",
    )
    assert [d.xml_id for d in sample.documents] == ["a", "c"]


def test_two_documents_with_one_id_are_an_error_of_the_second(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="entry" xml:id="a"><p>One.</p></div>
        <div type="entry" xml:id="a"><p>Two.</p></div>
        <div type="entry" xml:id="c"><p>Three.</p></div>""",
    )
    (problem,) = [p for p in sample.problems if p.level == "error"]
    assert (problem.code, problem.document) == ("duplicate-id", sample.documents[1].key)
    assert problem.document != sample.documents[0].key


def test_words_and_breaks_outside_every_block_are_kept(tmp_path: Path) -> None:
    sample = read(tmp_path, "<div>stray <p>One.</p> words <lb/><lb/></div>tail")
    assert sample.tokens == ["stray", "One.", "words", "tail"]


def test_comments_and_instructions_are_no_text(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>One<!-- two --> <?three four?>five.</p><!-- six -->")
    assert sample.plain == ["One five."]
    assert sample.document.source_characters == len("Onefive.")


def test_unknown_elements_are_kept_as_text_and_told(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>One <wibble>two</wibble> <x:y xmlns:x='urn:z'>three</x:y>.</p>")
    assert sample.plain == ["One two three."]
    assert sample.codes.count("element-unknown") == 2


def test_a_file_without_namespace_is_read_by_local_names(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        "<?xml version='1.0'?><TEI><teiHeader><fileDesc><titleStmt><title>Bare</title></titleStmt>"
        "</fileDesc></teiHeader><text><body><p>One<note>n</note></p></body></text></TEI>",
    )
    assert (sample.document.title, sample.plain, len(sample.tree.notes)) == ("Bare", ["One"], 1)


def test_every_encoding_is_read(tmp_path: Path) -> None:
    text = f'<TEI xmlns="{TEI}">{HEADER}<text><body><p>Ärger\r\nund Öl</p></body></text></TEI>'
    from tests.sources.tei.samples import read_path

    for number, data in enumerate(
        [
            b"\xef\xbb\xbf" + text.encode(),
            text.encode("utf-16"),
            b"<?xml version='1.0' encoding='windows-1252'?>" + text.encode("cp1252"),
        ]
    ):
        path = tmp_path / f"{number}.xml"
        path.write_bytes(data)
        assert read_path(path).plain == ["Ärger und Öl"]


def test_entities_of_the_file_itself_are_written_out(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        f'<!DOCTYPE TEI [<!ENTITY house "house">]><TEI xmlns="{TEI}">{HEADER}<text><body>'
        "<p>The &house;</p></body></text></TEI>",
    )
    assert sample.plain == ["The house"]


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    sample = read(tmp_path, VOLUME)
    again = list(sample.file.documents())
    assert [d.texts[0].tree for d in again] == [d.texts[0].tree for d in sample.documents]


def test_a_profile_says_what_a_document_is(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="page"><p rend="t">First</p><p>1.</p></div>
        <div type="page"><p rend="t">Second</p><p>2.</p></div>""",
        document="//t:div[@type='page']",
        title="t:p[@rend='t']",
        type="leaf",
        voice={"COMMENTARY": ["t:p[@rend='t']"]},
    )
    assert [(d.title, d.type) for d in sample.documents] == [("First", "leaf"), ("Second", "leaf")]
    assert sample.leaves[0].attrs["voice"] == "COMMENTARY"


def test_a_transcription_that_is_embedded_in_its_surfaces_is_read(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        f"""<TEI xmlns="{TEI}">{HEADER}<sourceDoc><surface n="1"><zone><line>The river rose</line>
        <line>in the night.</line></zone></surface></sourceDoc></TEI>""",
    )
    assert sample.plain == ["The river rose", "in the night."]
    assert sample.document.source_characters == len("Theriverroseinthenight.")


def test_parts_headings_make_no_transcription_where_there_is_only_a_translation(
    tmp_path: Path,
) -> None:
    sample = read(
        tmp_path,
        """<text><body><div type="part"><head>May</head><div type="entry" xml:id="e1">
        <div type="translation" xml:lang="en"><p>Rain.</p></div></div>
        <div type="entry" xml:id="e2"><div type="edition" xml:lang="ru"><p>Дождь.</p></div></div>
        </div></body></text>""",
    )
    assert [[t.kind for t in d.texts] for d in sample.documents] == [
        ["TRANSLATION"],
        ["TRANSCRIPTION"],
    ]
    assert sample.documents[0].source_characters == len("MayRain.")
