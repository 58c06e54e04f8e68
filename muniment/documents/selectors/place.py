"""Where a document stands in the pages of a list, so that a reader comes back to its place."""

from __future__ import annotations

from django.db.models import Q

from muniment.documents.models.document import DocumentQuerySet


def page_with(documents: DocumentQuerySet, identifier: str, *, by: str, size: int) -> str:
    """Give the number of the page on which a document stands, "" if it is not in the list.

    `by` is the field that the list is ordered by, `size` how many a page holds. Two queries.
    """
    found = documents.filter(identifier=identifier).values_list(by, "pk").first()
    if found is None or found[0] is None:
        return ""
    position, pk = found
    before = Q(**{f"{by}__lt": position}) | Q(**{by: position, "pk__lt": pk})
    return str(documents.filter(before).count() // size + 1)
