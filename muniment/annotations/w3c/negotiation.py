"""What a request asks for in its headers: the format, how much of a container, and conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from django.http import HttpRequest
from django.http.request import MediaType

from muniment.annotations.w3c.errors import (
    ConditionFailed,
    ConditionMissing,
    NotAcceptable,
    UnknownFormat,
)
from muniment.annotations.w3c.vocabulary import (
    DESCRIPTIONS,
    HTML,
    IRIS,
    JSON,
    JSON_LD,
    MINIMAL,
    PROFILED,
)

_INCLUDE = re.compile(r'(?:^|[;,\s])include\s*=\s*(?:"([^"]*)"|([^\s;,"]+))', re.IGNORECASE)


class Contained(StrEnum):
    """How a container tells what is in it (Protocol, 4.2.1); the word is part of addresses."""

    DESCRIPTIONS = "0"
    IRIS = "1"


def media_type(request: HttpRequest, *, has_page: bool = False) -> str:
    """Choose the format that a client prefers of those that there are (Protocol, 3 and 4.1).

    `has_page` says that people have a page for the same. Among equals JSON-LD goes first.
    :raises NotAcceptable: the client takes none of them.
    """
    offered = (JSON_LD, JSON, HTML) if has_page else (JSON_LD, JSON)
    qualities = [_quality(request.accepted_types, MediaType(each)) for each in offered]
    best = max(qualities)
    if best <= 0:
        raise NotAcceptable(f"There is only: {', '.join(offered)}.")
    chosen = offered[qualities.index(best)]
    return PROFILED if chosen == JSON_LD else chosen


def _quality(accepted: Sequence[MediaType], offer: MediaType) -> float:
    """Give what the most exact range that covers a type says of it (RFC 9110, 12.5.1).

    A profile does not count: whoever asks for another one gets the one that there is.
    """
    covering = [
        (each.main_type != "*", each.sub_type != "*", float(each.quality))
        for each in accepted
        if each.main_type in ("*", offer.main_type) and each.sub_type in ("*", offer.sub_type)
    ]
    return max(covering)[2] if covering else 0.0


def preferences(request: HttpRequest) -> tuple[Contained, bool]:
    """Read how a container is to be told of, and whether without its first page.

    The address goes before the `Prefer` header (RFC 7240; Protocol, 4.2.1).
    """
    asked = request.GET.get("iris", "")
    wanted = {
        iri
        for quoted, bare in _INCLUDE.findall(request.headers.get("Prefer", ""))
        for iri in (quoted or bare).split()
    }
    contained = Contained.DESCRIPTIONS
    if asked == Contained.IRIS or (not asked and IRIS in wanted and DESCRIPTIONS not in wanted):
        contained = Contained.IRIS
    return contained, not asked and MINIMAL in wanted


def check_sent_type(request: HttpRequest) -> None:
    """Take JSON-LD, or JSON that will turn out to be.

    :raises UnknownFormat: something else was sent.
    """
    if request.content_type not in (JSON_LD, JSON):
        raise UnknownFormat(f"Send an annotation as {PROFILED}.")


def check_condition(request: HttpRequest, etag: str) -> None:
    """Let a change happen only to the state that its client has seen (Protocol, 5.3 and 5.4).

    :raises ConditionMissing: the request does not say which state that is.
    :raises ConditionFailed: it is another by now.
    """
    condition = request.headers.get("If-Match", "").strip()
    if not condition:
        raise ConditionMissing("Say in If-Match which state you have seen, by its ETag.")
    tags = [tag.strip() for tag in condition.split(",")]
    if condition != "*" and etag not in tags:
        raise ConditionFailed("The annotation was changed since. Get it again, then change it.")
