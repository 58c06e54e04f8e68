"""The archive's addresses, and one of a view that does nothing but return bytes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from muniment.config.urls import urlpatterns as own

BODY = b""


def trivial(request: HttpRequest) -> HttpResponse:
    """Return the bytes of the page that is measured."""
    return HttpResponse(BODY)


urlpatterns = [*own, path("trivial/", trivial)]
