"""Machine-read pages: ALTO and PAGE, grouped into documents, joined with their images."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.core.text.canonical import canonical_string
from muniment.core.text.linearise import linearise, listed_characters, shown_characters
from muniment.core.text.model import Block, BlockKind, MarkKind, Origin
from muniment.sources.layout import paragraph_starts
from muniment.sources.model import SourceDocument, SourcePackage
from muniment.sources.package import read_package
from tests.sources.conftest import PackageMaker, alto, jpeg


def read(path: Path) -> tuple[SourcePackage, list[SourceDocument]]:
    """Read a package whole and hold every document to its count of characters."""
    found = read_package(path)
    documents = list(found.documents())
    for document in documents:
        trees = [text.tree for text in document.texts]
        kept = sum(shown_characters(tree) + listed_characters(tree) for tree in trees)
        assert kept == document.source_characters
    return found, documents


def leaves(document: SourceDocument) -> list[Block]:
    """Give the leaves of the first text."""
    return list(document.texts[0].tree.body_leaves())


def test_pages_whose_names_differ_by_a_number_are_one_document(package: PackageMaker) -> None:
    root = package({f"Papers_EN_{n}.xml": alto(f"Page {n}") for n in (1, 2, 10)})
    _, (document,) = read(root)
    assert (document.key, document.title) == ("Papers_EN", "Papers EN")
    assert document.texts[0].language == "en"
    assert document.texts[0].origin == Origin.MACHINE_READ
    breaks = document.texts[0].tree.page_breaks
    assert [(b.sequence, b.label) for b in breaks] == [(1, "1"), (2, "2"), (3, "10")]
    assert canonical_string(document.texts[0].tree) == "Page 1\nPage 2\nPage 10"


def test_a_day_at_the_end_of_a_name_is_no_page_number(package: PackageMaker) -> None:
    root = package({"d/1938-05-09.xml": alto("One"), "d/1938-05-10.xml": alto("Two")})
    _, documents = read(root)
    assert [d.date and d.date.edtf for d in documents] == ["1938-05-09", "1938-05-10"]


@pytest.mark.parametrize(("by", "count"), [("name", 2), ("folder", 1), ("file", 3)])
def test_settings_say_which_pages_make_a_document(
    package: PackageMaker, by: str, count: int
) -> None:
    pages = {f"f/{stem}.xml": alto(stem) for stem in ("a_1", "a_2", "b_1")}
    root = package({"package.toml": f'[pages]\ndocument = "{by}"\norigin = "edited"\n', **pages})
    _, documents = read(root)
    assert len(documents) == count
    assert documents[0].texts[0].origin == Origin.EDITED


def test_an_image_is_found_by_the_name_in_the_file_or_by_the_stem(package: PackageMaker) -> None:
    root = package(
        {
            "x_1.xml": alto("One", image="Scan%20A.TIF"),
            "x_2.xml": alto("Two"),
            "images/scan a.jpg": jpeg(400, 600),
            "images/X_2.jpg": jpeg(),
        }
    )
    found, (document,) = read(root)
    assert document.surfaces == ("images/scan a", "images/X_2")
    assert [b.surface for b in document.texts[0].tree.page_breaks] == list(document.surfaces)
    assert found.problems.all == []


def test_an_image_without_text_takes_its_place_among_the_pages(package: PackageMaker) -> None:
    root = package({"x_1.xml": alto("One"), **{f"x_{n}.jpg": jpeg() for n in (1, 2)}})
    _, (document,) = read(root)
    assert document.surfaces == ("x_1", "x_2")
    assert len(document.texts[0].tree.page_breaks) == 2


def test_lines_keep_their_places_in_the_pixels_of_the_image(package: PackageMaker) -> None:
    root = package({"x_1.xml": alto("One here", "two"), "x_1.jpg": jpeg(400, 600)})
    _, (document,) = read(root)
    (text,) = document.texts
    first, second = text.lines
    assert first.polygon == ((50, 50), (300, 50), (300, 65), (50, 65))
    leaf = leaves(document)[0]
    assert [leaf.plain[x.start : x.end] for x in (first, second)] == ["One here", "two"]  # type: ignore[index]
    assert first.surface == "x_1"


def test_a_divided_word_is_joined_where_it_stands_elsewhere(package: PackageMaker) -> None:
    root = package(
        {"x_1.xml": alto("the rail-", "way of the well-", "known railway; Sous-", "Pref")}
    )
    _, (document,) = read(root)
    tree = document.texts[0].tree
    assert canonical_string(tree) == "the railway of the well-known railway; Sous-Pref"
    assert linearise(tree).split() == "the rail- way of the well- known railway; Sous- Pref".split()
    assert listed_characters(tree) == 1


def test_a_hyphen_that_the_file_marks_joins_the_word_at_once(package: PackageMaker) -> None:
    page = alto("X").replace(
        '<String CONTENT="X"/></TextLine>',
        '<String CONTENT="Armen" SUBS_TYPE="HypPart1" SUBS_CONTENT="Armentières"/>'
        '<HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="tières"/><SP/>'
        '<String CONTENT="falls" SUBS_TYPE="HypPart2"/></TextLine>',
    )
    _, (document,) = read(package({"x.xml": page}))
    tree = document.texts[0].tree
    assert canonical_string(tree) == "Armentières falls"
    assert linearise(tree).split() == ["Armen-", "tières", "falls"]


def test_zones_and_kinds_of_lines_are_kept(package: PackageMaker) -> None:
    page = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Tags>
      <OtherTag ID="B1" LABEL="StampZone"/><OtherTag ID="B2" LABEL="MarginTextZone"/>
      <OtherTag ID="B3" LABEL="MainZone"/><OtherTag ID="L1" LABEL="HeadingLine"/>
      <OtherTag ID="L2" LABEL="DefaultLine:Handwritten"/><OtherTag ID="L3" LABEL="InterlinearLine"/>
      </Tags><Layout><Page><PrintSpace>
      <TextBlock TAGREFS="B1"><TextLine><String CONTENT="SECRET"/></TextLine></TextBlock>
      <TextBlock TAGREFS="B2"><TextLine><String CONTENT="nota"/></TextLine></TextBlock>
      <TextBlock TAGREFS="B3"><TextLine TAGREFS="L1"><String CONTENT="Report"/></TextLine>
      <TextLine><String CONTENT="typed"/></TextLine>
      <TextLine TAGREFS="L2"><String CONTENT="written"/></TextLine>
      <TextLine TAGREFS="L3"><String CONTENT="between"/></TextLine></TextBlock>
      </PrintSpace></Page></Layout></alto>"""
    _, (document,) = read(package({"x.xml": page}))
    stamp, margin, heading, text = leaves(document)
    assert (stamp.attrs["type"], stamp.marks[0].kind) == ("StampZone", MarkKind.STAMP)
    assert margin.marks[0].kind == MarkKind.MARGINAL
    assert (heading.kind, heading.plain) == (BlockKind.HEADING, "Report")
    kinds = {mark.kind: (text.plain or "")[mark.start : mark.end] for mark in text.marks}
    assert MarkKind.HAND in kinds
    assert kinds[MarkKind.ADDED] == "between"


