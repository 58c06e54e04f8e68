"""What the screens of an archive say."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from muniment.access.services import set_scope
from muniment.documents.models import Division
from tests.site.builders import Archive


def words(client: Client, address: str, language: str = "en") -> str:
    """Give a page's words without its tags, white space folded."""
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ")


def test_an_empty_archive_says_what_to_do(client: Client, db: None) -> None:
    assert "Nothing has been published here yet" in words(client, "/")
    for address in ("collections", "volumes", "archives", "people", "dates"):
        assert client.get(f"/browse/{address}/").status_code == 200


def test_the_first_page_counts_collections_and_shows_the_newest(
    archive: Archive, client: Client
) -> None:
    said = words(client, "/")
    assert "Voices 11 documents · 1914–1918" in said
    assert "Papers, vol. 2 Diary of a diarist" in said
    assert "Newest documents" in said
    assert "On this day" in said
    assert "Anniversary" in said


def test_on_this_day_is_silent_when_there_is_nothing(
    empty_archive: Archive, client: Client
) -> None:
    empty_archive.document("Letter of a year", "1917")
    assert "On this day" not in words(client, "/")


def test_two_entries_of_8_march_are_told_apart(archive: Archive, client: Client) -> None:
    said = words(client, "/volumes/diary/")
    assert "8 March 1917" in said
    assert "8 March 1918" in said
    assert re.search(r"Part one 1917 8 March 1917 .* 1918 8 March 1918 1917", said)


def test_old_style_is_said(archive: Archive, client: Client) -> None:
    assert "8 March 1917 (23 February, Old Style)" in words(client, "/browse/dates/1917/3/8/")
    assert "8 марта 1917 г. (23 февраля ст. ст.)" in words(client, "/browse/dates/1917/3/8/", "ru")


def test_a_month_shows_what_has_no_day_apart(archive: Archive, client: Client) -> None:
    said = words(client, "/browse/dates/1917/3/")
    assert said.index("Day by day") < said.index("9 March 1917") < said.index("In this month")
    assert "In this month, day not known Letter of spring March 1917" in said
    assert "Letter of a year" not in said


def test_a_year_shows_what_has_no_month_apart(archive: Archive, client: Client) -> None:
    said = words(client, "/browse/dates/1917/")
    assert "In this year, month not known Letter of a year" in said
    assert "Letter between between 3 March and 8 May 1917" in said


def test_doubted_and_wide_dates_are_listed_as_uncertain(archive: Archive, client: Client) -> None:
    said = words(client, "/browse/dates/uncertain/")
    for title in ("Letter of a war 1914–1918", "Letter between", "Doubted letter 1 April 1917?"):
        assert title in said
    assert "Doubted letter" in words(client, "/browse/dates/1917/4/1/")


def test_the_undated_have_a_place_with_the_sources_wording(
    archive: Archive, client: Client
) -> None:
    assert "Undated letter no date" in words(client, "/browse/dates/undated/")


def test_every_document_stands_in_one_place_of_the_calendar(
    archive: Archive, client: Client
) -> None:
    said = words(client, "/browse/dates/")
    years = sum(int(n) for n in re.findall(r"19\d\d (\d+)", said))
    assert "Uncertain dates 3 documents" in said
    assert "Undated 1 document" in said
    # A doubted day and a doubted span within a year are in both.
    assert years + 3 + 1 == 11 + 2


@pytest.mark.parametrize("day", ["1917/13", "1917/2/30", "0", "10000", "9" * 30, f"1/{'9' * 30}"])
def test_a_day_that_is_none_is_not_found(day: str, archive: Archive, client: Client) -> None:
    assert client.get(f"/browse/dates/{day}/").status_code == 404


def test_a_day_without_documents_says_so(archive: Archive, client: Client) -> None:
    assert "No document that is open to you has this date" in words(
        client, "/browse/dates/1917/3/7/"
    )


def test_titles_names_and_counts_are_in_the_readers_language(
    archive: Archive, client: Client
) -> None:
    said = words(client, "/volumes/diary/", "ru")
    assert "Бумаги, т. 2 Дневник" in said
    assert "Часть первая" in said
    assert "Государственный архив" in words(client, "/browse/archives/", "ru")
    assert "Дневников, Антон" in words(client, "/people/diarist/", "ru")
    assert "11 документов" in words(client, "/browse/", "ru")


def test_a_person_stands_in_both_alphabets(archive: Archive, client: Client) -> None:
    assert "Diarist, Anton" in words(client, "/browse/people/?letter=D")
    assert "Дневников, Антон · Diarist" not in words(client, "/browse/people/?letter=D")
    said = words(client, "/browse/people/?letter=Д")
    assert "Дневников, Антон" in said
    assert "Diarist, Anton" in said
    assert words(client, "/browse/people/").count("Diarist, Anton") == 1


