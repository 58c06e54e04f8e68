"""A check of JSON-LD against the Web Annotation Data Model, written from the standard alone.

It shares nothing with the code that writes it. Each rule names its clause.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LDP = "http://www.w3.org/ns/ldp.jsonld"

MOTIVATIONS = (
    "assessing bookmarking classifying commenting describing editing highlighting identifying "
    "linking moderating questioning replying reviewing tagging"
).split()
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def check_annotation(found: dict[str, Any]) -> None:
    """Check an annotation (Model, 3.1 and 3.3)."""
    contexts = several(found["@context"])
    assert contexts[-1] == CONTEXT
    check_iri(found["id"])
    assert "Annotation" in several(found["type"])
    assert "target" in found and several(found["target"])
    for target in several(found["target"]):
        check_target(target)
    assert not ("body" in found and "bodyValue" in found)  # 3.2.5
    for body in several(found.get("body", [])):
        check_body(body)
    assert set(several(found.get("motivation", []))) <= set(MOTIVATIONS)
    for name in ("created", "modified"):
        assert MOMENT.fullmatch(found[name]), found[name]
    assert found["creator"]["type"] == "Person"
    for audience in several(found.get("audience", [])):
        check_iri(audience if isinstance(audience, str) else audience["id"])


def check_body(body: Any) -> None:
    """Check words that are part of an annotation (Model, 3.2.4)."""
    assert body["type"] == "TextualBody"
    assert isinstance(body["value"], str)
    assert set(several(body.get("purpose", []))) <= set(MOTIVATIONS)
    assert body.get("format", "text/plain") in ("text/plain", "text/markdown")


def check_target(target: Any) -> None:
    """Check a target (Model, 3.2.1 and 4)."""
    if isinstance(target, str):
        check_iri(target)
        return
    assert target["type"] == "SpecificResource"
    check_iri(target["source"])
    for selector in several(target.get("selector", [])):
        check_selector(selector)
    for state in several(target.get("state", [])):
        assert state["type"] == "TimeState"  # 4.3.1
        assert MOMENT.fullmatch(state["sourceDate"])
    for scope in several(target.get("scope", [])):
        check_iri(scope)


def check_selector(selector: Any) -> None:
    """Check a selector (Model, 4.2)."""
    kind = selector["type"]
    if kind == "TextQuoteSelector":
        assert selector["exact"]
        assert len(selector["prefix"]) <= 32 and len(selector["suffix"]) <= 32
    elif kind == "TextPositionSelector":
        assert 0 <= selector["start"] <= selector["end"]
    elif kind == "FragmentSelector":
        assert selector["conformsTo"] == "http://www.w3.org/TR/media-frags/"
        assert re.fullmatch(r"xywh=pixel:\d+,\d+,\d+,\d+", selector["value"])
    elif kind == "CssSelector":
        assert selector["value"].startswith("[data-block=")
        check_selector(selector["refinedBy"])
    elif kind == "RangeSelector":
        check_selector(selector["startSelector"])
        check_selector(selector["endSelector"])


def check_container(found: dict[str, Any]) -> None:
    """Check a container (Protocol, 4.2; Model, 5.1)."""
    assert found["@context"] == [CONTEXT, LDP]
    check_iri(found["id"])
    assert {"BasicContainer", "AnnotationCollection"} == set(found["type"])
    assert found["total"] >= 0
    assert ("first" in found) == ("last" in found) == bool(found["total"])
    if isinstance(found.get("first"), dict):
        check_page_body(found["first"])
    elif "first" in found:
        check_iri(found["first"])


def check_page(found: dict[str, Any]) -> None:
    """Check a page that is asked for by itself (Protocol, 4.3; Model, 5.2)."""
    assert found["@context"] == CONTEXT
    check_iri(found["partOf"]["id"])
    check_page_body(found)


def check_page_body(found: dict[str, Any]) -> None:
    """Check a page, also inside its container."""
    check_iri(found["id"])
    assert found["type"] == "AnnotationPage"
    assert found["startIndex"] >= 0
    for name in ("next", "prev"):
        if name in found:
            check_iri(found[name])
    for item in found["items"]:
        if isinstance(item, str):
            check_iri(item)
        else:
            check_annotation(item)


def check_iri(iri: Any) -> None:
    """Check that something is a full address."""
    parts = urlsplit(iri)
    assert parts.scheme in ("http", "https") and parts.netloc, iri


def several(value: Any) -> list[Any]:
    """Take one for a list of one."""
    return value if isinstance(value, list) else [value]
