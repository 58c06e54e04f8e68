"""Finding aids: the whole tree, every word, odd ids and levels."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from muniment.sources.model import SourcePackage, SourceUnit
from muniment.sources.package import read_package
from tests.sources.conftest import PackageMaker

EAD = """<ead xmlns="urn:isbn:1-931666-22-9" xmlns:xlink="http://www.w3.org/1999/xlink"><eadheader>
<eadid>F27</eadid><filedesc><titlestmt><titleproper type="filing">Pilot</titleproper>
<titleproper>The Pilot Papers</titleproper></titlestmt></filedesc></eadheader>
<archdesc level="collection"><did><repository><corpname>Northern Archive</corpname></repository>
<unitid>f. 27</unitid><unittitle xml:lang="ru">Бумаги</unittitle>
<unittitle xml:lang="en">Papers</unittitle>
<unitdate type="inclusive" normal="1910/1920">1910–1920</unitdate>
<unitdate type="bulk" normal="1917/1918">1917–1918</unitdate>
<physdesc><extent>2 boxes</extent><extent>40 folders</extent></physdesc>
<langmaterial><language langcode="rus">Russian</language><language langcode="eng">English</language>
</langmaterial><origination>Drozd, Anna</origination></did>
<scopecontent><head>Scope</head><p>Letters and <title>logs</title>.</p><p>Two maps.</p>
</scopecontent>
<controlaccess><subject>Rocks</subject><subject>Charts</subject></controlaccess>
<bioghist><chronlist><chronitem><date>1917</date><event>Survey</event></chronitem></chronlist>
</bioghist>
<dsc><c id="a" level="otherlevel" otherlevel="opis"><did><unittitle>Letters, <unitdate
 normal="1917-02-30">Feb. 1917</unitdate></unittitle><unitid type="aspace_uri">/r/5</unitid>
<container id="k1" type="box">4</container><container parent="k1" type="folder">2</container>
<dao xlink:href="https://example.org/1"><daodesc><p>View</p></daodesc></dao></did>
<c id="a"><did><unittitle>Twice</unittitle></did></c>
<c id=" "><did/></c></c></dsc></archdesc></ead>"""


@pytest.fixture
def aid(package: PackageMaker) -> SourcePackage:
    """Read the finding aid above."""
    found = read_package(package({"ead.xml": EAD}))
    assert list(found.documents()) == []
    return found


def unit(aid: SourcePackage, number: int) -> SourceUnit:
    """Give a unit by its place in the finding aid."""
    return aid.units[number]


def test_a_bare_finding_aid_is_an_archive_with_its_title_and_repository(
    aid: SourcePackage,
) -> None:
    assert (aid.arrangement, aid.title) == ("archive", "The Pilot Papers")
    assert aid.repository and aid.repository.name == "Northern Archive"


def test_the_root_has_its_code_titles_dates_extent_and_languages(aid: SourcePackage) -> None:
    root = unit(aid, 0)
    assert (root.key, root.level, root.reference_code) == ("F27", "COLLECTION", "f. 27")
    assert (root.title, root.titles) == ("Бумаги", (("en", "Papers"), ("ru", "Бумаги")))
    assert root.dates and root.dates.edtf == "1910/1920"
    assert root.dates.wording == "1910–1920 · bulk 1917–1918"
    assert root.extent == "2 boxes · 40 folders"
    assert root.languages == ("ru", "en")


def test_every_other_word_is_a_paragraph_of_the_scope_and_no_word_is_added(
    aid: SourcePackage,
) -> None:
    assert unit(aid, 0).scope.split("\n\n") == [
        "Northern Archive",
        "Russian English",
        "Drozd, Anna",
        "Scope",
        "Letters and logs.",
        "Two maps.",
        "Rocks · Charts",
        "1917 · Survey",
    ]


def test_containers_form_chains_and_digital_objects_are_addresses(aid: SourcePackage) -> None:
    letters = unit(aid, 1)
    assert letters.level == "OPIS"
    assert letters.containers == "box 4 › folder 2"
    assert letters.digital_objects == ("https://example.org/1",)
    assert letters.scope == "View"
    assert letters.title == "Letters, Feb. 1917"


def test_bad_ids_levels_and_dates_survive_and_are_told(aid: SourcePackage) -> None:
    keys = [u.key for u in aid.units]
    assert len(set(keys)) == len(keys) == 4
    assert keys[:3] == ["F27", "a", "a-2"]
    assert [u.parent for u in aid.units] == ["", "F27", "a", "a"]
    assert unit(aid, 3).title == keys[3]
    assert unit(aid, 1).dates and unit(aid, 1).dates.edtf == ""  # type: ignore[union-attr]
    codes = [p.code for p in aid.problems.all]
    assert sorted(codes) == ["ead-date", "ead-header", "ead-id", "ead-internal-ids"]


def test_ead3_is_read_like_ead_2002(package: PackageMaker) -> None:
    ead3 = """<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>X</recordid></control>
    <archdesc level="fonds"><did><unittitle>Fonds</unittitle><unitid>X 1</unitid>
    <unitdatestructured><daterange><fromdate standarddate="1917">1917</fromdate>
    <todate standarddate="1919">1919</todate></daterange></unitdatestructured>
    <physdescstructured><quantity>3</quantity><unittype>boxes</unittype></physdescstructured>
    <origination><persname><part>Drozd, Anna</part><part>1875-</part></persname></origination>
    <daoset><dao href="https://example.org/2"/></daoset></did>
    <dsc><c01 level="item"><did><unittitle>One</unittitle></did></c01></dsc></archdesc></ead>"""
    found = read_package(package({"ead3.xml": ead3}))
    root, item = found.units
    assert root.dates and root.dates.edtf == "1917/1919"
    assert root.extent == "3 boxes"
    assert root.scope == "Drozd, Anna 1875-"
    assert root.digital_objects == ("https://example.org/2",)
    assert (item.level, item.parent) == ("ITEM", "X")


def test_two_finding_aids_of_one_fonds_keep_their_units_apart(package: PackageMaker) -> None:
    found = read_package(package({"a.xml": EAD, "b.xml": EAD}))
    keys = [u.key for u in found.units]
    assert len(keys) == len(set(keys)) == 8
    assert {u.parent for u in found.units} - {""} <= set(keys)


def characters(text: str) -> Counter[str]:
    """Count the characters of a text but white space."""
    return Counter("".join(text.split()))


def words(unit: SourceUnit) -> list[str]:
    """List what is shown of a unit."""
    dates = unit.dates.wording if unit.dates else ""
    return [unit.title, unit.reference_code, dates, unit.extent, unit.scope, unit.containers]


def test_no_character_of_a_real_finding_aid_is_lost(corpora: Path) -> None:
    files = sorted((corpora / "ead").rglob("*.xml"))
    assert len(files) == 10
    for file in files:
        archdesc = etree.parse(file).find(".//{*}archdesc")
        assert archdesc is not None
        internal = archdesc.iter("{*}unitid")
        listed = "".join(e.text or "" for e in internal if e.get("type") == "aspace_uri")
        source = characters("".join(map(str, archdesc.itertext("{*}*")))) - characters(listed)
        units = read_package(file).units
        shown = characters("".join([word for unit in units for word in words(unit)]))
        assert source - shown == Counter(), file.name