def test_the_reading_order_of_the_file_is_followed(package: PackageMaker) -> None:
    page = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><ReadingOrder><OrderedGroup>
      <ElementRef REF="b"/><ElementRef REF="a"/></OrderedGroup></ReadingOrder><Layout><Page>
      <PrintSpace><TextBlock ID="a"><TextLine><String CONTENT="second"/></TextLine></TextBlock>
      <TextBlock ID="b"><TextLine><String CONTENT="first"/></TextLine></TextBlock>
      </PrintSpace></Page></Layout></alto>"""
    _, (document,) = read(package({"x.xml": page}))
    assert [leaf.plain for leaf in leaves(document)] == ["first", "second"]


def test_a_page_without_text_keeps_its_page_break(package: PackageMaker) -> None:
    root = package({"x_1.xml": alto("One"), "x_2.xml": alto(), "x_3.xml": alto("Three")})
    _, (document,) = read(root)
    assert [b.label for b in document.texts[0].tree.page_breaks] == ["1", "2", "3"]
    assert canonical_string(document.texts[0].tree) == "One\n\nThree"


def test_a_language_that_nobody_names_is_guessed_from_the_words(package: PackageMaker) -> None:
    words = (
        "Je ne sais pas si la mer est dans le ciel et que nous ne sommes pour rien de ce qui est"
    )
    _, (document,) = read(package({"x.xml": alto(words)}))
    assert document.texts[0].language == "fr"


def test_paragraphs_show_by_gaps_and_indents() -> None:
    def line(left: int, top: int) -> tuple[tuple[int, int], ...]:
        return ((left, top), (500, top), (500, top + 30), (left, top + 30))

    tops = [0, 40, 80, 160, 200, 240]
    assert paragraph_starts([line(10, top) for top in tops]) == {3}
    indented = [line(60 if n == 2 else 10, 40 * n) for n in range(6)]
    assert paragraph_starts(indented) == {2}
    assert paragraph_starts([line(10, 40 * n) for n in (0, 9, 1, 8, 2, 7)]) == frozenset()
    assert paragraph_starts([()] * 6) == frozenset()


PAGE = """<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/{version}">
<Page imageFilename="OCR/scan_1.jpg" imageWidth="40" imageHeight="60">
<ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="1" regionRef="r1"/>
<RegionRefIndexed index="0" regionRef="r2"/></OrderedGroup></ReadingOrder>
<TextRegion id="r1" type="paragraph"><Coords {coords}/>
 <TextLine id="l1"><Coords points="1,1 9,1 9,4"/>
  <Word id="w1"><TextEquiv><Unicode>not</Unicode></TextEquiv></Word>
  <TextEquiv index="1"><Unicode>worse</Unicode></TextEquiv>
  <TextEquiv index="0"><Unicode>best reading</Unicode></TextEquiv></TextLine>
 <TextLine id="l2"><Word id="w2"><TextEquiv><Unicode>of</Unicode></TextEquiv></Word>
  <Word id="w3"><Glyph><TextEquiv><Unicode>i</Unicode></TextEquiv></Glyph>
  <Glyph><TextEquiv><Unicode>t</Unicode></TextEquiv></Glyph></Word></TextLine></TextRegion>
