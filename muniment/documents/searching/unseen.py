"""What the index may still hold though this viewer must not be told of it any more."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from muniment.access.viewer import Viewer
from muniment.documents.models import Document, PendingEntry

MOST_LEFT_OUT = 1_000
"""Documents that a search leaves out one by one."""


def not_to_be_told(viewer: Viewer) -> tuple[str, ...]:
    """Give the documents that the index has yet to take up and that the viewer may not see.

    Asked before the index is opened, none is missed: a row goes when the index has taken it up.
    At most one more than `MOST_LEFT_OUT`. One query where nothing is pending, else two.
    """
    if not PendingEntry.objects.exists():
        return ()
    visible = Document.objects.visible_to(viewer).filter(identifier=OuterRef("owner"))
    unseen = PendingEntry.objects.exclude(owner__contains=":").filter(~Exists(visible))
    owners = unseen.order_by().values_list("owner", flat=True).distinct()
    return tuple(owners[: MOST_LEFT_OUT + 1])
