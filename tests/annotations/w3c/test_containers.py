"""Containers tell each viewer of what he may see, as much of it as he asks for."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muniment.annotations.models import Annotation
from muniment.annotations.w3c import containers
from tests.annotations.builders import World
from tests.annotations.w3c.checker import check_container, check_page
from tests.annotations.w3c.clients import MEDIA_TYPE, ROOT, Program

pytestmark = pytest.mark.django_db

MINIMAL = "http://www.w3.org/ns/ldp#PreferMinimalContainer"
IRIS = "http://www.w3.org/ns/oa#PreferContainedIRIs"
DESCRIPTIONS = "http://www.w3.org/ns/oa#PreferContainedDescriptions"


def prefer(*iris: str) -> str:
    return f'return=representation;include="{" ".join(iris)}"'


def bodies(container: dict[str, Any]) -> list[str]:
    page = container.get("first", {"items": []})
    return [item["body"]["value"] for item in page["items"]]


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "PAGE_SIZE", 2)


def test_a_container_says_what_it_is(world: World) -> None:
    world.note(is_public=True)
    response = Program().get("/annotations/")
    assert response.headers["Content-Type"] == MEDIA_TYPE
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert MEDIA_TYPE in response.headers["Accept-Post"]
    assert {"Accept", "Prefer"} <= set(response.headers["Vary"].split(", "))
    assert response.headers["ETag"].startswith('"')
    link = response.headers["Link"]
    assert '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"' in link
    assert (
        "<http://www.w3.org/TR/annotation-protocol/>; "
        'rel="http://www.w3.org/ns/ldp#constrainedBy"' in link
    )
    found = response.json()
    assert response.headers["Content-Location"] == found["id"]
    check_container(found)


def test_an_empty_container_has_no_pages(world: World) -> None:
    found = Program().get("/annotations/").json()
    assert found["total"] == 0
    check_container(found)
    page = Program().get("/annotations/?page=0")
    assert page.json()["items"] == []


def test_the_first_page_comes_along_unless_it_is_not_wanted(world: World) -> None:
    note = world.note(is_public=True)
    program = Program()
    by_default = program.get("/annotations/").json()
    assert by_default["first"]["items"][0]["id"].endswith(note.identifier)
    with_iris = program.get("/annotations/", Prefer=prefer(IRIS)).json()
    assert with_iris["first"]["items"] == [f"{ROOT}/annotations/{note.identifier}"]
    with_all = program.get("/annotations/", Prefer=prefer(DESCRIPTIONS)).json()
    assert with_all == by_default
    minimal = program.get("/annotations/", Prefer=prefer(MINIMAL)).json()
    assert minimal["first"] == f"{ROOT}/annotations/?iris=0&page=0"
    assert minimal["id"] == f"{ROOT}/annotations/"
    both = program.get("/annotations/", Prefer=prefer(MINIMAL, IRIS)).json()
    assert both["first"] == f"{ROOT}/annotations/?iris=1&page=0"
    for found in (by_default, with_iris, minimal, both):
        check_container(found)


@pytest.mark.parametrize(
    "header",
    [
        'return=representation; include="http://www.w3.org/ns/oa#PreferContainedIRIs"',
        'respond-async, return=representation ; include = "x http://www.w3.org/ns/oa#PreferContainedIRIs"',
        "return=representation;include=http://www.w3.org/ns/oa#PreferContainedIRIs",
    ],
)
def test_preferences_are_read_however_they_are_written(world: World, header: str) -> None:
    world.note(is_public=True)
    found = Program().get("/annotations/", Prefer=header).json()
    assert isinstance(found["first"]["items"][0], str)


@pytest.mark.parametrize("header", ["", "include", 'include="', "x" * 3000, 'include="a b"', '"""'])
def test_preferences_that_mean_nothing_are_passed_over(world: World, header: str) -> None:
    world.note(is_public=True)
    found = Program().get("/annotations/", Prefer=header).json()
    assert isinstance(found["first"]["items"][0], dict)


