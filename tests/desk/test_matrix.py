"""Every address of the desk, for everybody, by every method.

A row says what staff who have given their second step are answered. Staff who have not are told
why (403); for everybody else there is nothing at the address, as at any that does not exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from muniment.annotations.models import Annotation, Report
from muniment.desk.urls import urlpatterns
from tests.desk.builders import ROLES, Office, at_desk

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Row:
    """An address: whether a report is named in it, and what staff are answered."""

    name: str
    get: int
    post: int
    send: str = ""
    has_number: bool = False


ROWS = (
    Row("start", 200, 405),
    Row("reports", 200, 405),
    Row("report", 200, 302, "outcome=hidden&answer=Rude&revision=1&newest={n}", has_number=True),
    Row("restore", 405, 302, "answer=Sorry", has_number=True),
    Row("audit", 200, 405),
    Row("export", 405, 200, "who=Clara"),
)


@pytest.fixture
def number(office: Office) -> int:
    """Give the number of a report on a public note."""
    return office.complain(office.world.note("rude words", is_public=True)).pk


def address(row: Row, number: int) -> str:
    return reverse(f"desk:{row.name}", args=[number] if row.has_number else [])


def ask(client: Client, method: str, row: Row, number: int) -> Any:
    sent = row.send.format(n=number) if method == "POST" else ""
    form = "application/x-www-form-urlencoded"
    return client.generic(method, address(row, number), sent, content_type=form)


def test_every_address_has_a_row() -> None:
    assert {str(pattern.name) for pattern in urlpatterns} == {row.name for row in ROWS}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_everybody_is_answered_as_the_row_says(
    row: Row, role: str, office: Office, number: int
) -> None:
    if row.name == "restore":
        Annotation.objects.update(hidden_at=timezone.now())
    client = office.client(role)
    seen = {method: ask(client, method, row, number).status_code for method in METHODS}
    for_staff = dict.fromkeys(METHODS, 405) | {"GET": row.get, "HEAD": row.get, "POST": row.post}
    refused = {"staff": 403, "forgetful": 403}.get(role, 404)
    assert seen == (for_staff if role == "desk" else dict.fromkeys(METHODS, refused))


@pytest.mark.parametrize("role", ROLES[:-1])
def test_nothing_is_done_for_others(role: str, office: Office, number: int) -> None:
    for row in ROWS:
        ask(office.client(role), "POST", row, number)
    report = Report.objects.get()
    assert report.outcome == Report.Outcome.OPEN
    assert report.annotation.hidden_at is None


@pytest.mark.parametrize("role", ["visitor", "stranger", "author", "owner"])
@pytest.mark.parametrize("method", METHODS)
def test_others_cannot_tell_the_desk_from_what_does_not_exist(
    role: str, method: str, office: Office, number: int
) -> None:
    def answer(path: str) -> tuple[int, bytes, dict[str, str]]:
        client = office.client(role)
        client.handler.enforce_csrf_checks = True
        got = client.generic(method, path)
        headers = {name: value for name, value in got.headers.items() if name != "Set-Cookie"}
        return got.status_code, got.content.replace(path.encode(), b""), headers

    paths = ["/desk", *(address(row, number) for row in ROWS)]
    for path in (*paths, *(path.rstrip("/") for path in paths)):
        assert _without_tokens(answer(path)) == _without_tokens(answer("/dusk/here/")), path


def _without_tokens(answer: tuple[int, bytes, dict[str, str]]) -> object:
    """Leave out the tokens against forgery, which differ from page to page."""
    status, content, headers = answer
    content = re.sub(rb'(csrf-token" content|csrfmiddlewaretoken" value)="\w+"', b"", content)
    content = re.sub(rb"next=[^\"]*", b"", content)
    headers.pop("Content-Length", None)
    return status, content, headers


def test_staff_find_no_report_that_there_is_not(desk: Client, number: int) -> None:
    for name in ("report", "restore"):
        path = reverse(f"desk:{name}", args=[number + 1])
        assert desk.post(path, {"outcome": "hidden"}).status_code == 404


def test_a_form_that_comes_from_elsewhere_is_not_taken(office: Office, number: int) -> None:
    client = at_desk(office.clerk, on_other_site=True)
    for row in ROWS:
        if row.post != 405:
            assert ask(client, "POST", row, number).status_code == 403, row.name
    assert Report.objects.get().outcome == Report.Outcome.OPEN
