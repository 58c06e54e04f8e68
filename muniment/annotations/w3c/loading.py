"""From the bytes that a client sends to JSON that can be kept and given back."""

from __future__ import annotations

import math
from typing import Any

import orjson

from muniment.annotations.w3c.errors import Rejected, TooLarge

Members = dict[str, Any]

MOST_BYTES = 64_000
DEEPEST = 20


def load(data: bytes) -> Members:
    """Read a JSON object.

    :raises TooLarge: there are more bytes than an annotation has.
    :raises Rejected: it is no JSON object in UTF-8, or none that every database can keep.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(f"An annotation has at most {MOST_BYTES} bytes.")
    try:
        loaded = orjson.loads(data)
    except orjson.JSONDecodeError as problem:
        raise Rejected(f"This is not JSON in UTF-8: {problem}.") from problem
    if not isinstance(loaded, dict):
        raise Rejected("An annotation is a JSON object.")
    _check(loaded, depth=1)
    return loaded


def as_list(value: Any) -> list[Any]:
    """Give what may be one or several as a list; JSON-LD does not tell one from a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def words(value: Any) -> list[str]:
    """Give the strings among what may be one or several."""
    return [each for each in as_list(value) if isinstance(each, str)]


def iri_of(value: Any) -> str:
    """Give the address of a resource that is named by it or described with it; "" for neither."""
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""


def _check(value: Any, *, depth: int) -> None:
    if depth > DEEPEST:
        raise Rejected(f"This is nested more than {DEEPEST} levels deep.")
    if isinstance(value, str) and "\0" in value:
        raise Rejected("A string holds the character U+0000, which cannot be kept.")
    if isinstance(value, float) and not math.isfinite(value):
        raise Rejected("A number is too large to be kept.")
    if isinstance(value, dict):
        for name, member in value.items():
            _check(name, depth=depth)
            _check(member, depth=depth + 1)
    elif isinstance(value, list):
        for member in value:
            _check(member, depth=depth + 1)
