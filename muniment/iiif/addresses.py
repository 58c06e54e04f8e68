"""The public address of this archive and of its image services."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from muniment.core import addresses


def public_root(request: HttpRequest) -> str:
    """Give scheme and host: those the installation names, else those the reader used."""
    return settings.MUNIMENT_PUBLIC_URL or f"{request.scheme}://{request.get_host()}"


def image_service_address(request: HttpRequest, identifier: str) -> str:
    """Give the full address of an image service, without a slash at its end."""
    return public_root(request) + addresses.image_service(identifier)
