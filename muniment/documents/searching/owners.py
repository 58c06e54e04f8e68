"""The names by which the index knows what it holds.

A document's is its identifier; suggestions have "document:", "volume:", "collection:" or
"person:" before the identifier or slug.
"""

from __future__ import annotations

DOCUMENT, VOLUME, COLLECTION, PERSON = "document", "volume", "collection", "person"
KINDS = (DOCUMENT, VOLUME, COLLECTION, PERSON)


def owner_of(kind: str, slug: str) -> str:
    """Name the owner of a suggestion."""
    return f"{kind}:{slug}"


def kind_of(owner: str) -> str:
    """Say what an owner is; "" of a document."""
    return owner.partition(":")[0] if ":" in owner else ""


def slug_of(owner: str) -> str:
    """Give the identifier or slug in an owner's name."""
    return owner.rpartition(":")[2]
