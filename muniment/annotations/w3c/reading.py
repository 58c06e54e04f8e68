"""From an annotation in JSON-LD to what a note is made of; nothing is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from muniment.annotations.w3c.bodies import Words, read_bodies
from muniment.annotations.w3c.errors import Rejected, UnknownFormat
from muniment.annotations.w3c.loading import Members, as_list, iri_of, words
from muniment.annotations.w3c.selecting import WantedTarget, read_target
from muniment.annotations.w3c.vocabulary import (
    COMMENTING,
    CONTEXT,
    CONTEXTS,
    HIGHLIGHTING,
    MOTIVATIONS,
    TAGGING,
)

_PREFIXES = ("http://www.w3.org/ns/oa#", "oa:")


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation as a client sent it. `audience` are addresses; None where it names none."""

    members: Members
    words: Words
    motivation: str
    target: WantedTarget
    audience: tuple[str, ...] | None


def read_annotation(members: Members) -> Draft:
    """Read an annotation.

    :raises UnknownFormat: its context is another, or it is no annotation.
    :raises Rejected: something in it is not understood.
    """
    contexts = as_list(members.get("@context"))
    if not any(isinstance(each, str) and each in CONTEXTS for each in contexts):
        raise UnknownFormat(f'An annotation has "@context": "{CONTEXT}" (Model, 3.1).')
    if not all(isinstance(each, str | dict) for each in contexts):
        raise UnknownFormat("A context is an address or an object (JSON-LD 1.0, 6.7).")
    types = as_list(members.get("type"))
    if "Annotation" not in types or types != words(types):
        raise UnknownFormat('An annotation has "type": "Annotation" (Model, 3.1).')
    said = read_bodies(members)
    return Draft(
        members=members,
        words=said,
        motivation=_motivation(members.get("motivation"), said),
        target=read_target(members.get("target")),
        audience=_audience(members),
    )


def natural_motivation(said: Words) -> str:
    """Say why one annotates who does not say so himself."""
    if said.body:
        return COMMENTING
    return TAGGING if said.tags else HIGHLIGHTING


def _motivation(value: Any, said: Words) -> str:
    if value is None:
        return natural_motivation(said)
    for name in words(value):
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        if name in MOTIVATIONS:
            return name
    raise Rejected(f"The motivation is one of: {', '.join(sorted(MOTIVATIONS))}.")


def _audience(members: Members) -> tuple[str, ...] | None:
    """Read for whom it is meant (Model, 3.3.4)."""
    if "audience" not in members:
        return None
    named = [iri_of(each) for each in as_list(members["audience"])]
    if not all(iri.startswith(("http://", "https://")) for iri in named):
        raise Rejected("An audience is named by a full address.")
    return tuple(named)
