"""The names by which the index knows what it holds.

A document's is its identifier; suggestions have a word such as "volume:" before the identifier or
slug, an archival unit the slug of its repository, too: "unit:state-archive/f-17".
"""

from __future__ import annotations

DOCUMENT, VOLUME, COLLECTION, UNIT, PERSON = "document", "volume", "collection", "unit", "person"


def owner_of(kind: str, slug: str) -> str:
    """Name the owner of a suggestion."""
    return f"{kind}:{slug}"


def kind_of(owner: str) -> str:
    """Say what an owner is; "" of a document."""
    return owner.partition(":")[0] if ":" in owner else ""


def slug_of(owner: str) -> str:
    """Give the identifier or slug in an owner's name."""
    return owner.rpartition(":")[2]
