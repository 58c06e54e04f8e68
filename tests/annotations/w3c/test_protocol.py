"""Programs create, read, replace and delete annotations as the standard has it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from muniment.annotations.models import Annotation, Audience
from muniment.annotations.services import notes
from muniment.annotations.services.contents import Content
from muniment.annotations.services.places import About
from muniment.documents.models import DocumentSurface, Surface
from muniment.passages.targets import Target
from tests.annotations.builders import World
from tests.annotations.w3c.checker import check_annotation
from tests.annotations.w3c.clients import MEDIA_TYPE, ROOT, Program, quoting

pytestmark = pytest.mark.django_db


def address(note: Annotation) -> str:
    return f"/annotations/{note.identifier}"


def created(program: Program, members: dict[str, Any]) -> Any:
    response = program.post(members)
    assert response.status_code == 201, response.content
    return response


def test_what_is_sent_becomes_a_note_that_only_its_author_sees(world: World) -> None:
    response = created(Program(world.author), quoting(world))
    note = Annotation.objects.get()
    assert (note.body, note.audience, note.author) == ("Was it?", "private", world.author)
    assert note.passage is not None
    assert (note.passage.exact, note.passage.start) == ("warm", 10)
    assert response.headers["Location"] == ROOT + address(note) == response.json()["id"]
    assert response.headers["Content-Type"] == MEDIA_TYPE
    check_annotation(response.json())


def test_what_was_created_is_found_under_its_address(world: World) -> None:
    program = Program(world.author)
    made = created(program, quoting(world))
    response = program.get(made.headers["Location"])
    assert response.json() == made.json()
    assert response.headers["ETag"] == made.headers["ETag"]
    assert response.headers["ETag"].startswith('"')  # strong
    link = response.headers["Link"]
    assert '<http://www.w3.org/ns/ldp#Resource>; rel="type"' in link
    assert '<http://www.w3.org/ns/oa#Annotation>; rel="type"' in link
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, PUT, DELETE"
    assert "Accept" in response.headers["Vary"]


def test_all_that_a_client_sends_is_given_back(world: World) -> None:
    sent = quoting(
        world,
        id="https://elsewhere.example/17",
        canonical="urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df",
        generator={"id": "https://elsewhere.example/", "type": "Software", "name": "Elsewhere"},
        rights="https://creativecommons.org/publicdomain/zero/1.0/",
        unknown={"deep": [1, 2.5, None, True]},
    )
    sent["@context"] = [{"unknown": "https://elsewhere.example/ns#unknown"}, sent["@context"]]
    sent["body"] |= {"language": "en", "more": "words"}
    sent["target"] |= {"renderedVia": {"id": "https://elsewhere.example/", "type": "Software"}}
    sent["target"]["selector"] = [
        sent["target"]["selector"],
        {"type": "XPathSelector", "value": "/html/body/p[1]"},
    ]
    found = created(Program(world.author), sent).json()
    for name in ("canonical", "generator", "rights", "unknown", "body", "@context"):
        assert found[name] == sent[name], name
    assert found["via"] == "https://elsewhere.example/17"
    assert found["target"]["renderedVia"] == sent["target"]["renderedVia"]
    assert sent["target"]["selector"][1] in found["target"]["selector"]
    assert Annotation.objects.get().source == sent
    check_annotation(found)


def test_a_client_cannot_speak_in_another_name(world: World) -> None:
    sent = quoting(world, creator={"type": "Person", "name": "The Tsar"}, created="1900-01-01")
    found = created(Program(world.author), sent).json()
    assert found["creator"] == {"type": "Person", "name": "Anna Author"}
    assert not found["created"].startswith("1900")


def test_another_state_is_put_in_its_place(world: World) -> None:
    program = Program(world.author)
    made = created(program, quoting(world))
    changed = made.json()
    changed["body"] = [
        {"type": "TextualBody", "value": "It *was*.", "format": "text/markdown"},
        {"type": "TextualBody", "value": "weather", "purpose": "tagging"},
    ]
    response = program.put(made.headers["Location"], changed, If_Match=made.headers["ETag"])
    assert response.status_code == 200, response.content
    assert response.headers["ETag"] != made.headers["ETag"]
    note = Annotation.objects.get()
    assert (note.body, note.tags) == ("It *was*.", ["weather"])
    assert response.json()["body"] == changed["body"]
    check_annotation(response.json())


def test_replacing_leaves_who_sees_it_unless_it_says_who_does(world: World) -> None:
    note = world.note(show_to=(world.group, world.other))
    program = Program(world.author)
    before = program.get(address(note))
    state = {name: each for name, each in before.json().items() if name != "audience"}
    response = program.put(address(note), state, If_Match=before.headers["ETag"])
    assert response.status_code == 200, response.content
    note.refresh_from_db()
    assert note.audience == Audience.GROUPS and note.shares.count() == 2
    state["audience"] = {"id": f"{ROOT}/annotations/public/"}
    response = program.put(address(note), state, If_Match=response.headers["ETag"])
    note.refresh_from_db()
    assert note.audience == Audience.PUBLIC and note.shares.count() == 0


def test_a_note_is_moved_to_other_words(world: World) -> None:
    note = world.note()
    program = Program(world.author)
    before = program.get(address(note))
    state = before.json()
    state["target"]["selector"] = {"type": "TextQuoteSelector", "exact": "river"}
    response = program.put(address(note), state, If_Match=before.headers["ETag"])
    assert response.status_code == 200, response.content
    note.refresh_from_db()
    assert note.passage is not None and note.passage.exact == "river"


def test_what_is_put_back_as_it_came_stays_where_it_is(world: World) -> None:
    program = Program(world.author)
    for note in (
        world.note(),
        world.note(on_words="March.\nWe walked"),
        world.note(about=world.box()),
        world.note(about=world.whole()),
    ):
        before = program.get(address(note))
        check_annotation(before.json())
        response = program.put(address(note), before.json(), If_Match=before.headers["ETag"])
        assert response.status_code == 200, response.content
        again = Annotation.objects.get(pk=note.pk)
        assert (again.passage, again.box, again.page) == (note.passage, note.box, note.page)
        assert response.json()["target"] == before.json()["target"]


def test_a_box_stays_in_its_document_though_a_client_drops_the_scope(world: World) -> None:
    """Annotorious gives back source and selector alone."""
    other = world.archive.document("9 March", "1917-03-09")
    surface = Surface.objects.get(image=world.image)
    DocumentSurface.objects.create(document=other, surface=surface, position=0)
    about = About(Target(other.identifier), world.image.identifier, (1, 2, 3, 4))
    note, program = world.note(about=about), Program(world.author)
    before = program.get(address(note))
    state = before.json()
    state["target"] = {name: state["target"][name] for name in ("source", "selector")}
    response = program.put(address(note), state, If_Match=before.headers["ETag"])
    assert response.status_code == 200, response.content
    assert Annotation.objects.get().document == other
    assert response.json()["target"]["scope"].startswith(f"{ROOT}/documents/{other.identifier}/")


def test_a_highlight_has_an_empty_list_of_bodies(world: World) -> None:
    """Recogito fails where there is no body."""
    program = Program(world.author)
    without: tuple[Any, ...] = (None, [])
    made = [created(program, quoting(world, body=body)).json() for body in without]
    made.append(program.get(address(world.note(""))).json())
    for found in made:
        assert (found["body"], found["motivation"]) == ([], "highlighting")


@pytest.mark.parametrize("method", ["put", "delete"])
def test_a_change_says_what_it_is_a_change_of(world: World, method: str) -> None:
    note = world.note()
    program = Program(world.author)
    more = [program.get(address(note)).json()] if method == "put" else []
    ask = getattr(program, method)
    assert ask(address(note), *more).status_code == 428
    assert ask(address(note), *more, If_Match='"other"').status_code == 412
    assert ask(address(note), *more, If_Match='W/"other"').status_code == 412
    assert Annotation.objects.get().revision == 1


def test_somebody_elses_change_is_not_overwritten(world: World) -> None:
    note = world.note()
    program = Program(world.author)
    before = program.get(address(note))
    notes.edit(
        note,
        Content(body="Edited in the reader"),
        viewer=world.viewer("author"),
        revision=note.revision,
    )
    response = program.put(address(note), before.json(), If_Match=before.headers["ETag"])
    assert response.status_code == 412
    assert Annotation.objects.get().body == "Edited in the reader"


def test_what_was_deleted_is_gone_for_whoever_has_seen_it(world: World) -> None:
    note = world.note(is_public=True)
    hidden = world.note("Mine alone")
    program, stranger = Program(world.author), Program()
    for each in (note, hidden):
        etag = program.get(address(each)).headers["ETag"]
        assert program.delete(address(each), If_Match=etag).status_code == 204
        assert program.get(address(each)).status_code == 410
    assert stranger.get(address(note)).status_code == 410
    assert stranger.get(address(hidden)).status_code == 404
    assert stranger.get("/annotations/").json()["total"] == 0


def test_who_sees_it_but_has_not_written_it_changes_nothing(world: World) -> None:
    note = world.note(is_public=True)
    stranger, visitor = Program(world.account("stranger")), Program()
    etag = visitor.get(address(note)).headers["ETag"]
    assert stranger.delete(address(note), If_Match=etag).status_code == 403
    assert stranger.put(address(note), quoting(world), If_Match=etag).status_code == 403
    response = visitor.delete(address(note), If_Match=etag)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert visitor.post(quoting(world)).status_code == 401


def test_a_token_that_may_only_read_changes_nothing(world: World) -> None:
    program = Program(world.author, scope="read")
    note = world.note()
    assert program.get(address(note)).status_code == 200
    response = program.delete(address(note), If_Match="*")
    assert response.status_code == 403
    assert "Link" in response.headers and "Allow" in response.headers


def test_a_session_reads_and_writes_from_our_own_pages_only(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.author)
    note = world.note()
    response = client.get(address(note))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert client.delete(address(note), headers={"If-Match": "*"}).status_code == 403
    page = client.get("/account/")
    token = page.context["csrf_token"]
    headers = {"If-Match": "*", "X-CSRFToken": str(token)}
    assert client.delete(address(note), headers=headers).status_code == 204


@pytest.mark.parametrize("path", ["/annotations/", "/annotations/nothing", "/annotations/mine/"])
def test_browsers_of_other_sites_may_ask_what_they_may(world: World, path: str) -> None:
    response = Program().options(
        path, Origin="https://elsewhere.example", Access_Control_Request_Method="PUT"
    )
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "authorization" in response.headers["Access-Control-Allow-Headers"].lower()
    assert response.headers["Access-Control-Allow-Methods"] == response.headers["Allow"]


def test_scripts_of_other_sites_see_the_headers_that_they_need(world: World) -> None:
    response = Program().get("/annotations/", Origin="https://elsewhere.example")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    exposed = response.headers["Access-Control-Expose-Headers"]
    for name in ("ETag", "Link", "Location", "Allow", "Content-Location", "Accept-Post"):
        assert name in exposed


def test_people_are_led_to_the_page_of_the_note(world: World) -> None:
    note = world.note(is_public=True)
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = Program().get(address(note), Accept=browser)
    assert response.status_code == 303
    assert response.headers["Location"] == f"/notes/{note.identifier}/"


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        ("*/*", 200, MEDIA_TYPE),
        ("application/ld+json", 200, MEDIA_TYPE),
        (MEDIA_TYPE, 200, MEDIA_TYPE),
        ('application/ld+json; profile="https://other.example/"', 200, MEDIA_TYPE),
        ("application/json", 200, "application/json"),
        ("application/*;q=0.5, text/turtle", 200, MEDIA_TYPE),
        ("application/ld+json;q=0.2, application/json;q=0.9", 200, "application/json"),
        ("text/turtle", 406, "text/plain; charset=utf-8"),
        ("application/ld+json;q=0, text/turtle", 406, "text/plain; charset=utf-8"),
    ],
)
def test_the_format_is_negotiated(world: World, accept: str, status: int, media_type: str) -> None:
    response = Program().get(address(world.note(is_public=True)), Accept=accept)
    assert (response.status_code, response.headers["Content-Type"]) == (status, media_type)
    assert "Link" in response.headers and "Accept" in response.headers["Vary"]


def test_what_has_not_changed_is_not_sent_again(world: World) -> None:
    path = address(world.note(is_public=True))
    etag = Program().get(path).headers["ETag"]
    response = Program().get(path, If_None_Match=etag)
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == etag


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "POST"])
def test_other_methods_are_refused_with_those_that_there_are(world: World, method: str) -> None:
    path = address(world.note(is_public=True))
    response = Client().generic(method, path)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, PUT, DELETE"


def test_programs_cannot_write_without_end(world: World, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "program_writes": "2/m/key"}
    program = Program(world.author)
    answers = [program.post(quoting(world)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[-1].headers["Retry-After"] == "60"


def test_the_name_that_a_client_suggests_is_not_used(world: World) -> None:
    made = Program(world.author).post(quoting(world), Slug="admin")
    assert not made.headers["Location"].endswith("admin")
