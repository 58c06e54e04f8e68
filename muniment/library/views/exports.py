"""Folders and whole libraries as files."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from muniment.accounts.pages import own_page
from muniment.core.slugs import slugify
from muniment.library import policies
from muniment.library.exporting.formats import WRITERS, packet_json
from muniment.library.exporting.packets import folder_packet, whole_packet
from muniment.library.views.asking import viewer_of


@require_safe
def folder(request: HttpRequest, identifier: str, form: str) -> HttpResponse:
    """Give a folder with all inside it as a file."""
    if form not in WRITERS:
        raise Http404(f'There is no export as "{form}".')
    viewer = viewer_of(request)
    found = policies.folder_for(viewer, identifier)
    media_type, write = WRITERS[form]
    packet = folder_packet(found, viewer=viewer, root=_root(request))
    name = slugify(found.name) or "folder"
    return _file(write(packet), media_type=media_type, name=f"{name}.{form}")


@own_page
def library(request: HttpRequest, form: str) -> HttpResponse:
    """Give all that a reader keeps as JSON, or what he has saved as a table or a page."""
    if form not in WRITERS:
        raise Http404(f'There is no export as "{form}".')
    packet = whole_packet(viewer_of(request), root=_root(request))
    media_type, write = WRITERS[form]
    content = packet_json(packet) if form == "json" else write(packet.folders)
    return _file(content, media_type=media_type, name=f"library.{form}")


def _file(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _root(request: HttpRequest) -> str:
    return settings.MUNIMENT_PUBLIC_URL or request.build_absolute_uri("/")
