"""What annotations are about: words, images, pages and documents of this archive."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.access.services import set_scope
from muniment.annotations.models import Annotation
from muniment.documents.models import Document
from muniment.passages.models import Anchor
from tests.annotations.builders import World
from tests.annotations.w3c.checker import check_annotation
from tests.annotations.w3c.clients import ROOT, Program, quoting
from tests.passages.builders import WORDS, add_text, correct

pytestmark = pytest.mark.django_db

QUOTE = "TextQuoteSelector"
POSITION = "TextPositionSelector"


def aimed(world: World, target: Any, **more: Any) -> Any:
    """Send an annotation with a target; give the answer."""
    return Program(world.author).post(quoting(world, **more) | {"target": target})


def at(world: World, *selectors: dict[str, Any], **more: Any) -> Any:
    """Send an annotation of the text with these selectors."""
    source = f"{ROOT}/documents/{world.document.identifier}/?panes=en"
    chosen: Any = list(selectors) if len(selectors) > 1 else selectors[0]
    return aimed(world, {"source": source, "selector": chosen, **more})


def the_words(answer: Any) -> str:
    assert answer.status_code == 201, answer.content
    check_annotation(answer.json())
    passage = Annotation.objects.latest("pk").passage
    assert passage is not None
    return passage.exact


def test_words_are_named_by_a_quote_a_position_or_both(world: World) -> None:
    quote = {"type": QUOTE, "exact": "river", "prefix": "the ", "suffix": " and"}
    position = {"type": POSITION, "start": 10, "end": 14}
    assert the_words(at(world, quote)) == "river"
    assert the_words(at(world, position)) == "warm"
    assert the_words(at(world, {"type": QUOTE, "exact": "warm"}, position)) == "warm"


def test_our_annotations_name_words_in_three_ways(world: World) -> None:
    note = world.note(on_words="March.\nWe walked")
    target = Program(world.author).get(f"/annotations/{note.identifier}").json()["target"]
    assert target["source"] == f"{ROOT}/documents/{world.document.identifier}/?panes=en"
    assert target["styleClass"] == "yellow"
    assert target["state"]["schema:version"] == 1
    quote, position, blocks = target["selector"]
    assert quote["exact"] == "March.\nWe walked"
    assert quote["prefix"].endswith("day in ") and quote["suffix"].startswith(" along")
    assert position["end"] - position["start"] == len(quote["exact"])
    assert blocks["startSelector"]["value"] == '[data-block="p1"]'
    assert blocks["endSelector"]["value"] == '[data-block="p2"]'
    refined = blocks["endSelector"]["refinedBy"]
    assert WORDS[1][: refined["end"]] == "We walked"


def test_a_wrong_position_does_not_matter_where_the_quote_is_sure(world: World) -> None:
    """Many programs count in UTF-16."""
    assert (
        the_words(
            at(
                world,
                {"type": QUOTE, "exact": "river"},
                {"type": POSITION, "start": 900, "end": 905},
            )
        )
        == "river"
    )


def test_words_that_are_not_there_are_refused(world: World) -> None:
    answer = at(world, {"type": QUOTE, "exact": "a cold night"})
    assert answer.status_code == 409
    assert at(world, {"type": POSITION, "start": 5, "end": 4000}).status_code == 409
    assert not Annotation.objects.exists()


def test_words_that_stand_twice_need_their_surroundings(world: World) -> None:
    add_text(world.document, "One spring, then one spring.", key="ru")
    source = f"{ROOT}/documents/{world.document.identifier}/?panes=ru"
    quote = {"type": QUOTE, "exact": "ne spring"}
    assert aimed(world, {"source": source, "selector": quote}).status_code == 409
    quote["prefix"] = "One spring, then o"
    assert the_words(aimed(world, {"source": source, "selector": quote})) == "ne spring"
    passage = Annotation.objects.get().passage
    assert passage is not None and passage.start == 18


def test_a_text_that_is_not_named_is_found_by_the_words(world: World) -> None:
    add_text(world.document, "Был *тёплый* день в марте.", key="ru")
    source = f"{ROOT}/documents/{world.document.identifier}/"
    quote = {"type": QUOTE, "exact": "тёплый"}
    assert the_words(aimed(world, {"source": source, "selector": quote})) == "тёплый"
    position = {"type": POSITION, "start": 1, "end": 4}
    answer = aimed(world, {"source": source, "selector": position})
    assert answer.status_code == 400
    assert "?panes=en" in answer.content.decode()


@pytest.mark.parametrize(
    "state", [{"schema:version": 1}, {"version": "1"}, {"sourceDate": "2026-01-01T00:00:00Z"}]
)
def test_words_of_an_earlier_version_are_taken_as_of_then(
    world: World, state: dict[str, Any]
) -> None:
    correct(world.text, "It was a *cold* day in March.", WORDS[1])
    world.text.versions.filter(number=2).update(created_at="2026-06-01T00:00:00Z")
    quote = {"type": QUOTE, "exact": "warm"}
    assert at(world, quote).status_code == 409
    assert the_words(at(world, quote, state={"type": "TimeState", **state})) == "warm"


def test_a_correction_moves_the_annotation_and_not_what_was_sent(world: World) -> None:
    made = at(world, {"type": QUOTE, "exact": "river"})
    sent = Annotation.objects.get().source
    correct(world.text, "An added paragraph.", *WORDS)
    passage = Annotation.objects.get().passage
    assert passage is not None and world.text.current is not None
    Anchor.objects.create(
        passage=passage,
        version=world.text.current,
        status=Anchor.Status.MOVED,
        start=passage.start + 20,
        end=passage.end + 20,
    )
    found = Program(world.author).get(made.headers["Location"]).json()
    check_annotation(found)
    target = found["target"]
    assert target["state"]["schema:version"] == 2
    assert target["selector"][0]["exact"] == "river"
    assert target["selector"][1]["start"] == passage.start + 20
    assert Annotation.objects.get().source == sent


def test_nothing_newer_is_told_of_a_document_that_was_closed_meanwhile(world: World) -> None:
    note = world.note()
    before = Program(world.author).get(f"/annotations/{note.identifier}").json()["target"]
    passage = note.passage
    text = correct(world.text, "A secret was added here.", *WORDS)
    assert passage is not None and text.current is not None
    moved = len("A secret was added here.\n")
    Anchor.objects.create(
        passage=passage,
        version=text.current,
        status=Anchor.Status.MOVED,
        start=passage.start + moved,
        end=passage.end + moved,
    )
    document = world.document
    shown = Program(world.author).get(f"/annotations/{note.identifier}").json()["target"]
    assert "was added" in shown["selector"][0]["prefix"]
    Document.objects.filter(pk=document.pk).update(
        scope=set_scope("document:closed", level="restricted")
    )
    after = Program(world.author).get(f"/annotations/{note.identifier}").json()["target"]
    assert after["selector"] == before["selector"]
    assert "was added" not in str(after)


def test_words_that_are_no_longer_there_are_told_of_as_they_were(world: World) -> None:
    note = world.note()
    correct(world.text, "Quite another text.")
    assert note.passage is not None and world.text.current is not None
    Anchor.objects.create(
        passage=note.passage, version=world.text.current, status=Anchor.Status.ORPHAN
    )
    target = Program(world.author).get(f"/annotations/{note.identifier}").json()["target"]
    assert target["state"]["schema:version"] == 1
    assert target["selector"][0]["exact"] == "warm"


def test_a_part_of_an_image_is_named_by_its_service(world: World) -> None:
    service = f"{ROOT}/iiif/image/3/{world.image.identifier}"
    for source, fragment in (
        (service, "xywh=10,20,30,40"),
        (f"{service}/full/max/0/default.jpg", "xywh=pixel:10.2,19.8,30.7,40.1"),
        (service, "xywh=percent:1,2,3,4"),
    ):
        selector = {"type": "FragmentSelector", "value": fragment}
        answer = aimed(world, {"source": source, "selector": selector})
        assert answer.status_code == 201, answer.content
        check_annotation(answer.json())
        target = answer.json()["target"]
        assert target["source"] == service
        assert target["scope"].startswith(f"{ROOT}/documents/{world.document.identifier}/")
    boxes = [note.box for note in Annotation.objects.order_by("pk")]
    assert boxes == [[10, 20, 30, 40], [10, 20, 31, 40], [10, 28, 30, 56]]


def test_a_target_may_be_an_address_with_a_fragment(world: World) -> None:
    answer = aimed(world, f"{ROOT}/iiif/image/3/{world.image.identifier}#xywh=1,2,3,4")
    assert answer.status_code == 201
    assert Annotation.objects.get().box == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "fragment",
    [
        *("xywh=0,0,0,10", "xywh=990,0,20,10", "xywh=0,0,2000,10", "xywh=pixel:a,b,c,d"),
        *("xywh=-1,0,2,2", "xywh=1,2,3", "xywh=percent:90,90,20,20", "t=10,20"),
    ],
)
def test_a_box_lies_on_its_image(world: World, fragment: str) -> None:
    selector = {"type": "FragmentSelector", "value": fragment}
    source = f"{ROOT}/iiif/image/3/{world.image.identifier}"
    assert aimed(world, {"source": source, "selector": selector}).status_code == 400


def test_whole_documents_pages_and_images_are_named_by_their_addresses(world: World) -> None:
    document = f"{ROOT}/documents/{world.document.identifier}/"
    service = f"{ROOT}/iiif/image/3/{world.image.identifier}"
    ark = f"{ROOT}/ark:/99999/{world.document.identifier}"
    pages = []
    for target in (document, f"{document}?page=12", service, ark, {"id": document}):
        answer = aimed(world, target)
        assert answer.status_code == 201, answer.content
        check_annotation(answer.json())
        pages.append(Annotation.objects.latest("pk").page)
    assert pages == ["", "12", "12", "", ""]


def test_the_image_of_a_page_may_be_named_by_the_page(world: World) -> None:
    selector = {"type": "FragmentSelector", "value": "xywh=1,2,3,4"}
    document = f"{ROOT}/documents/{world.document.identifier}/"
    answer = aimed(world, {"source": f"{document}?page=12", "selector": selector})
    assert answer.status_code == 201, answer.content
    assert answer.json()["target"]["source"].endswith(world.image.identifier)
    assert aimed(world, {"source": document, "selector": selector}).status_code == 400


@pytest.mark.parametrize(
    "target",
    [
        *("https://elsewhere.example/", "/documents/x0001/", "urn:uuid:1", "http://[", ""),
        *(f"{ROOT}/about/", f"{ROOT}/documents/nothing/", f"{ROOT}/documents/x0001/?page=99"),
        *(f"{ROOT}/iiif/image/3/nothing", f"{ROOT}/documents/x0001/?passage=en,5", None, [], 5),
        *([f"{ROOT}/documents/x0001/"] * 2, {"source": {}}, {"selector": {}}),
    ],
)
def test_what_is_nothing_of_this_archive_is_refused(world: World, target: Any) -> None:
    answer = aimed(world, target)
    assert answer.status_code == 400
    assert "Link" in answer.headers
    assert not Annotation.objects.exists()


def test_a_closed_document_is_refused_as_one_that_is_not_there(world: World) -> None:
    closed = world.archive.document("Closed", scope=set_scope("package:c", level="restricted"))
    missing = aimed(world, f"{ROOT}/documents/nothing/")
    answer = aimed(world, f"{ROOT}/documents/{closed.identifier}/")
    assert (answer.status_code, answer.content) == (missing.status_code, missing.content)


@pytest.mark.parametrize("kind", ["RangeSelector", "XPathSelector", "SvgSelector", "x:Own"])
def test_selectors_that_are_not_understood_are_refused_alone(world: World, kind: str) -> None:
    unknown = {"type": kind, "value": "p"}
    answer = at(world, unknown)
    assert answer.status_code == 400
    assert kind in answer.content.decode()
    assert "TextQuoteSelector" in answer.content.decode()
    assert the_words(at(world, {"type": QUOTE, "exact": "warm"}, unknown)) == "warm"


def test_a_refined_selector_means_something_else_and_is_refused(world: World) -> None:
    quote = {"type": QUOTE, "exact": "warm", "refinedBy": {"type": POSITION, "start": 1, "end": 2}}
    assert at(world, quote).status_code == 400


def test_the_colour_is_a_class_of_style(world: World) -> None:
    answer = at(world, {"type": QUOTE, "exact": "warm"}, styleClass=["own", "green"])
    assert answer.json()["target"]["styleClass"] == "green"
    assert Annotation.objects.get().colour == "green"


def test_a_note_that_was_moved_in_the_reader_is_told_of_where_it_is(world: World) -> None:
    xpath = {"type": "XPathSelector", "value": "/p[1]"}
    made = at(world, {"type": QUOTE, "exact": "warm"}, xpath)
    assert xpath in made.json()["target"]["selector"]
    note, other = Annotation.objects.get(), world.note(on_words="river", by="owner")
    Annotation.objects.filter(pk=note.pk).update(passage=other.passage)
    selectors = Program(world.author).get(made.headers["Location"]).json()["target"]["selector"]
    assert selectors[0]["exact"] == "river"
    assert xpath not in selectors