def test_a_person_has_documents_by_role(archive: Archive, client: Client) -> None:
    assert "Written by 11" in words(client, "/people/diarist/")
    assert "Written to 11" in words(client, "/people/friend/")


def test_a_volume_names_rights_and_licence(archive: Archive, client: Client) -> None:
    body = client.get("/volumes/diary/").content.decode()
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in body
    assert "CC BY 4.0" in body


def test_a_volume_has_a_calendar_of_its_own(archive: Archive, client: Client) -> None:
    said = words(client, "/volumes/diary/?view=calendar&day=1917-03-08")
    assert "Conversation with a friend" in said
    assert "documents of this volume have no known month" in said
    assert client.get("/volumes/diary/?view=calendar&year=x&day=y").status_code == 200


def test_contents_go_on_from_page_to_page_under_their_heading(
    archive: Archive, client: Client
) -> None:
    second = Division.objects.create(
        volume=archive.volume, key="p2", title="Part two", position=1, depth=0
    )
    for number in range(195):
        archive.document(f"Entry {number}", "1918-05-05")
    archive.document("The last", "1918-06-01", division=second)
    said = words(client, "/volumes/diary/?page=2")
    assert "Part one continued" not in words(client, "/volumes/diary/")
    assert "The last" in said
    assert 'href="/volumes/diary/?page=2#part-1"' in client.get("/volumes/diary/").content.decode()
    assert client.get("/volumes/diary/?page=3").status_code == 404


def test_a_unit_shows_its_ancestors_children_and_documents(
    archive: Archive, client: Client
) -> None:
    fonds = words(client, "/archives/state-archive/u-0001/")
    assert "Consists of 1 unit" in fonds
    assert "Diaries File 1917–1918" in fonds
    file = client.get("/archives/state-archive/u-0001-0001/").content.decode()
    assert 'href="/archives/state-archive/u-0001/"' in file
    assert "Conversation with a friend" in file


def test_what_is_closed_is_neither_shown_nor_counted(archive: Archive, client: Client) -> None:
    closed = set_scope("closed", level="restricted", parent=archive.scope)
    archive.document("Secret letter", "1917-03-09", scope=closed)
    assert "Voices 11 documents" in words(client, "/")
    for address in ("/volumes/diary/", "/browse/dates/1917/3/9/", "/people/diarist/"):
        assert "Secret letter" not in words(client, address)


@pytest.mark.parametrize(
    "address",
    [
        "/volumes/nothing/",
        "/archives/nothing/",
        "/archives/state-archive/nothing/",
        "/people/nobody/",
        "/browse/collections/nothing/",
        "/browse/volumes/?page=2",
        "/nothing/",
    ],
)
def test_what_is_not_there_is_answered_by_a_page_that_helps(
    address: str, archive: Archive, client: Client
) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
    assert 'href="/"' in response.content.decode()


def test_the_head_marks_where_the_reader_is(archive: Archive, client: Client) -> None:
    body = client.get("/browse/dates/").content.decode()
    assert '<a href="/browse/dates/" aria-current="page">Dates</a>' in body
    below = client.get("/browse/dates/1917/").content.decode()
    assert '<a href="/browse/dates/" aria-current="true">Dates</a>' in below


@pytest.mark.parametrize(
    ("birth", "death", "said"),
    [("1868", "1941", "1868–1941"), ("1868-08-02", "", "born 2 August 1868"), ("", "1941", "died")],
)
def test_a_life_is_said_as_far_as_it_is_known(
    birth: str, death: str, said: str, archive: Archive, client: Client
) -> None:
    archive.diarist.birth_edtf, archive.diarist.death_edtf = birth, death
    archive.diarist.save()
    assert said in words(client, "/people/diarist/")


def test_pages_of_content_are_kept_for_visitors_and_the_first_page_is_not(
    archive: Archive, client: Client
) -> None:
    assert client.get("/browse/dates/").headers["X-Muniment-Public"] == "1"
    assert "X-Muniment-Public" not in client.get("/").headers


@pytest.mark.parametrize("edtf", ["-0043", "-0300/-0201", "0050~", "01XX", "0004-03-15"])
def test_a_document_of_antiquity_has_a_place_and_breaks_no_screen(
    edtf: str, archive: Archive, client: Client
) -> None:
    archive.document("Decree", edtf)
    places = ["uncertain/", "50/", "4/3/15/"]
    assert any("Decree" in words(client, f"/browse/dates/{place}") for place in places)
    for address in ("", "browse/", "browse/dates/", "volumes/diary/", "people/diarist/"):
        assert client.get(f"/{address}").status_code == 200
    assert client.get("/volumes/diary/?view=calendar").status_code == 200
