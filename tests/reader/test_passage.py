"""An address that leads to a passage: its words are marked, wherever they stand by now."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from muniment.core.text.canonical import canonical_string
from muniment.documents.models import Document, Text
from muniment.documents.renderings import trees_of
from tests.passages.conftest import Bring, bring, home, letters
from tests.rendering.canonical import canonical_of

__all__ = ["bring", "home", "letters"]

POST = "The post came on Monday with a letter."
RIVER = "The river has risen and the town is under water."
EVENING = "We answered by the light of one candle."


def read(client: Client, exact: str, *, version: int = 1, more: str = "") -> html.HtmlElement:
    """Read the letter at words of its first version."""
    document = Document.objects.get()
    words = f"{POST}\n{RIVER}\n{EVENING}"
    start = words.index(exact)
    text = document.texts.first()
    assert text
    passage = f"{text.key},{start},{start + len(exact)},{version}"
    response = client.get(f"/documents/{document.identifier}/?passage={passage}{more}")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def marked(root: html.HtmlElement) -> str:
    return "|".join(mark.text_content() for mark in root.xpath('//mark[@class="passage"]'))


def said(root: html.HtmlElement) -> str:
    return "".join(p.text_content() for p in root.xpath('//p[@class="passage-said"]'))


def test_the_words_are_marked_and_are_the_target_of_the_address(
    client: Client, bring: Bring
) -> None:
    bring(POST, RIVER, EVENING)
    root = read(client, "river has risen")
    assert marked(root) == "river has risen"
    assert root.get_element_by_id("passage").text_content() == "river has risen"
    assert said(root) == ""
    (article,) = root.iter("article")
    tree = trees_of([Text.objects.get().current_id or 0]).popitem()[1]
    assert canonical_of(html.tostring(article, encoding="unicode")) == canonical_string(tree)


def test_words_over_paragraphs_are_marked_in_each(client: Client, bring: Bring) -> None:
    bring(POST, RIVER, EVENING)
    root = read(client, "a letter.\nThe river")
    assert marked(root) == "a letter.|The river"
    assert len(root.xpath('//*[@id="passage"]')) == 1


def test_words_that_have_moved_are_marked_where_they_stand_now(
    client: Client, bring: Bring
) -> None:
    bring(POST, RIVER, EVENING)
    bring("Kazan, in May.", EVENING, POST, RIVER)
    root = read(client, "river has risen")
    assert (marked(root), said(root)) == ("river has risen", "")
    (article,) = root.iter("article")
    start, end = map(int, article.get("data-passage").split(","))
    words = f"Kazan, in May.\n{EVENING}\n{POST}\n{RIVER}"
    assert words[start:end] == "river has risen"


def test_words_that_were_corrected_are_marked_and_it_is_said(client: Client, bring: Bring) -> None:
    bring(POST, RIVER, EVENING)
    bring(POST, RIVER.replace("has risen", "has again risen"), EVENING)
    root = read(client, "river has risen")
    assert marked(root) == "river has again risen"
    assert "was corrected since this link was made" in said(root)


def test_of_words_that_are_gone_it_is_said_so(client: Client, bring: Bring) -> None:
    bring(POST, RIVER, EVENING)
    bring(POST, EVENING)
    root = read(client, "river has risen")
    assert marked(root) == ""
    assert "its words are no longer there" in root.get_element_by_id("passage").text_content()


@pytest.mark.parametrize("more", ["", "&q=risen"])
def test_hits_of_a_search_are_marked_beside_it(client: Client, bring: Bring, more: str) -> None:
    bring(POST, RIVER, EVENING)
    root = read(client, "river has risen", more=more)
    assert marked(root).replace("|", "") == "river has risen"
    assert len(root.xpath('//mark[contains(@class, "hit")]')) == bool(more)


def test_an_address_that_names_no_passage_here_says_so(client: Client, bring: Bring) -> None:
    bring(POST, RIVER, EVENING)
    root = read(client, "river", version=9)
    assert marked(root) == ""
    assert said(root) == "No text here has the words of this link."


def test_what_is_no_passage_at_all_is_passed_over(client: Client, bring: Bring) -> None:
    bring(POST)
    identifier = Document.objects.get().identifier
    for address in ("x", "en,1,2", "en,-1,2,3", "en,1,2," + "9" * 300):
        response = client.get(f"/documents/{identifier}/?passage={address}")
        assert response.status_code == 200
        assert "passage-said" not in response.content.decode()


def test_the_text_of_the_passage_is_shown_whatever_panes_are_asked_for(
    client: Client, bring: Bring
) -> None:
    bring(
        f'<div type="edition" xml:lang="en" xml:id="en"><p>{POST}</p><p>{RIVER}</p></div>',
        '<div type="translation" xml:lang="fr" xml:id="fr"><p>La poste.</p></div>',
    )
    document = Document.objects.get()
    key = document.texts.get(kind=Text.Kind.TRANSCRIPTION).key
    query = f"?panes=image,fr&passage={key},4,8,1"
    root = html.fromstring(client.get(f"/documents/{document.identifier}/{query}").content)
    assert marked(root) == "post"
    assert {pane.get("data-pane") for pane in root.iter("section")} >= {"en", "fr"}


def test_the_page_of_the_passage_is_opened(client: Client, bring: Bring) -> None:
    bring(f'<p><pb n="4"/>{POST}</p>', f'<p><pb n="5"/>{RIVER}</p>', EVENING)
    root = read(client, "river has risen")
    (panes,) = root.iter("reader-panes")
    assert panes.get("data-page") == "5"
