"""Answer the Image API: one address for an image's description, one for its pixels."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from muniment.iiif import shortway
from muniment.iiif.addresses import image_service_address, public_root
from muniment.iiif.headers import entity_tag, image_headers, sharing_headers
from muniment.iiif.info import CONTEXT, PROFILE_ADDRESS, image_info
from muniment.iiif.request import ImageRequestError, ImageSize, Reckoned, parse_request, reckon
from muniment.iiif.rights import rights_of_image
from muniment.images.derivatives import rendition_cache
from muniment.images.renditions import MAX_AREA_PX, render, stored_tile
from muniment.images.selectors import ShownImage, shown_image
from muniment.images.tiff import NotAPyramid
from muniment.images.tiles import Pyramid

if TYPE_CHECKING:
    from muniment.access.viewer import Viewer

JSON_LD = f'application/ld+json;profile="{CONTEXT}"'
RETRY_SECONDS = 10
ALLOWED_METHODS = "GET, HEAD, OPTIONS"
NOT_FOUND = "There is no such image here, or it is not open to you."
WAITING = "The image has come, but its tiles are still being made. Try again in a moment."

logger = logging.getLogger(__name__)


def image_base(request: HttpRequest, identifier: str) -> HttpResponse:
    """Lead from the service's bare address to its description (IIIF Image 3.0 §2.1)."""
    if request.method == "OPTIONS":
        return _preflight()
    response = HttpResponse(status=303)
    response.headers["Location"] = f"{image_service_address(request, identifier)}/info.json"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def image_description(request: HttpRequest, identifier: str) -> HttpResponse:
    """Send ``info.json`` (IIIF Image 3.0 §5)."""
    if refused := _refuse_method(request):
        return refused
    opened = _open(request, identifier)
    if isinstance(opened, HttpResponse):
        return opened
    found, pyramid = opened
    address = image_service_address(request, identifier)
    rights = rights_of_image(identifier, viewer=_viewer(request))
    info = image_info(address, pyramid.width_px, pyramid.height_px, rights=rights)
    response = HttpResponse(json.dumps(info), content_type=_info_media_type(request))
    etag = entity_tag(pyramid.tag, f"{address}{response.headers['Content-Type']}{rights}")
    headers = {
        "Link": f'<{PROFILE_ADDRESS}>;rel="profile"',
        "Vary": "Accept",
        "ETag": etag,
        "Last-Modified": http_date(pyramid.modified_seconds),
        **sharing_headers(is_open=found.is_open),
    }
    _set(response, headers)
    conditional = get_conditional_response(
        request, etag=etag, last_modified=pyramid.modified_seconds, response=response
    )
    return conditional if isinstance(conditional, HttpResponse) else response


def image_rendition(
    request: HttpRequest, identifier: str, region: str, size: str, rotation: str, file: str
) -> HttpResponse:
    """Send an image (IIIF Image 3.0 §4)."""
    if refused := _refuse_method(request):
        return refused
    opened = _open(request, identifier)
    if isinstance(opened, HttpResponse):
        return opened
    found, pyramid = opened
    sides = ImageSize(pyramid.width_px, pyramid.height_px, MAX_AREA_PX)
    try:
        reckoned = reckon(parse_request(region, size, rotation, file), sides)
    except ImageRequestError as error:
        return _sentence(str(error), status=error.status)
    shortway.learn(request.META, public_root(request))
    return _send(request, found, pyramid, reckoned)


def _send(
    request: HttpRequest, found: ShownImage, pyramid: Pyramid, reckoned: Reckoned
) -> HttpResponse:
    etag = entity_tag(pyramid.tag, reckoned.canonical)
    address = image_service_address(request, found.identifier)
    headers = image_headers(
        form=reckoned.rendition.format,
        etag=etag,
        modified_seconds=pyramid.modified_seconds,
        canonical_address=f"{address}/{reckoned.canonical}",
        is_open=found.is_open,
    )
    early = get_conditional_response(
        request, etag=etag, last_modified=pyramid.modified_seconds, response=None
    )
    if isinstance(early, HttpResponse):  # not modified, or a precondition that fails
        _set(early, {name: headers[name] for name in headers if name != "Content-Type"})
        return early
    data = _made(found, pyramid, reckoned, etag)
    return HttpResponse(data, headers={**headers, "Content-Length": str(len(data))})


def _made(found: ShownImage, pyramid: Pyramid, reckoned: Reckoned, etag: str) -> bytes:
    """Send what is stored; else what was made before; else make it and keep it."""
    wanted = reckoned.rendition
    if wanted.is_plain:
        tile = stored_tile(pyramid, wanted.region, wanted.size)
        if tile is not None:
            return tile
    cache = rendition_cache()
    key = f"{found.derivative.stem}/{etag}/{reckoned.canonical}"
    data = cache.get(key)
    if data is None:
        data = render(pyramid, wanted)
        cache.put(key, data)
    return data


def _open(request: HttpRequest, identifier: str) -> tuple[ShownImage, Pyramid] | HttpResponse:
    """Take the access decision, for what the viewer may not see does not exist for him; open it."""
    found = shown_image(identifier, viewer=_viewer(request))
    if found is None:
        return _sentence(NOT_FOUND, status=404)
    if not found.is_ready:
        return _sentence(found.reason, status=404) if found.reason else _wait()
    try:
        return found, found.pyramid()
    except (OSError, NotAPyramid) as error:
        logger.error("The tiles of %s are lost (%s); run: muniment rebuild", identifier, error)
        return _wait()


def _wait() -> HttpResponse:
    response = _sentence(WAITING, status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _set(response: HttpResponse, headers: dict[str, str]) -> None:
    for name, value in headers.items():
        response.headers[name] = value


def _refuse_method(request: HttpRequest) -> HttpResponse | None:
    if request.method in {"GET", "HEAD"}:
        return None
    if request.method == "OPTIONS":
        return _preflight()
    response = _sentence("Images can only be read.", status=405)
    response.headers["Allow"] = ALLOWED_METHODS
    return response


def _preflight() -> HttpResponse:
    """Let scripts of other sites ask; it says nothing of any image (Fetch §3.2)."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": ALLOWED_METHODS,
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": ALLOWED_METHODS,
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Max-Age": "86400",
        },
    )


def _sentence(text: str, *, status: int) -> HttpResponse:
    """Say why not. Scripts of other sites may read that: it is the same for every closed image."""
    return HttpResponse(
        text + "\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"},
    )


def _info_media_type(request: HttpRequest) -> str:
    """Choose as the client prefers; plain JSON where he does not say (§5.1)."""
    preferred = request.get_preferred_type(["application/json", "application/ld+json"])
    names_it = "application/ld+json" in request.headers.get("Accept", "")
    if names_it and preferred == "application/ld+json":
        return JSON_LD
    return "application/json"
