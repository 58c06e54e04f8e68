"""Dates, people, places and header facts of documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.sources.tei.samples import HEADER, TEI, read, read_path

CORRESPONDENCE = """</fileDesc><profileDesc><correspDesc><note>Asks for oars.</note>
<correspAction type="sent"><persName ref="#anna">Anna</persName><settlement>Rivertown</settlement>
<date when="1912-03-08">8 March 1912</date></correspAction><correspAction type="received">
<persName ref="people.xml#boris">Boris</persName></correspAction></correspDesc></profileDesc>"""
LETTER_HEADER = HEADER.replace("</fileDesc>", CORRESPONDENCE)


def dated(tmp_path: Path, attributes: str, words: str = "then") -> str:
    sample = read(
        tmp_path, f"<opener><dateline><date {attributes}>{words}</date></dateline></opener><p>x</p>"
    )
    found = sample.document.date
    assert found is not None
    return found.edtf


@pytest.mark.parametrize(
    ("attributes", "edtf"),
    [
        ('when="1912-03-08"', "1912-03-08"),
        ('when="1912-03"', "1912-03"),
        ('when="1912"', "1912"),
        ('when="1912-03-08T23:30:00+03:00"', "1912-03-08"),
        ('from="1912-03-08" to="1912-03-10"', "1912-03-08/1912-03-10"),
        ('notBefore="1912-03-08" notAfter="1912-03-10"', "1912-03-08?/1912-03-10?"),
        ('notBefore="1912"', "1912?/.."),
        ('when-custom="1912-02-24" calendar="#julian"', "1912-03-08"),
        ('when="1912-03-08" calendar="#julian"', "1912-03-08"),
    ],
)
def test_dates_are_read_as_far_as_they_go(tmp_path: Path, attributes: str, edtf: str) -> None:
    assert dated(tmp_path, attributes) == edtf


def test_a_date_that_is_none_is_told_and_its_words_kept(tmp_path: Path) -> None:
    sample = read(tmp_path, '<dateline><date when="8/3/12">8 of the 3rd</date></dateline><p>x</p>')
    assert sample.document.date is not None
    assert (sample.document.date.edtf, sample.document.date.wording) == ("", "8 of the 3rd")
    assert "date-not-understood" in sample.codes


def test_words_and_attribute_that_disagree_are_told(tmp_path: Path) -> None:
    sample = read(
        tmp_path, '<dateline><date when="1911-03-08">8 March 1912</date></dateline><p>x</p>'
    )
    assert "date-contradiction" in sample.codes


def test_a_heading_without_year_takes_that_of_its_division_and_says_so(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="year"><head>1912</head><div type="entry"><head>8 March</head><p>a</p></div>
        <div type="entry"><head>9 марта</head><p>b</p></div></div>
        <div type="year"><head>No year</head><div type="entry"><head>8 March</head><p>c</p></div>
        <div type="entry"><head>March 10, 1913</head><p>d</p></div>
        <div type="entry"><head>11 March</head><p>e</p></div></div>""",
    )
    entries = [d for d in sample.documents if str(d.kind) == "ITEM"]
    assert [d.date.edtf if d.date else None for d in entries] == [
        "1912-03-08",
        "1912-03-09",
        "",
        "1913-03-10",
        "1913-03-11",
    ]
    assert entries[2].date is not None and entries[2].date.wording == "8 March"
    assert sample.codes.count("year-from-context") == 3


def test_old_style_of_a_whole_package(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="entry"><head>24 февраля 1912 г.</head><p>a</p></div>
        <div type="entry"><p>b</p></div>""",
        calendar="julian",
    )
    found = sample.documents[0].date
    assert found is not None
    assert (found.edtf, found.calendar, found.earliest) == (
        "1912-03-08",
        "julian",
        date(1912, 3, 8),
    )


def test_the_name_of_a_file_may_hold_its_date(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>x</p>", name="1912-03-08-anna.xml")
    assert sample.document.date is not None
    assert sample.document.date.edtf == "1912-03-08"


def test_bounds_of_another_namespace_date_a_document(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="document" xmlns:f="http://history.state.gov/frus/ns/1.0"
        f:doc-dateTime-min="1912-03-08T00:00:00-05:00"
        f:doc-dateTime-max="1912-03-08T23:59:59-05:00">
        <p>x</p></div><div type="document"><p>y</p></div>""",
    )
    assert sample.documents[0].date is not None
    assert sample.documents[0].date.edtf == "1912-03-08"
    assert sample.documents[1].date is None


def test_the_header_of_a_letter_names_writer_receiver_place_and_matter(tmp_path: Path) -> None:
    sample = read(tmp_path, "<p>Dear Boris.</p>", header=LETTER_HEADER)
    document = sample.document
    assert [(str(m.role), m.wording, m.ref) for m in document.people] == [
        ("AUTHOR", "Anna", "anna"),
        ("RECIPIENT", "Boris", "boris"),
    ]
    assert document.date is not None
    assert (document.date.edtf, document.place, document.description) == (
        "1912-03-08",
        "Rivertown",
        "Asks for oars.",
    )


