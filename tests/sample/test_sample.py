"""The sample archive holds all that the reader must be able to show."""

from __future__ import annotations

import csv
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.sample.reading import (
    LETTERS,
    ROOT,
    VOLUME,
    XML_ID,
    XML_LANG,
    documents,
    find,
    own_paragraphs,
    parse,
    texts,
    values,
    words_in,
)

FILES = [VOLUME, *LETTERS]


@pytest.fixture(scope="module")
def volume() -> etree._Element:
    return parse(VOLUME)


def heads(volume: etree._Element, language: str = "ru") -> list[str]:
    return [
        words_in(h)
        for d in documents(volume)
        if language in texts(d)
        for h in find(texts(d)[language], "t:head")
    ]


def register(package: str) -> set[str]:
    known = set()
    with (ROOT / package / "persons.csv").open(encoding="utf-8") as stream:
        known |= {row["id"] for row in csv.DictReader(stream)}
    path = ROOT / package / "persons.xml"
    if path.exists():
        known |= {person.get(XML_ID, "") for person in find(parse(path), "//t:person")}
    return known


def settings(package: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / package / "package.toml").read_text(encoding="utf-8"))


def test_there_are_forty_four_documents_or_more_over_two_years(volume: etree._Element) -> None:
    in_volume = [d for d in documents(volume) if find(d, "ancestor::t:body")]
    letters = [d for path in LETTERS for d in documents(parse(path))]
    assert len(in_volume) >= 30
    assert len(letters) >= 10
    assert len(in_volume) + len(letters) >= 44
    years = {date.get("when", "")[:4] for date in find(volume, "//t:head/t:date[@when]")}
    assert years == {"1917", "1918"}


def test_the_volume_has_front_matter_parts_months_and_back_matter(volume: etree._Element) -> None:
    assert find(volume, "//t:front//t:div[@type='preface']")
    assert len(find(volume, "//t:body/t:div[@type='part']")) == 2
    assert len(find(volume, "//t:div[@type='part']/t:div[@type='month']")) >= 18
    assert find(volume, "//t:back/t:div[@type='appendix']")
    assert settings("diary")["series"]["number"] == "3"


def test_the_finding_aid_has_series_and_files_and_every_letter_lies_in_one() -> None:
    aid = parse(ROOT / "papers" / "findingaid.xml")
    assert len(find(aid, "//e:c[@level='series']")) >= 2
    files = set(values(aid, "//e:c[@level='file']/@id"))
    assert len(files) >= 3
    facts = settings("papers")["documents"]
    assert {path.stem for path in LETTERS} <= set(facts)
    assert {fact["unit"] for fact in facts.values()} <= files


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_ids_are_unique_and_references_resolve(path: Path) -> None:
    root = parse(path)
    ids = values(root, "//@xml:id")
    assert len(ids) == len(set(ids))
    package = "diary" if path == VOLUME else "papers"
    for kind in ("ref", "corresp", "resp", "who", "calendar"):
        targets = set(values(root, f"//@{kind}"))
        known = register(package) if kind in ("ref", "who") else set(ids)
        assert {t.removeprefix("#") for t in targets} <= known
        assert all(t.startswith("#") for t in targets)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_texts_have_the_same_pages_and_matching_paragraphs(path: Path) -> None:
    for document in documents(parse(path)):
        by_language = texts(document)
        if "ru" not in by_language:
            continue
        edition = by_language.pop("ru")
        assert by_language
        pages = [pb.get("n") for pb in find(edition, ".//t:pb")]
        ids = [f"#{p.get(XML_ID)}" for p in own_paragraphs(edition)]
        rows = [len(row) for row in find(edition, ".//t:row")]
        for text in by_language.values():
            assert [pb.get("n") for pb in find(text, ".//t:pb")] == pages
            assert [p.get("corresp") for p in own_paragraphs(text)] == ids
            assert [len(row) for row in find(text, ".//t:row")] == rows
            for kind in ("l", "item", "note", "del", "add", "gap", "sp", "app", "persName"):
                same = [len(find(t, f".//t:{kind}")) for t in (edition, text)]
                assert same[0] == same[1], (document.get(XML_ID), kind)


def test_two_entries_of_different_years_are_headed_8_march(volume: etree._Element) -> None:
    both = [h for h in find(volume, "//t:head") if words_in(h) == "8 марта"]
    dates = [find(h, "t:date")[0] for h in both]
    assert [d.get("when") for d in dates] == ["1917-03-21", "1918-03-08"]
    assert [d.get("when-custom") for d in dates] == ["1917-03-08", None]
    assert heads(volume, "en").count("8 March") == 2
    entries = find(volume, "//t:body//t:div[@type='entry']//t:head")
    assert not any("191" in words_in(h) for h in entries)


def test_old_style_dates_give_both_calendars(volume: etree._Element) -> None:
    old = find(volume, "//t:date[@calendar='#julian']")
    assert len(old) >= 30
    assert all(d.get("when-custom") and d.get("when") for d in old)
    assert all(d.get("when-custom", "") < d.get("when", "") for d in old)


