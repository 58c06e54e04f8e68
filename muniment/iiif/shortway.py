"""The short way for tiles: a visitor's request for a stored tile, answered before Django.

A reader turning over a page asks for a dozen tiles at once. What Django does for a page (sessions,
language, forms) costs several times as much as sending a tile. So the WSGI server asks here first.
Everything but the plain case goes on to Django: a request with a session or credentials, an image
that was not yet decided to be open to everyone under this revision of the archive, a host not yet
checked by Django, and any rendition that is not stored as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.http import parse_http_date_safe

from muniment.core.bounded import BoundedCache
from muniment.iiif.headers import entity_tag, image_headers
from muniment.images.renditions import Format, stored_tile
from muniment.images.selectors import ShownImage, remembered_open_image
from muniment.images.tiff import NotAPyramid
from muniment.images.tiles import Pyramid

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

PREFIX = "/iiif/image/3/"
MAX_HOSTS = 64
HOST_KEYS = (
    "wsgi.url_scheme",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "HTTP_X_FORWARDED_PROTO",
)
"""All that Django makes a request's scheme and host of."""

_TILE = re.compile(
    rf"{PREFIX}(?P<identifier>[0-9a-z]{{1,40}})"
    r"/(?P<region>full|(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6}))"
    r"/(?P<size>max|(\d{1,6}),(\d{1,6})?)/0/default\.jpg",
    re.ASCII,
)

_roots: BoundedCache[str] = BoundedCache(max_weight=MAX_HOSTS)


def learn(environ: Environ, root: str) -> None:
    """Remember the public root of a host that Django has answered, and so has checked."""
    _roots.put(_host_key(environ), root)


def _host_key(environ: Environ) -> tuple[Any, ...]:
    return tuple(environ.get(name) for name in HOST_KEYS)


def tiles_first(application: Application) -> Application:
    """Wrap Django so that stored tiles of open images are sent by the short way."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(PREFIX):
            sent = _send_tile(environ, start_response)
            if sent is not None:
                return sent
        return application(environ, start_response)

    return answer


def _send_tile(environ: Environ, start_response: StartResponse) -> Iterable[bytes] | None:
    method = environ["REQUEST_METHOD"]
    root = _roots.get(_host_key(environ))
    if root is None or method not in {"GET", "HEAD"} or not _is_anonymous(environ):
        return None
    asked = _TILE.fullmatch(environ["PATH_INFO"])
    found = remembered_open_image(asked["identifier"]) if asked else None
    pyramid = _opened(found) if asked else None
    if asked is None or found is None or pyramid is None:
        return None
    region, size = _box_and_size(asked, pyramid)
    tile = stored_tile(pyramid, region, size) if size else None
    if tile is None or size is None:
        return None
    canonical = _canonical(region, size, pyramid)
    etag = entity_tag(pyramid.tag, canonical)
    headers = image_headers(
        form=Format.JPG,
        etag=etag,
        modified_seconds=pyramid.modified_seconds,
        canonical_address=f"{root}{PREFIX}{found.identifier}/{canonical}",
        is_open=True,
    )
    if _is_known(environ, etag, pyramid.modified_seconds):
        del headers["Content-Type"]
        start_response("304 Not Modified", list(headers.items()))
        return []
    headers["Content-Length"] = str(len(tile))
    start_response("200 OK", list(headers.items()))
    return [] if method == "HEAD" else [tile]


def _opened(found: ShownImage | None) -> Pyramid | None:
    """Open the tiles; what is wrong with them is Django's to say."""
    try:
        return found.pyramid() if found and found.is_ready else None
    except (OSError, NotAPyramid):
        return None


def _is_anonymous(environ: Environ) -> bool:
    return "HTTP_AUTHORIZATION" not in environ and settings.SESSION_COOKIE_NAME not in environ.get(
        "HTTP_COOKIE", ""
    )


def _box_and_size(
    asked: re.Match[str], pyramid: Pyramid
) -> tuple[tuple[int, int, int, int], tuple[int, int] | None]:
    """Read the region as it stands, cut to the image, and the size where it is a tile's."""
    full = (pyramid.width_px, pyramid.height_px)
    if asked["region"] == "full":
        region = (0, 0, *full)
    else:
        left, top, width, height = (int(asked[number]) for number in (3, 4, 5, 6))
        region = (left, top, min(width, full[0] - left), min(height, full[1] - top))
    if asked["size"] == "max":
        return region, region[2:]
    width = int(asked[8])
    # for "w," the height that a stored tile would have; any other is left to Django
    height = int(asked[9]) if asked[9] else round(region[3] * width / max(1, region[2]))
    return region, (width, height)


def _canonical(region: tuple[int, int, int, int], size: tuple[int, int], pyramid: Pyramid) -> str:
    """Write the canonical address (IIIF Image 3.0 §4.7) as `request.reckon` does."""
    is_full = region == (0, 0, pyramid.width_px, pyramid.height_px)
    where = "full" if is_full else ",".join(map(str, region))
    large = "max" if size == region[2:] else f"{size[0]},{size[1]}"
    return f"{where}/{large}/0/default.jpg"


def _is_known(environ: Environ, etag: str, modified_seconds: int) -> bool:
    """Tell whether the client has this very tile (RFC 9110 §13.2.2)."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return tags.strip() == "*" or etag in tags
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    seconds = parse_http_date_safe(since) if since else None
    return seconds is not None and modified_seconds <= seconds
