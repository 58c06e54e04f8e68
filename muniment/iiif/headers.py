"""The headers of an image response, the same from the view and from the short way."""

from __future__ import annotations

from hashlib import blake2b

from django.utils.http import http_date

from muniment.iiif.info import PROFILE_ADDRESS
from muniment.images.renditions import Format

MEDIA_TYPES = {Format.JPG: "image/jpeg", Format.PNG: "image/png", Format.WEBP: "image/webp"}

OPEN_CACHING = "public, max-age=86400"
"""A day: then a cache asks again, so that an image which was closed does not live on in it."""

CLOSED_CACHING = "private, no-store"


def entity_tag(tag: str, canonical: str) -> str:
    """Make the ETag of a rendition from the derivative's state and its canonical address."""
    return f'"{tag}-{blake2b(canonical.encode(), digest_size=8).hexdigest()}"'


def sharing_headers(*, is_open: bool) -> dict[str, str]:
    """Say who may keep and read the response: everyone what is open, no one else the rest."""
    if not is_open:
        return {"Cache-Control": CLOSED_CACHING}
    return {
        "Cache-Control": OPEN_CACHING,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def image_headers(
    *, form: Format, etag: str, modified_seconds: int, canonical_address: str, is_open: bool
) -> dict[str, str]:
    """Describe an image (IIIF Image 3.0 §4.7, §6, §7)."""
    return {
        "Content-Type": MEDIA_TYPES[form],
        "ETag": etag,
        "Last-Modified": http_date(modified_seconds),
        "Link": f'<{canonical_address}>;rel="canonical",<{PROFILE_ADDRESS}>;rel="profile"',
        "X-Content-Type-Options": "nosniff",
        **sharing_headers(is_open=is_open),
    }
