"""The words of the standards that are used here."""

from __future__ import annotations

from muniment.annotations.models import Colour

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTEXTS = frozenset({CONTEXT, "https://www.w3.org/ns/anno.jsonld"})
LDP_CONTEXT = "http://www.w3.org/ns/ldp.jsonld"

JSON_LD = "application/ld+json"
PROFILED = f'{JSON_LD}; profile="{CONTEXT}"'
JSON = "application/json"
HTML = "text/html"

MINIMAL = "http://www.w3.org/ns/ldp#PreferMinimalContainer"
IRIS = "http://www.w3.org/ns/oa#PreferContainedIRIs"
DESCRIPTIONS = "http://www.w3.org/ns/oa#PreferContainedDescriptions"

RESOURCE_TYPE = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
ANNOTATION_TYPE = '<http://www.w3.org/ns/oa#Annotation>; rel="type"'
CONTAINER_TYPE = '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"'
CONSTRAINTS = (
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"'
)

COMMENTING, HIGHLIGHTING, TAGGING = "commenting", "highlighting", "tagging"
MOTIVATIONS = frozenset(
    {
        *("assessing", "bookmarking", "classifying", COMMENTING, "describing", "editing"),
        *(HIGHLIGHTING, "identifying", "linking", "moderating", "questioning", "replying"),
        *("reviewing", TAGGING),
    }
)
"""Why one annotates (Model, 3.3.5)."""

TEXTUAL_BODY = "TextualBody"
MARKDOWN, PLAIN = "text/markdown", "text/plain"

MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
VERSION = "schema:version"
"""The number of a text's version; the context gives the prefix its meaning."""

COLOURS = frozenset(Colour.values)
"""Classes of style (Model, 4.4) that say in which colour something is highlighted."""