def test_a_heading_names_writer_and_receiver(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div type="document"><head><persName type="from" corresp="#a">Anna</persName> to the
        <gloss type="to">Miller</gloss><note>of the mill</note></head><p>x</p></div>
        <div type="document"><p>y</p></div>""",
    )
    assert sample.documents[0].title == "Anna to the Miller"
    assert [(str(m.role), m.wording, m.ref) for m in sample.documents[0].people] == [
        ("AUTHOR", "Anna", "a"),
        ("RECIPIENT", "Miller", ""),
    ]


def test_registers_inside_a_file_are_read(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<div><listPerson><person xml:id="anna"><persName xml:lang="en">Anna Reed</persName>
        <persName xml:lang="ru">Анна Рид</persName><birth when="1880">1880</birth>
        <note>Ferrywoman.</note></person></listPerson><list type="names">
        <item><persName xml:id="boris">Mill, Boris</persName>, miller at Rivertown.</item></list>
        </div>""",
    )
    anna, boris = sample.file.people
    assert [(n.lang, n.text) for n in anna.names] == [("en", "Anna Reed"), ("ru", "Анна Рид")]
    assert anna.birth is not None and anna.birth.edtf == "1880"
    assert (boris.ids, boris.names[0].text) == (("boris",), "Mill, Boris")
    assert boris.descriptions == (("", "miller at Rivertown."),)


def test_names_keep_every_id_and_their_tags(tmp_path: Path) -> None:
    sample = read(
        tmp_path,
        """<p><persName ref="#a people.xml#b">Anna</persName> <rs type="place" key="7">the ford</rs>
        <orgName>Mill</orgName> <name type="person" ref="6733">Boris</name></p>""",
    )
    assert sample.marks("name") == [
        ("Anna", {"type": "person", "ref": "a b"}),
        ("the ford", {"type": "place", "ref": "7"}),
        ("Mill", {"type": "organisation"}),
        ("Boris", {"type": "person", "ref": "6733"}),
    ]


def test_every_document_of_a_diary_is_by_the_author_of_the_volume(tmp_path: Path) -> None:
    header = HEADER.replace("</title>", '</title><author ref="#anna">Anna Reed</author>')
    path = tmp_path / "diary.xml"
    path.write_text(
        f"""<TEI xmlns="{TEI}">{header}<text><body><div type="part"><head>May</head>
        <div type="entry" xml:id="e1"><head>1 May</head><p>Rain.</p></div>
        <div type="entry" xml:id="e2"><head><persName type="from">Boris</persName></head>
        <p>Sun.</p></div></div></body></text></TEI>""",
        encoding="utf-8",
    )
    first, second = read_path(path).documents
    assert [(m.role, m.wording, m.ref) for m in first.people] == [("AUTHOR", "Anna Reed", "anna")]
    assert [m.wording for m in second.people] == ["Boris"]


def letters_of(tmp_path: Path, *days: str) -> list[str]:
    divs = "".join(
        f'<div type="letter"><head>Letter <date when="{day}">one day</date></head><p>x</p></div>'
        for day in days
    )
    sample = read(tmp_path, f'<div type="chapter">{divs}</div>')
    assert all(d.date and d.date.wording == "one day" for d in sample.documents)
    told = "date-out-of-time" in sample.codes
    return [*(d.date.edtf for d in sample.documents if d.date), *(["told"] if told else [])]


def test_a_year_a_thousand_years_from_the_documents_before_is_told_and_not_used(
    tmp_path: Path,
) -> None:
    days = [f"1912-03-0{day}" for day in range(1, 7)]
    assert letters_of(tmp_path, *days, "0191-03-09") == [*days, "", "told"]


def test_a_volume_of_old_and_new_dates_keeps_them_all(tmp_path: Path) -> None:
    days = ["0191-03-09", *(f"1912-03-0{day}" for day in range(1, 7)), "0201"]
    assert letters_of(tmp_path, *days) == days


def test_each_text_of_a_corpus_has_the_facts_of_its_own_header(tmp_path: Path) -> None:
    texts = "".join(
        f'<TEI xml:id="t{n}">{LETTER_HEADER.replace("A file", f"File {n}")}'
        f"<text><body><p>Words.</p></body></text></TEI>"
        for n in (1, 2)
    )
    path = tmp_path / "corpus.xml"
    path.write_text(f'<teiCorpus xmlns="{TEI}">{HEADER}{texts}</teiCorpus>', "utf-8")
    documents = read_path(path).documents
    assert [d.xml_id for d in documents] == ["t1", "t2"]
    assert [d.title for d in documents] == [
        "File 1 of the house by the river",
        "File 2 of the house by the river",
    ]
    assert [d.date.edtf for d in documents if d.date] == ["1912-03-08"] * 2
    assert {d.place for d in documents} == {"Rivertown"}
