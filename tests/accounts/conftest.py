"""What tests of accounts need: mails, and an account to log in with."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from muniment.accounts.models import User
from muniment.jobs.worker import run_until_empty

PASSWORD = "grey granite harbour"


class Outbox:
    """The folder into which mails go, as a reader looks into his post."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "outbox"

    def all(self) -> list[str]:
        """Send what waits and give all mails, oldest first."""
        run_until_empty()
        if not self._folder.is_dir():
            return []
        paths = sorted(self._folder.iterdir(), key=lambda p: int(p.stem.rpartition("-")[2]))
        return [path.read_text(encoding="utf-8") for path in paths]

    def last(self, to: str) -> str:
        """Give the newest mail to an address."""
        return [mail for mail in self.all() if f"To: {to}\n" in mail][-1]

    def link(self, to: str) -> str:
        """Give the path of the link in the newest mail to an address."""
        found = re.search(r"https?://[^/\s]+(/\S+)", self.last(to))
        assert found is not None
        return found[1]


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Outbox:
    """Let mails go into a folder of this test."""
    settings.MUNIMENT_HOME = tmp_path
    return Outbox(tmp_path)


@pytest.fixture
def make_reader() -> Callable[..., User]:
    """Make accounts whose address is confirmed."""

    def make(email: str = "reader@example.org", **facts: Any) -> User:
        user = User.objects.create_user(email, password=PASSWORD, **facts)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        return user

    return make


@pytest.fixture
def reader(make_reader: Callable[..., User]) -> User:
    """Make one account whose address is confirmed."""
    return make_reader(name="Анна Сергеевна")


def log_in(client: Client, email: str = "reader@example.org", **more: str) -> Any:
    """Log in as a reader does, and give the answer."""
    return client.post("/account/login/", {"login": email, "password": PASSWORD, **more})


def confirm_identity(client: Client) -> None:
    """Give the password once more, as before something that matters."""
    client.post("/account/check/", {"password": PASSWORD})


def is_logged_in(client: Client) -> bool:
    """Tell whether the account's own page is shown."""
    return client.get("/account/").status_code == 200
