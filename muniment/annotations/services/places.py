"""What a note is about: a passage, a box of an image, a page, or the whole document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from muniment.access.viewer import Viewer
from muniment.annotations.errors import BadBox
from muniment.documents.models import Document, DocumentSurface
from muniment.passages.targeting import document_pages, fields_of
from muniment.passages.targets import Target

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class About:
    """A target, or a box [x, y, width, height] in pixels of an image on which it stands."""

    target: Target
    image: str = ""
    box: Box | None = None


def columns_of(about: About, *, viewer: Viewer) -> dict[str, Any]:
    """Give the columns of a note for what it is about, and keep its passage.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises BadTarget: the document has no such page, text or passage.
    :raises BadBox: the box does not lie on an image of it.
    """
    columns = fields_of(about.target, viewer=viewer)
    if about.box is None:
        return columns
    return columns | _box_columns(columns["document"], about.image, about.box, viewer=viewer)


def _box_columns(document: Document, image: str, box: Box, *, viewer: Viewer) -> dict[str, Any]:
    shown = DocumentSurface.objects.shown_to(viewer).filter(document=document)
    found = shown.filter(surface__image__identifier=image).select_related("surface__image").first()
    if found is None or found.surface.image is None:
        raise BadBox
    x, y, width, height = box
    is_within = x + width <= found.surface.image.width_px and (
        y + height <= found.surface.image.height_px
    )
    if min(x, y) < 0 or min(width, height) < 1 or not is_within:
        raise BadBox
    before = DocumentSurface.objects.filter(document=document, position__lt=found.position)
    page = document_pages(document).all[before.count()]
    return {
        "surface": found.surface,
        "box": list(box),
        "page": page.key,
        "page_label": page.label or str(page.number),
    }
