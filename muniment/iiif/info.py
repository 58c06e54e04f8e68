"""Describe an image to clients: ``info.json`` (IIIF Image 3.0 §5)."""

from __future__ import annotations

from typing import Any

from muniment.images.levels import TILE_PX, level_sizes
from muniment.images.renditions import MAX_AREA_PX, Format, Quality

CONTEXT = "http://iiif.io/api/image/3/context.json"
PROTOCOL = "http://iiif.io/api/image"
PROFILE_ADDRESS = "http://iiif.io/api/image/3/level2.json"

# What level 2 does not ask for (Image API Compliance 3.0)
EXTRA_FEATURES = (
    "canonicalLinkHeader",
    "mirroring",
    "profileLinkHeader",
    "rotationArbitrary",
    "sizeUpscaling",
)


def image_info(
    address: str, width_px: int, height_px: int, *, rights: str | None = None
) -> dict[str, Any]:
    """Build the document for an image whose service has this address."""
    sizes = level_sizes(width_px, height_px)
    licence = {"rights": rights} if rights else {}
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "ImageService3",
        "protocol": PROTOCOL,
        "profile": "level2",
        "width": width_px,
        "height": height_px,
        "maxArea": MAX_AREA_PX,
        "sizes": [
            {"width": width, "height": height}
            for width, height in reversed(sizes)
            if width * height <= MAX_AREA_PX
        ],
        "tiles": [{"width": TILE_PX, "scaleFactors": [2**level for level in range(len(sizes))]}],
        "extraFormats": [Format.WEBP],
        "extraQualities": [Quality.COLOR, Quality.GRAY, Quality.BITONAL],
        "extraFeatures": list(EXTRA_FEATURES),
        **licence,
    }
