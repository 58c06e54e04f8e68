"""The licence of an image, as far as the standard has a word for it (IIIF Image 3.0 §5.4)."""

from __future__ import annotations

import re

from muniment.access.viewer import Viewer
from muniment.documents.models import Document

_LICENCE = re.compile(
    r"https?://(?:www\.)?(?P<address>creativecommons\.org/(?:licenses|publicdomain)/[a-z-]+/\d\.\d/"
    r"(?:[a-z]{2}/)?|rightsstatements\.org/vocab/[A-Za-z-]+/\d\.\d/)"
)


def rights_of_image(identifier: str, *, viewer: Viewer) -> str | None:
    """Give the one licence under which every package of the viewer's shows the image.

    One query. None where packages disagree, name none, or one that the standard does not take.
    """
    shown = Document.objects.visible_to(viewer).filter(
        on_surfaces__surface__image__identifier=identifier
    )
    addresses = set(shown.order_by().values_list("package__licence_url", flat=True).distinct())
    return canonical_licence(addresses.pop()) if len(addresses) == 1 else None


def canonical_licence(address: str) -> str | None:
    """Write a licence's address as its owner's vocabulary does: http, and no page behind it."""
    found = _LICENCE.match(address if address.endswith("/") else f"{address}/")
    return f"http://{found['address']}" if found else None
