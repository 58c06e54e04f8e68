"""The words of an annotation: what is taken, and that no script comes with them."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from muniment.annotations.w3c.bodies import Words, markdown_of, read_bodies, write_bodies
from muniment.annotations.w3c.errors import Rejected
from muniment.ui.markdown import readers_markdown


def body(value: Any, **more: Any) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, **more}


def read(*bodies: Any) -> Words:
    return read_bodies({"body": list(bodies)})


def test_words_and_tags_are_told_apart() -> None:
    found = read(
        body("It *was*.", format="text/markdown", purpose="describing"),
        body("weather", purpose="tagging"),
        body("spring", purpose=["tagging", "classifying"]),
    )
    assert found == Words("It *was*.", ("weather", "spring"))


def test_several_words_become_one_note() -> None:
    assert read(body("One"), body("Two")).body == "One\n\nTwo"


def test_one_body_needs_no_list_and_none_no_body() -> None:
    assert read_bodies({"body": body("One")}).body == "One"
    assert read_bodies({"bodyValue": "One"}).body == "One"
    assert read_bodies({}) == read_bodies({"body": []}) == Words()


def test_what_is_written_is_read_again() -> None:
    for said in (Words(), Words("a *b*"), Words("a", ("x", "y")), Words("", ("x",))):
        assert (
            read_bodies({"body": write_bodies(said.body, said.tags, purpose="commenting")}) == said
        )


@pytest.mark.parametrize(
    "bad",
    [
        "https://elsewhere.example/a-comment",
        body("<b>x</b>", format="text/html"),
        body("x", format="application/xhtml+xml"),
        body("x", format=["text/plain"]),
        body(5),
        {"type": "TextualBody"},
        {"type": "Choice", "items": [body("x")]},
        {"type": "SpecificResource", "source": "https://elsewhere.example/", "purpose": "tagging"},
        {"id": "https://elsewhere.example/", "type": "Video"},
        5,
        ["x"],
    ],
)
def test_other_bodies_are_refused(bad: Any) -> None:
    with pytest.raises(Rejected):
        read(bad)


def test_a_body_and_a_value_do_not_go_together() -> None:
    with pytest.raises(Rejected, match=r"3\.2\.5"):
        read_bodies({"body": body("x"), "bodyValue": "y"})


@pytest.mark.parametrize(
    "plain",
    [
        "1. first", "* a star", "# a heading", "> quoted", "a\n===", "a\n---", "    indented",
        "`code`", "~~~\nfence", "[a](javascript:alert(1))", "<script>alert(1)</script>",
        "a & b &lt; c", r"back\slash", "__init__", "![x](y)", "+ plus", "12) twelve", "a\nb\n\nc",
        "<https://example.org>", "- [ ] task", "a  \nb", "=", "\\",
    ],
)  # fmt: skip
def test_plain_words_are_shown_as_they_are(plain: str) -> None:
    _is_shown_as_it_is(plain)


@given(st.text(alphabet=st.sampled_from("ab1 .)(\n\\`*_[]<>&#+-=~!|;:\"'/\tё😀"), max_size=60))
def test_any_plain_words_are_shown_as_they_are(plain: str) -> None:
    _is_shown_as_it_is(plain)


def _is_shown_as_it_is(plain: str) -> None:
    shown = readers_markdown(markdown_of(plain))
    assert html.unescape(strip_tags(shown)).split() == plain.split() or _looks_the_same(
        shown, plain
    )
    tags = set(shown.replace("</", "<").split("<")[1:])
    assert {tag.partition(">")[0].strip(" /") for tag in tags} <= {"p", "br"}


def _looks_the_same(shown: str, plain: str) -> bool:
    """Compare without `strip_tags`, which takes "<a" in words for a tag."""
    without = shown.replace("<p>", "").replace("</p>", "").replace("<br />", "")
    return html.unescape(without).split() == plain.split()