<TextRegion id="r2" type="heading"><TextEquiv><Unicode>Title
line</Unicode></TextEquiv></TextRegion>
<TextRegion id="r3" type="page-number"><TextEquiv><Unicode>17</Unicode></TextEquiv></TextRegion>
</Page></PcGts>"""


@pytest.mark.parametrize("version", ["2010-03-19", "2013-07-15", "2019-07-15"])
def test_page_xml_gives_the_highest_level_that_has_text(
    package: PackageMaker, version: str
) -> None:
    page = PAGE.format(version=version, coords='points="0,0 1,1 2,2"')
    root = package({"page/scan_1.xml": page, "img/scan_1.jpg": jpeg()})
    found, (document,) = read(root)
    heading, number, text = leaves(document)  # what has no place in the order follows its neighbour
    assert (heading.kind, heading.plain) == (BlockKind.HEADING, "Title line")
    assert text.plain == "best reading of it"
    assert (number.attrs["type"], number.plain) == ("page-number", "17")
    assert document.texts[0].tree.page_breaks[0].label == "17"
    assert document.texts[0].lines[0].polygon == ((1, 1), (9, 1), (9, 4))
    assert document.surfaces == ("img/scan_1",)
    assert [p.code for p in found.problems.all] == ["readings-dropped"]


def test_tables_of_page_xml_become_rows_and_cells(package: PackageMaker) -> None:
    cell = (
        '<TextRegion><Roles><TableCellRole rowIndex="{}" columnIndex="{}"/></Roles>'
        "<TextEquiv><Unicode>{}</Unicode></TextEquiv></TextRegion>"
    )
    cells = "".join(cell.format(n // 2, n % 2, word) for n, word in enumerate("abcd"))
    page = (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
        f"<Page><TableRegion>{cells}</TableRegion></Page></PcGts>"
    )
    _, (document,) = read(package({"x.xml": page}))
    (table,) = document.texts[0].tree.body
    assert [[c.plain for c in row.children] for row in table.children] == [["a", "b"], ["c", "d"]]
