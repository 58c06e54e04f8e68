"""What the groups of a reader say about one document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.discussions.models import Discussion
from muniment.discussions.services import address
from muniment.documents.selectors.neighbours import shown_title
from muniment.groups.models import Group
from muniment.passages.targeting import page_words, visible_document

MOST = 50


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A discussion of the document, and the group in which it is held."""

    title: str
    href: str
    group: str
    page: str
    changed_at: datetime
    is_ended: bool


@dataclass(frozen=True, slots=True)
class PanelScreen:
    """The newest discussions of a document, in all groups that the viewer is in."""

    document: str
    title: str
    href: str
    discussions: tuple[PanelLine, ...]


def panel_screen(identifier: str, *, viewer: Viewer, language: str) -> PanelScreen:
    """Read the discussions of a document. Two queries.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    """
    document = visible_document(identifier, viewer=viewer)
    groups = Group.objects.of(viewer.account_id)
    found = Discussion.objects.filter(group__in=groups, document_identifier=identifier)
    rows = found.select_related("group").order_by("-changed_at", "-pk")[:MOST]
    return PanelScreen(
        document=identifier,
        title=shown_title(document, language=language),
        href=addresses.document(identifier),
        discussions=tuple(_line(row) for row in rows),
    )


def _line(row: Discussion) -> PanelLine:
    return PanelLine(
        title=row.title,
        href=address(row),
        group=row.group.name,
        page=page_words(row.page_label),
        changed_at=row.changed_at,
        is_ended=row.ended_at is not None,
    )
