"""Which images a viewer may see: those of documents that he may see, with no closed one on them."""

from __future__ import annotations

from collections.abc import Collection

from muniment.access.viewer import Viewer
from muniment.documents.models import Document, DocumentSurface


def images_shown_to(viewer: Viewer, image_ids: Collection[int]) -> set[int]:
    """Keep the images that a visible document shows and that no closed one shares. One query."""
    visible = Document.objects.visible_to(viewer)
    shown = DocumentSurface.objects.shown_to(viewer).filter(
        surface__image_id__in=list(image_ids), document__in=visible
    )
    return set(shown.values_list("surface__image_id", flat=True).distinct())
