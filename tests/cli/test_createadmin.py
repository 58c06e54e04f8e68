"""The first account is made from the command line."""

import json

import pytest
from click.testing import CliRunner, Result

from muniment.accounts.models import User
from muniment.cli import main

pytestmark = pytest.mark.django_db
PASSWORD = "grey granite harbour"


def createadmin(*arguments: str, typed: str | None = None, **environ: str) -> Result:
    return CliRunner().invoke(main, ["createadmin", *arguments], input=typed, env=environ)


def test_it_asks_for_address_and_password() -> None:
    result = createadmin(typed=f"editor@example.org\n{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    user = User.objects.get(email="editor@example.org")
    assert user.is_superuser
    assert user.check_password(PASSWORD)


def test_it_takes_both_from_the_environment() -> None:
    result = createadmin(
        "--json", MUNIMENT_ADMIN_EMAIL="editor@example.org", MUNIMENT_ADMIN_PASSWORD=PASSWORD
    )
    assert json.loads(result.output) == {"email": "editor@example.org", "name": ""}


def test_a_weak_password_is_refused_with_the_reason() -> None:
    result = createadmin("--email", "editor@example.org", "--password", "12345")
    assert result.exit_code == 1
    assert "too short" in result.output
    assert not User.objects.exists()


def test_what_is_not_an_address_is_refused() -> None:
    result = createadmin("--email", "editor", "--password", PASSWORD)
    assert result.exit_code == 1
    assert "'editor' is not an e-mail address" in result.output


def test_a_second_account_for_one_address_is_refused() -> None:
    User.objects.create_user("editor@example.org")
    result = createadmin("--email", "Editor@example.org", "--password", PASSWORD)
    assert result.exit_code == 1
    assert "already" in result.output
