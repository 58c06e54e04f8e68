"""What readers own is exported whole, and goes with the account."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.test import Client

from muniment.accounts import owned
from muniment.accounts.models import User
from muniment.accounts.owned import ExportFile, Obstacle
from muniment.audit.models import AuditEntry
from tests.accounts.conftest import (
    Outbox,
    confirm_identity,
    is_logged_in,
    log_in,
)

pytestmark = pytest.mark.django_db


class Stamps:
    """Stamps that readers collect, in memory."""

    name = "stamps"
    label = "Stamps"
    goes = "Your stamps go."
    stays = "Stamps that you gave away stay."

    def __init__(self) -> None:
        self.kept: dict[int, list[str]] = {}
        self.lent: set[int] = set()

    def export(self, user: User) -> Iterable[ExportFile]:
        for number, stamp in enumerate(self.kept.get(user.pk, [])):
            yield ExportFile(f"{number}.json", "application/json", stamp.encode(), f"No. {number}")

    def before_delete(self, user: User) -> Iterable[Obstacle]:
        if user.pk in self.lent:
            yield Obstacle("A stamp is lent out: ask for it back first.", "/browse/")

    def delete(self, user: User) -> None:
        self.kept.pop(user.pk, None)


@pytest.fixture
def stamps() -> Iterator[Stamps]:
    before = dict(owned._registered)
    kept = Stamps()
    owned.register(kept)
    yield kept
    owned._registered.clear()
    owned._registered.update(before)


def download(client: Client) -> zipfile.ZipFile:
    answer = client.post("/account/export/download/")
    assert answer.headers["Content-Type"] == "application/zip"
    pieces: Any = answer.streaming_content  # type: ignore[attr-defined]
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def test_everything_is_in_one_zip_that_can_be_read(
    client: Client, reader: User, make_reader: Callable[..., User], stamps: Stamps
) -> None:
    other = make_reader("other@example.org")
    stamps.kept = {reader.pk: ['{"year": 1935}'], other.pk: ['{"year": 1940}']}
    log_in(client)
    archive = download(client)
    assert archive.testzip() is None
    assert {"index.html", "account/account.csv", "stamps/0.json"} <= set(archive.namelist())
    assert archive.read("stamps/0.json") == b'{"year": 1935}'
    index = archive.read("index.html").decode()
    assert '<a href="stamps/0.json">No. 0</a>' in index
    assert "1940" not in "".join(archive.read(n).decode("utf-8-sig") for n in archive.namelist())


def test_the_accounts_own_facts_are_in_it_and_no_secret(client: Client, reader: User) -> None:
    log_in(client)
    table = download(client).read("account/account.csv").decode("utf-8-sig")
    rows = dict(list(csv.reader(io.StringIO(table)))[1:])
    assert rows["name"] == "Анна Сергеевна"
    assert rows["e-mail address"] == "reader@example.org"
    assert reader.password not in table
    assert AuditEntry.objects.get(action="account.exported").actor == reader


def test_a_spreadsheet_computes_nothing_of_the_accounts_facts(client: Client, reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(name='=HYPERLINK("https://evil.example")')
    log_in(client)
    table = download(client).read("account/account.csv").decode("utf-8-sig")
    rows = dict(list(csv.reader(io.StringIO(table)))[1:])
    assert rows["name"].startswith("'=")


def test_an_export_needs_a_log_in_and_a_form(client: Client, reader: User) -> None:
    assert client.post("/account/export/download/").status_code == 302
    log_in(client)
    assert client.get("/account/export/download/").status_code == 405


def test_the_page_says_what_goes_and_what_stays(
    client: Client, reader: User, stamps: Stamps
) -> None:
    log_in(client)
    confirm_identity(client)
    page = client.get("/account/delete/").content.decode()
    assert "Your stamps go." in page
    assert "Stamps that you gave away stay." in page


def test_an_account_goes_with_all_that_is_its_own(
    client: Client, reader: User, stamps: Stamps, outbox: Outbox
) -> None:
    stamps.kept = {reader.pk: ["penny black"]}
    elsewhere = Client()
    log_in(elsewhere)
    log_in(client)
    confirm_identity(client)
    answer = client.post("/account/delete/")
    assert answer.headers["Location"] == "/account/deleted/"
    assert "Your account is deleted" in client.get("/account/deleted/").content.decode()
    assert not User.objects.exists()
    assert stamps.kept == {}
    assert not is_logged_in(client) and not is_logged_in(elsewhere)
    assert "Your account is deleted" in outbox.last("reader@example.org")
    entries = AuditEntry.objects.all()
    assert entries.filter(action="account.deleted").exists()
    assert "example.org" not in str(list(entries.values()))


def test_it_is_refused_as_long_as_something_stands_in_the_way(
    client: Client, reader: User, stamps: Stamps
) -> None:
    stamps.lent.add(reader.pk)
    log_in(client)
    confirm_identity(client)
    page = client.get("/account/delete/").content.decode()
    assert "A stamp is lent out: ask for it back first." in page
    assert "Delete the account reader@example.org" not in page
    client.post("/account/delete/")
    assert User.objects.filter(pk=reader.pk).exists()


def test_whoever_finds_a_browser_open_cannot_delete_the_account(
    client: Client, reader: User
) -> None:
    log_in(client)
    for answer in (client.get("/account/delete/"), client.post("/account/delete/")):
        assert answer.headers["Location"].startswith("/account/check/")
    assert User.objects.filter(pk=reader.pk).exists()
