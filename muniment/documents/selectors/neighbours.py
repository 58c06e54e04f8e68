"""What comes before and after a document, in its volume or in its archival file."""

from __future__ import annotations

from collections.abc import Collection

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.core.dates import PartialDate
from muniment.documents.models import Document
from muniment.documents.selectors.screens import Link
from muniment.documents.titles import title_with_year

LIST_FIELDS = (
    *("identifier", "title", "titles", "date_edtf", "date_earliest", "date_latest"),
    *("date_wording", "date_calendar"),
)


def neighbours(
    document: Document, *, viewer: Viewer, language: str, in_file: bool
) -> tuple[Link | None, Link | None]:
    """Find the documents before and after. Two queries, each of one row by the index."""
    group, position = ("unit_id", "unit_position") if in_file else ("volume_id", "volume_position")
    at = getattr(document, position)
    container = getattr(document, group)
    if container is None or at is None:
        return None, None
    around = Document.objects.visible_to(viewer).filter(**{group: container}).only(*LIST_FIELDS)
    before = around.filter(**{f"{position}__lt": at}).order_by(f"-{position}").first()
    after = around.filter(**{f"{position}__gt": at}).order_by(position).first()
    return _link(before, language), _link(after, language)


def links_to(identifiers: Collection[str], *, viewer: Viewer, language: str) -> dict[str, Link]:
    """Give links to documents by identifier, without those that the viewer may not see."""
    visible = Document.objects.visible_to(viewer).filter(identifier__in=identifiers)
    links = ((found.identifier, _link(found, language)) for found in visible.only(*LIST_FIELDS))
    return {identifier: link for identifier, link in links if link}


def _link(document: Document | None, language: str) -> Link | None:
    if document is None:
        return None
    title = shown_title(document, language=language)
    first, last = document.date_earliest, document.date_latest
    is_one = first and last and first.year == last.year and document.date_edtf[:1].isdecimal()
    year = str(first.year) if first and is_one else ""
    hint = "" if year in title else year
    return Link(title, addresses.document(document.identifier), hint)


def shown_title(document: Document, *, language: str) -> str:
    """Give the title in the interface's language where the document has it, with its year."""
    title = document.titles.get(language) or document.title
    return title_with_year(title, date_of(document))


def date_of(document: Document) -> PartialDate:
    """Put the date's columns together again."""
    return PartialDate(
        edtf=document.date_edtf,
        earliest=document.date_earliest,
        latest=document.date_latest,
        wording=document.date_wording,
        calendar=document.date_calendar,
    )
