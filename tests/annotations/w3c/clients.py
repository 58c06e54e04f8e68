"""Programs that ask for annotations, as somebody with a token or without."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from muniment.accounts.models import User
from muniment.accounts.tokens.services import make_token
from tests.annotations.builders import World

ROOT = "http://testserver"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


class Program:
    """A client that checks against forgery are on for, as they are for everyone."""

    def __init__(self, account: User | None = None, *, scope: str = "write") -> None:
        headers = {}
        if account:
            secret = make_token(account, name="Program", scope=scope, days=30)[1]
            headers["Authorization"] = f"Bearer {secret}"
        self._client = Client(enforce_csrf_checks=True, headers=headers)

    def get(self, path: str, **headers: str) -> Any:
        return self._client.get(own(path), headers=named(headers))

    def head(self, path: str, **headers: str) -> Any:
        return self._client.head(own(path), headers=named(headers))

    def options(self, path: str, **headers: str) -> Any:
        return self._client.options(own(path), headers=named(headers))

    def post(self, members: Any, path: str = "/annotations/", **headers: str) -> Any:
        return self._client.post(own(path), *sent(members), headers=named(headers))

    def put(self, path: str, members: Any, **headers: str) -> Any:
        return self._client.put(own(path), *sent(members), headers=named(headers))

    def delete(self, path: str, **headers: str) -> Any:
        return self._client.delete(own(path), headers=named(headers))


def sent(members: Any) -> tuple[bytes, str]:
    """Give what is sent, with its type; bytes go as they are."""
    if isinstance(members, bytes):
        return members, MEDIA_TYPE
    return json.dumps(members).encode(), MEDIA_TYPE


def own(address: str) -> str:
    """Take a full address of the archive or a path."""
    return address.removeprefix(ROOT)


def named(headers: dict[str, str]) -> dict[str, str]:
    """Write names of headers with hyphens."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def quoting(world: World, exact: str = "warm", **more: Any) -> dict[str, Any]:
    """Make an annotation of words, as another program makes it."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "Was it?", "purpose": "commenting"},
        "target": {
            "source": f"{ROOT}/documents/{world.document.identifier}/?panes=en",
            "selector": {"type": "TextQuoteSelector", "exact": exact},
        },
        **more,
    }
