"""Settings are read from the environment, in one place, and checked."""

from pathlib import Path

import pytest

from muniment.config.environment import SETTINGS, Environment, SettingError


def test_an_archive_needs_no_setting_at_all() -> None:
    environment = Environment.read({})
    assert environment.home == Path("muniment-home").absolute()
    assert environment.ark_naan == "99999"
    assert environment.debug is False


def test_the_public_address_is_answered_and_asks_for_secure_cookies() -> None:
    environment = Environment.read({"MUNIMENT_PUBLIC_URL": "https://archive.example.org/"})
    assert environment.public_url == "https://archive.example.org"
    assert "archive.example.org" in environment.allowed_hosts
    assert environment.is_https


def test_further_hosts_are_answered_once_each() -> None:
    environment = Environment.read({"MUNIMENT_ALLOWED_HOSTS": "a.example, b.example,,localhost"})
    assert environment.allowed_hosts == (
        "localhost",
        "127.0.0.1",
        "[::1]",
        "a.example",
        "b.example",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MUNIMENT_DEBUG", "perhaps"),
        ("MUNIMENT_PUBLIC_URL", "archive.example.org"),
        ("MUNIMENT_PUBLIC_URL", "https://example.org/archive"),
        ("MUNIMENT_ARK_NAAN", "12"),
        ("MUNIMENT_MAIL_FROM", "The archive"),
        ("MUNIMENT_TRUSTED_PROXIES", "-1"),
        ("MUNIMENT_LANGUAGE", "la"),
        ("MUNIMENT_TIME_ZONE", "Mars/Olympus"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_cure(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is {value!r}"):
        Environment.read({name: value})


def test_every_setting_that_is_read_is_described() -> None:
    source = Path(Environment.read.__code__.co_filename).read_text(encoding="utf-8")
    assert all(source.count(f'"{name}"') >= 2 for name in SETTINGS)


def test_the_password_of_the_mail_server_is_not_shown_with_the_mistake() -> None:
    with pytest.raises(SettingError, match="MUNIMENT_SMTP_URL") as raised:
        Environment.read({"MUNIMENT_SMTP_URL": "http://me:secret@mail.example.org"})
    assert "secret" not in str(raised.value)