def test_every_address_that_a_container_names_is_answered(world: World) -> None:
    world.note(is_public=True)
    for preferred in (prefer(IRIS), prefer(DESCRIPTIONS), prefer(MINIMAL)):
        response = Program().get("/annotations/", Prefer=preferred)
        found = response.json()
        again = Program().get(found["id"])
        assert again.json()["id"] == (
            found["id"] if preferred != prefer(MINIMAL) else f"{found['id']}?iris=0"
        )
        check_page(Program().get(found["last"]).json())


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("wanted", [IRIS, DESCRIPTIONS])
def test_pages_lead_through_all_in_the_order_of_creation(world: World, wanted: str) -> None:
    made = [world.note(str(n), is_public=True).identifier for n in range(5)]
    program = Program()
    container = program.get("/annotations/", Prefer=prefer(wanted, MINIMAL)).json()
    found, address, starts, before = [], container["first"], [], ""
    while address:
        response = program.get(address)
        page = response.json()
        check_page(page)
        assert response.headers["Content-Location"] == page["id"] == address
        assert page.get("prev", "") == before
        assert page["partOf"]["total"] == 5
        found += [item if isinstance(item, str) else item["id"] for item in page["items"]]
        starts.append(page["startIndex"])
        before, address = address, page.get("next", "")
    assert before == container["last"]
    assert starts == [0, 2, 4]
    assert found == [f"{ROOT}/annotations/{identifier}" for identifier in made]


@pytest.mark.usefixtures("small_pages")
def test_what_is_new_moves_nothing_to_another_page(world: World) -> None:
    for n in range(3):
        world.note(str(n), is_public=True)
    before = Program().get("/annotations/?iris=1&page=0").json()["items"]
    world.note("new", is_public=True)
    assert Program().get("/annotations/?iris=1&page=0").json()["items"] == before


@pytest.mark.parametrize("page", ["1", "-1", "x", "", "99999999999", "١", "1e3"])
def test_there_are_no_other_pages(world: World, page: str) -> None:
    response = Program().get(f"/annotations/?page={page}")
    assert response.status_code == 404
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_nothing_is_sent_to_a_page(world: World) -> None:
    assert Program(world.author).post({}, "/annotations/?page=0").status_code == 405


def test_each_container_holds_what_belongs_there(world: World) -> None:
    other = world.archive.document("9 March", "1917-03-09")
    world.note("private")
    world.note("public", is_public=True)
    world.note("in the group", show_to=(world.group,))
    world.note("in the other", show_to=(world.other,))
    world.note("by another", by="owner", is_public=True)
    program = Program(world.author)

    def told(path: str) -> list[str]:
        found = program.get(path).json()
        check_container(found)
        return bodies(found)

    everything = ["private", "public", "in the group", "in the other", "by another"]
    assert told("/annotations/") == everything
    assert told("/annotations/mine/") == everything[:-1]
    assert told("/annotations/public/") == ["public", "by another"]
    assert told(f"/annotations/groups/{world.group.identifier}/") == ["in the group"]
    assert told(f"/annotations/documents/{world.document.identifier}/") == everything
    assert told(f"/annotations/documents/{other.identifier}/") == []


def test_a_container_is_named_as_its_document_or_group_is(world: World) -> None:
    program = Program(world.author)
    group = program.get(f"/annotations/groups/{world.group.identifier}/").json()
    assert group["label"] == world.group.name
    document = program.get(f"/annotations/documents/{world.document.identifier}/").json()
    assert document["label"] == "8 March"


def test_people_are_led_to_the_notes_on_a_document(world: World) -> None:
    path = f"/documents/{world.document.identifier}/notes/"
    response = Program().get(
        f"/annotations/documents/{world.document.identifier}/", Accept="text/html"
    )
    assert (response.status_code, response.headers["Location"]) == (303, path)
    # Of all notes there is no page: people get what programs get.
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    assert Program().get("/annotations/", Accept=browser).status_code == 200


def test_what_everyone_sees_may_be_kept_and_asked_for_again(world: World) -> None:
    world.note(is_public=True)
    response = Program().get("/annotations/")
    assert response.headers["Cache-Control"] == "public, no-cache"
    etag = response.headers["ETag"]
    assert Program().get("/annotations/", If_None_Match=etag).status_code == 304
    world.note("Another", is_public=True)
    assert Program().get("/annotations/", If_None_Match=etag).status_code == 200
    mine = Program(world.author).get("/annotations/")
    assert mine.headers["Cache-Control"] == "private, no-store"


def test_the_number_of_queries_does_not_grow(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert program.get("/annotations/").status_code == 200
        return len(caught)

    program = Program(world.author)
    program.get("/annotations/")
    groups = (world.group, world.other)
    world.note("0", show_to=groups)
    few = queries()
    for n in range(12):
        world.note(str(n), show_to=groups, on_words=("warm", "river", "March")[n % 3])
    assert Annotation.objects.count() == 13
    assert queries() == few <= 9
