"""The pages of discussions, as a browser asks for them."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import reverse

from muniment.discussions import services
from muniment.discussions.models import Discussion, Post
from muniment.groups import services as groups
from muniment.notices.models import Notice
from muniment.passages.models import Anchor, Passage
from tests.groups.builders import World, client_of
from tests.passages.builders import WORDS, add_text, chosen, correct
from tests.site.builders import Archive, build_archive


@pytest.fixture
def archive(db: None) -> Archive:
    return build_archive()


@pytest.fixture
def talk(world: World) -> Discussion:
    return services.start(world.place(world.author), title="A spring", body="Was it warm?")


def address(world: World, name: str, **more: str) -> str:
    return reverse(f"discussions:{name}", kwargs={"group": world.group.identifier, **more})


def start(world: World, **sent: str) -> HttpResponse:
    client = client_of(world.member)
    response = client.post(address(world, "new"), {"title": "T", "body": "B", **sent})
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.parametrize(
    "typed",
    ["{0}", "/documents/{0}/", "https://archive.example.org/documents/{0}/?panes=a", "ark:/1/{0}"],
)
def test_a_document_is_named_by_any_of_its_addresses(
    typed: str, world: World, archive: Archive
) -> None:
    identifier = archive.document("8 March", "1917-03-08").identifier
    typed = typed.format(identifier).replace("ark:/1/", "ark:/99999/")
    assert start(world, about=typed).status_code == 302
    assert Discussion.objects.get().document_identifier == identifier


@pytest.mark.parametrize("typed", ["x9999", "/people/somebody/", "http://[", "так"])
def test_what_is_no_document_is_said_beside_the_form(
    typed: str, world: World, archive: Archive
) -> None:
    response = start(world, about=typed)
    assert response.status_code == 422
    assert "not the address of a document" in response.content.decode()
    assert 'value="T"' in response.content.decode()


def test_the_reader_sends_what_a_discussion_is_about(world: World, archive: Archive) -> None:
    document = archive.document("8 March", "1917-03-08")
    page = client_of(world.member).get(address(world, "new"), {"document": document.identifier})
    assert "8 March" in page.content.decode()
    assert f'name="document" value="{document.identifier}"' in page.content.decode()
    start(world, document=document.identifier)
    assert Discussion.objects.get().document == document


def test_a_document_that_is_not_there_is_not_named(world: World) -> None:
    page = client_of(world.member).get(address(world, "new"), {"document": "x9999"})
    assert page.status_code == 404


def test_from_the_reader_one_chooses_the_group_unless_there_is_one(world: World) -> None:
    asked = f"{reverse('discussions:choose_group')}?document=x1&page=2"
    client = client_of(world.owner)
    assert client.get(asked).headers["Location"] == f"{address(world, 'new')}?document=x1&page=2"
    groups.create("Another", by=world.owner)
    page = client.get(asked).content.decode()
    assert "Another" in page and "document=x1&amp;page=2" in page
    alone = client_of(world.stranger).get(asked).content.decode()
    assert reverse("groups:new") in alone


def test_words_are_shown_before_they_are_posted(world: World, talk: Discussion) -> None:
    sent = {"body": "It *was*.", "preview": "1"}
    say = address(world, "say", discussion=talk.identifier)
    page = client_of(world.member).post(say, sent)
    assert page.status_code == 200
    assert "<em>was</em>" in page.content.decode() and "It *was*." in page.content.decode()
    assert Post.objects.count() == 1


def test_empty_words_come_back_with_a_sentence(world: World, talk: Discussion) -> None:
    say = address(world, "say", discussion=talk.identifier)
    page = client_of(world.member).post(say, {"body": " "})
    assert page.status_code == 422
    assert "Write something first." in page.content.decode()


def test_an_answer_leads_to_itself(world: World, talk: Discussion) -> None:
    first = Post.objects.get()
    say = address(world, "say", discussion=talk.identifier)
    client = client_of(world.member)
    led = client.post(say, {"body": "It was.", "answers": first.identifier})
    answer = Post.objects.get(answers=first)
    assert led.headers["Location"].endswith(f"?post={answer.identifier}#post-{answer.identifier}")
    page = client.get(led.headers["Location"]).content.decode()
    assert "In answer to Anna Author" in page


def test_of_two_windows_the_second_is_shown_both_wordings(world: World, talk: Discussion) -> None:
    post = Post.objects.get()
    edit = address(world, "edit_post", discussion=talk.identifier, post=post.identifier)
    client = client_of(world.author)
    client.post(edit, {"body": "First window", "revision": "1"})
    page = client.post(edit, {"body": "Second window", "revision": "1"})
    assert page.status_code == 409
    assert "First window" in page.content.decode() and "Second window" in page.content.decode()
    assert 'name="revision" value="2"' in page.content.decode()
    client.post(edit, {"body": "Both", "revision": "2"})
    assert Post.objects.get().body == "Both"


def test_whoever_sees_a_discussion_is_no_longer_told_of_it(world: World, talk: Discussion) -> None:
    unread = Notice.objects.filter(account=world.member, read_at=None)
    assert unread.count() == 1
    client_of(world.member).get(services.address(talk))
    assert unread.count() == 0


def test_what_a_role_does_not_allow_is_said_in_a_sentence(world: World, talk: Discussion) -> None:
    end = address(world, "end", discussion=talk.identifier)
    page = client_of(world.member).post(end)
    assert page.status_code == 403
    assert "Only the owner and the moderators of the group may do this." in page.content.decode()


def test_a_passage_that_the_reader_sends_is_kept_and_shown(world: World, archive: Archive) -> None:
    document = archive.document("8 March", "1917-03-08")
    text = add_text(document)
    words = chosen("walked along the river")
    sent = {
        "document": document.identifier,
        "text": words.text,
        "version": str(words.version),
        "start": str(words.start),
        "end": str(words.end),
        "exact": words.exact,
    }
    assert start(world, **sent).status_code == 302
    talk = Discussion.objects.get()
    assert talk.passage and talk.passage.exact == words.exact
    client = client_of(world.owner)
    listed = client.get(address(world, "discussions")).content.decode()
    assert "walked along the river</blockquote>" in listed
    gone = correct(text, WORDS[0], "Nobody walked.").current
    assert gone
    Anchor.objects.create(passage=talk.passage, version=gone, status=Anchor.Status.ORPHAN)
    assert "No longer in the text" in client.get(services.address(talk)).content.decode()


def test_a_passage_with_other_words_is_refused_and_nothing_is_kept(
    world: World, archive: Archive
) -> None:
    document = archive.document("8 March", "1917-03-08")
    add_text(document)
    sent = {"document": document.identifier, "text": "en", "version": "1", "start": "0"}
    response = start(world, **sent, end="4", exact="Some")
    assert response.status_code == 409
    assert 'value="T"' in response.content.decode()
    refused = start(world, **sent, end="2", exact="It", title=" ")
    assert refused.status_code == 422
    assert not Discussion.objects.exists() and not Passage.objects.exists()
