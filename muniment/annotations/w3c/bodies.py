"""Bodies: the words and the tags of a note (Model, 3.2.4 and 3.3.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from muniment.annotations.w3c.errors import Rejected
from muniment.annotations.w3c.loading import Members, as_list, words
from muniment.annotations.w3c.vocabulary import MARKDOWN, MOTIVATIONS, PLAIN, TAGGING, TEXTUAL_BODY

_SPECIAL = re.compile(r"[\\`*_\[\]<&]")
_BLOCK = re.compile(r"^(\d{1,9})?([#>+=~.)-])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Words:
    """What bodies say: Markdown, and tags."""

    body: str = ""
    tags: tuple[str, ...] = ()


def read_bodies(annotation: Members) -> Words:
    """Read the bodies of an annotation.

    :raises Rejected: one is not words, or in a format that is not taken.
    """
    body, value = annotation.get("body"), annotation.get("bodyValue")
    if value is not None:
        if body is not None:
            raise Rejected('Give either "body" or "bodyValue", not both (Model, 3.2.5).')
        body = {"value": value}
    said: list[str] = []
    tags: list[str] = []
    for each in as_list(body):
        text = _text_of(each)
        if TAGGING in _purposes(each):
            tags.append(text)
        else:
            said.append(_markdown(text, media_type=each.get("format")))
    return Words("\n\n".join(part for part in said if part), tuple(tags))


def write_bodies(body: str, tags: Iterable[str], *, purpose: str) -> Any:
    """Write the bodies of a note: one, or a list; some clients fail where there is none at all."""
    bodies: list[Members] = []
    if body:
        bodies.append({"type": TEXTUAL_BODY, "value": body, "format": MARKDOWN, "purpose": purpose})
    bodies += [{"type": TEXTUAL_BODY, "value": tag, "purpose": TAGGING} for tag in tags]
    return bodies[0] if len(bodies) == 1 else bodies


def markdown_of(plain: str) -> str:
    """Write plain words as Markdown that shows them as they are, line by line."""
    lines = plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    escaped = [_BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", line.strip())) for line in lines]
    return "\n".join(
        f"{line}\\" if line and after else line
        for line, after in zip(escaped, [*escaped[1:], ""], strict=True)
    )


def _text_of(body: Any) -> str:
    if isinstance(body, str):
        raise Rejected(
            f'The body "{body[:100]}" is an address. Only words are kept here: send a '
            "TextualBody with a value."
        )
    kinds = words(body.get("type")) if isinstance(body, dict) else [type(body).__name__]
    if kinds not in ([], [TEXTUAL_BODY]) or not isinstance(body, dict):
        raise Rejected(
            f"A body of the type {', '.join(kinds)[:100]} is not understood here: "
            "send a TextualBody."
        )
    value = body.get("value")
    if not isinstance(value, str):
        raise Rejected("A TextualBody has its words as a string in its value.")
    return value


def _purposes(body: Members) -> list[str]:
    """Read what a body is for (Model, 3.3.5)."""
    purposes = as_list(body.get("purpose"))
    if not all(isinstance(each, str) and each in MOTIVATIONS for each in purposes):
        raise Rejected(f"The purpose of a body is one of: {', '.join(sorted(MOTIVATIONS))}.")
    return purposes


def _markdown(text: str, *, media_type: Any) -> str:
    if media_type is None:
        return markdown_of(text)
    if not isinstance(media_type, str):
        raise Rejected("The format of a body is one media type.")
    named = media_type.partition(";")[0].strip().lower()
    if named == MARKDOWN:
        return text.replace("\r\n", "\n")
    if named == PLAIN:
        return markdown_of(text)
    raise Rejected(
        f'Words in the format "{media_type[:100]}" are not taken, lest a script comes with them: '
        f"send {MARKDOWN} or {PLAIN}."
    )