def test_one_entry_is_out_of_order_and_a_conversation_stands_between_dates(
    volume: etree._Element,
) -> None:
    in_body = [d for d in documents(volume) if find(d, "ancestor::t:body")]
    days = [values(d, ".//t:head/t:date/@when") for d in in_body]
    full = [day[0] for day in days if day and len(day[0]) == len("1917-01-01")]
    assert sum(later < earlier for earlier, later in pairwise(full)) == 1
    kinds = [d.get("type") for d in in_body]
    place = kinds.index("conversation")
    assert not days[place]
    assert days[place - 1] and days[place + 1]


def test_some_documents_have_a_month_only_or_no_date(volume: etree._Element) -> None:
    whens = values(volume, "//t:head/t:date/@when")
    assert sum(len(w) == len("1917-04") for w in whens) >= 2
    assert len(find(volume, "//t:head/t:date[@notBefore]")) >= 2
    assert any(not find(d, ".//t:head/t:date") for d in documents(volume))


def test_pages_break_everywhere_that_pages_break(volume: etree._Element) -> None:
    inside = find(volume, "//t:div[@type='edition']//t:pb[@break='no']")
    before = [values(pb, "string(preceding-sibling::text()[1])")[0][-1] for pb in inside]
    assert "-" in before
    assert any(letter.isalpha() for letter in before)
    assert find(volume, "//t:div[@type='edition']//t:note/t:pb")
    at_start = find(volume, "//t:p/t:pb[not(preceding-sibling::node())]")
    assert at_start
    blank = find(volume, "//t:div[@type='edition']/t:pb[preceding-sibling::t:p]")
    followed = [values(pb, "string(following-sibling::*[1]/*[1]/@n)")[0] for pb in blank]
    assert ("14", "15") in list(zip([pb.get("n") for pb in blank], followed, strict=True))


def test_every_voice_speaks(volume: etree._Element) -> None:
    assert find(volume, "//t:div[@type='commentary']")
    assert find(volume, "//t:div[@type='commentary']//t:note[@type='source']")
    for kind in ("explanatory", "biographical", "source", "author"):
        assert find(volume, f"//t:note[@type='{kind}']"), kind


@pytest.mark.parametrize(
    "name",
    "del add subst supplied gap unclear sic corr abbr expan orig reg app lem rdg table lg l list "
    "opener closer dateline signed postscript foreign sp".split(),
)
def test_every_kind_of_markup_occurs(name: str) -> None:
    assert any(find(parse(path), f"//t:{name}") for path in FILES)


def test_foreign_words_say_their_language(volume: etree._Element) -> None:
    languages = set(values(volume, "//@xml:lang"))
    assert {"ru", "en", "de", "fr", "la", "no", "he", "ru-Latn"} <= languages
    line = find(volume, "//t:p[@xml:lang='he']")[0]
    assert any("\u05d0" <= letter <= "\u05ea" for letter in words_in(line))


def test_some_documents_keep_the_old_spelling() -> None:
    with_yat = [
        d.get(XML_ID)
        for path in FILES
        for d in documents(parse(path))
        if "ru" in texts(d) and words_in(texts(d)["ru"]).count("ѣ") >= 5
    ]
    assert len(with_yat) >= 4


def test_people_have_names_in_cyrillic_and_in_latin() -> None:
    for person in find(parse(ROOT / "diary" / "persons.xml"), "//t:person"):
        names = find(person, "t:persName")
        assert {"ru", "en"} <= {n.get(XML_LANG) for n in names}
        for part in ("birth", "death", "note"):
            assert find(person, f"t:{part}"), part
        assert {o.get(XML_LANG) for o in find(person, "t:occupation")} == {"ru", "en"}
    author = find(parse(ROOT / "diary" / "persons.xml"), "//t:person[1]/t:persName")
    assert len(author) >= 6
    assert register("papers") >= register("diary")


def test_some_documents_are_not_as_the_others(volume: etree._Element) -> None:
    by_id = {d.get(XML_ID): d for d in documents(volume)}
    facts = settings("diary")["documents"]
    assert facts["e33"]["image"] == "not digitised"
    assert not find(by_id["e33"], ".//t:pb[@facs]")
    assert facts["e32"]["transcription"] == "in progress"
    assert list(texts(by_id["e32"])) == ["en"]
    assert list(texts(by_id["e15"])) == ["ru", "en", "de"]
    resps = {t.get("resp") for t in texts(by_id["e15"]).values()}
    assert {"#ashdown", "#kessel"} <= resps
    papers = settings("papers")["documents"]
    assert [key for key, fact in papers.items() if fact.get("access") == "restricted"] == ["l13"]
    assert "circular" in papers
    assert not (ROOT / "papers" / "tei" / "circular.xml").exists()


def test_the_editor_has_counted_the_rock_right(volume: etree._Element) -> None:
    own = "not(ancestor::t:note[@type!='author'] or ancestor::t:div[@type='commentary'])"
    words = values(volume, f"//t:body//t:div[@type='edition']//text()[{own}]")
    assert len(re.findall("Т[её]щ", "".join(words))) == 14
    note = find(volume, "//t:note[@xml:id='e01-ru-n4']")[0]
    assert "четырнадцать раз" in words_in(note)
