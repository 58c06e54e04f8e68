"""What the frame itself answers: the switch of language, and how things are done."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from muniment.core import addresses
from muniment.ui.guides import GuideNotFound, guide_links, guide_page
from muniment.ui.languages import PARAMETER, is_offered

YEAR_SECONDS = 31_536_000


@csrf_exempt  # A forged choice of language harms nobody; a token would forbid caching every page.
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and lead back to the page that it was chosen on."""
    code = request.POST.get("language", "")
    if not is_offered(code):
        return HttpResponseBadRequest(f'The interface does not speak "{code}".')
    response = HttpResponseRedirect(_back(request.POST.get("next", "")))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR_SECONDS,
        secure=bool(settings.LANGUAGE_COOKIE_SECURE),
        samesite="Lax",
    )
    return response


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """List the guides."""
    links = guide_links(request.LANGUAGE_CODE or "")
    return render(request, "ui/guides.html", {"guides": links})


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how something is done."""
    try:
        page = guide_page(slug, request.LANGUAGE_CODE or "")
    except GuideNotFound as missing:
        raise Http404(str(missing)) from missing
    return render(request, "ui/guide.html", {"page": page})


def _back(address: str) -> str:
    """Return the page's own address without the language that it asked for, or the first page."""
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    ):
        return addresses.home()
    parts = urlsplit(address)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != PARAMETER]
    return parts._replace(query=urlencode(query, safe=",.:")).geturl()
