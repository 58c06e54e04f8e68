"""Everything that a reader owns, as one zip that is made while it is sent."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from muniment.accounts.models import AccessToken, User
from muniment.accounts.owned import ExportFile, OwnedThings, registered
from muniment.core.tables import csv_bytes

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Drain(io.RawIOBase):
    """Takes what the zip writes, and gives it away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def export_pieces(user: User) -> Iterator[bytes]:
    """Make the zip: each registered kind in its folder, the account's own facts, an index."""
    drain = _Drain()
    parts: list[tuple[str, list[tuple[str, str]]]] = []
    with zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED) as archive:
        for label, folder, files in _parts(user):
            listed: list[tuple[str, str]] = []
            for file in files:
                path = f"{folder}/{file.path}"
                archive.writestr(_entry(path), file.content)
                listed.append((path, file.title or file.path))
                yield drain.take()
            if listed:
                parts.append((label, listed))
        index = render_to_string("account/export_index.html", {"owner": user, "parts": parts})
        archive.writestr(_entry("index.html"), index)
    yield drain.take()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, date_time=timezone.localtime().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _parts(user: User) -> Iterator[tuple[str, str, Iterator[ExportFile]]]:
    yield _("Your account"), "account", iter([_account_facts(user)])
    for things in registered():
        yield str(things.label), things.name, _files_of(things, user)


def _files_of(things: OwnedThings, user: User) -> Iterator[ExportFile]:
    yield from things.export(user)


def _account_facts(user: User) -> ExportFile:
    """Write what the archive knows of the account; secrets are not part of it."""
    addresses = EmailAddress.objects.filter(user=user)
    tokens = AccessToken.objects.filter(account=user, revoked_at=None)
    rows = (
        ("name", user.name),
        *(("e-mail address", each.email) for each in addresses),
        ("registered", user.date_joined.isoformat()),
        ("last log-in", user.last_login.isoformat() if user.last_login else ""),
        *(
            (f"log-in by {each.type}", each.created_at.isoformat())
            for each in Authenticator.objects.filter(user=user)
        ),
        *(
            ("logged in", f"{each.created_at.isoformat()} {each.ip} {each.user_agent}")
            for each in UserSession.objects.filter(user=user)
        ),
        *(("access token", f"{each.name} until {each.expires_at.isoformat()}") for each in tokens),
    )
    content = csv_bytes(("what", "value"), rows)
    return ExportFile("account.csv", "text/csv", content, _("What the archive knows of you"))
