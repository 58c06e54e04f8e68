"""Registers of people: tables with the headers that people use, and XML of one person a file."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from muniment.core.slugs import slugify
from muniment.sources.model import SourcePackage, SourcePerson
from muniment.sources.package import read_package
from muniment.sources.persons import meaning_of
from tests.sources.conftest import PackageMaker, letter, tei


def people(found: SourcePackage) -> dict[str, SourcePerson]:
    """Give the people by their first id."""
    return {person.ids[0]: person for person in found.people}


def workbook(*rows: tuple[object, ...]) -> bytes:
    """Write an XLSX of one sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        ("primary name", ("name", "")),
        ("name ru", ("name", "ru")),
        ("name ru latn", ("name", "ru-Latn")),
        ("фамилия", ("surname", "")),
        ("birth year", ("birth", "")),
        ("occupations roles and or titles", ("office", "")),
        ("note en", ("description", "en")),
        ("shoe size", ("", "")),
    ],
)
def test_headers_are_understood_with_their_language(key: str, meaning: tuple[str, str]) -> None:
    assert meaning_of(key) == meaning


def test_a_table_with_names_in_several_languages(package: PackageMaker) -> None:
    table = (
        "id,name_ru,name_en,variants,birth,death,occupation_en,note_ru\n"
        'anna,"Дрозд, Анна","Drozd, Anna","Drosd; Дроздова",1875-03-04,c. 1952,botanist,Бриолог.\n'
    )
    found = read_package(package({"persons.csv": table}))
    anna = people(found)["anna"]
    assert [(n.text, n.lang, n.preferred) for n in anna.names] == [
        ("Дрозд, Анна", "ru", True),
        ("Drozd, Anna", "en", True),
        ("Drosd", "", False),
        ("Дроздова", "ru", False),
    ]
    assert anna.birth and anna.birth.edtf == "1875-03-04"
    assert anna.death and (anna.death.edtf, anna.death.wording) == ("1952~", "c. 1952")
    assert anna.offices == (("en", "botanist"),)
    assert anna.descriptions == (("ru", "Бриолог."),)
    assert (anna.file, anna.line) == ("persons.csv", 2)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_found_out(
    package: PackageMaker, encoding: str, delimiter: str
) -> None:
    rows = [("Фамилия", "Имя Отчество", "Год рождения"), ("Чащухин", "Илья Платонович", "1868")]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    found = read_package(package({"люди.csv": text.encode(encoding)}))
    (person,) = found.people
    assert person.names[0].text == "Чащухин, Илья Платонович"
    assert person.ids == (slugify("Чащухин, Илья Платонович"),)
    assert person.birth and person.birth.edtf == "1868"


def test_a_workbook_with_kinds_and_a_row_that_explains_the_headers(package: PackageMaker) -> None:
    rows = (
        ("PRIMARY NAME", "KIND", "SYNONYMS", "BIRTH YEAR ", "BIRTH YEAR UNCERTAIN"),
        ("format: Surname, Forename", "PER or ORG", "e.g. spellings", "format YYYY", "e.g. 1"),
        ("Hartog, Dirck", "PER", "Hertocson", 1580, 1),
        ("Senate", "ORG", None, None, None),
        ("Venice", "LOC", None, None, None),
    )
    found = read_package(package({"persons.xlsx": workbook(*rows)}))
    dirck, senate = found.people
    assert dirck.birth and dirck.birth.edtf == "1580?"
    assert senate.kind == "organisation"
    told = next(s for s in found.choices if "register of 2 people" in s)
    assert "1 of kind LOC" in told and "explains the headers" in told


def test_xml_of_one_person_a_file(package: PackageMaker) -> None:
    person = """<person><id>103</id><names><preferred><name>Drozd, Anna</name></preferred>
    <originals><original><name>Anna Drozd</name><source-url>https://example.org/1</source-url>
    </original></originals><titles-from-name><title><name>Dr.</name></title></titles-from-name>
    </names><birth-year>1875</birth-year><death-year/><remarks><remark><p>Botanist.</p>
    <source-url>https://example.org/1</source-url></remark></remarks></person>"""
    found = read_package(package({f"1/{n}.xml": person.replace("103", str(n)) for n in (1, 2)}))
    assert list(people(found)) == ["1", "2"]
    anna = people(found)["1"]
    assert [(n.text, n.preferred) for n in anna.names] == [
        ("Drozd, Anna", True),
        ("Anna Drozd", False),
    ]
    assert anna.birth and anna.birth.edtf == "1875" and anna.death is None
    assert anna.offices == (("", "Dr."),)
    assert anna.descriptions == (("", "Botanist."),)
    assert anna.links == ("https://example.org/1",)


REGISTER = tei(
    "<body><listPerson><person xml:id='anna'><persName xml:lang='ru'>Анна</persName></person>"
    "<org xml:id='senate'><orgName>Senate</orgName></org></listPerson></body>"
)


def test_a_tei_register_is_no_document_and_joins_a_table_by_id(package: PackageMaker) -> None:
    table = "id,name,birth\nanna,Anna,1875\nboris,Boris,1880\n"
    root = package({"a.xml": letter("One."), "people.xml": REGISTER, "people.csv": table})
    found = read_package(root)
    assert len(list(found.documents())) == 1
    assert set(people(found)) == {"anna", "senate", "boris"}
    anna = people(found)["anna"]
    assert {n.text for n in anna.names} == {"Анна", "Anna"}
    assert anna.birth and anna.birth.edtf == "1875"
    assert people(found)["senate"].kind == "organisation"


def test_registers_of_places_are_told_and_passed_over(package: PackageMaker) -> None:
    places = tei("<body><listPlace><place><placeName>Лодья</placeName></place></listPlace></body>")
    found = read_package(package({"a.xml": letter("One."), "places.xml": places}))
    assert found.passed_over == ("places.xml",)
    assert any("registers of places" in sentence for sentence in found.choices)


def test_a_table_listed_as_people_without_names_is_a_warning(package: PackageMaker) -> None:
    settings = '[sources]\ntei = ["a.xml"]\npersons = ["p.csv"]\n'
    root = package({"package.toml": settings, "a.xml": letter("1"), "p.csv": "x,y\n1,2\n"})
    assert [p.code for p in read_package(root).problems.all] == ["register-headers"]
