"""Mails are rendered in the reader's language and sent in the background, whatever happens."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest
from django.db import transaction
from django.utils import timezone

from muniment.jobs.models import Job
from muniment.jobs.worker import run_until_empty
from muniment.mail.models import OutgoingMail
from muniment.mail.services import render, send
from muniment.mail.smtp import SmtpServer
from muniment.mail.tasks import RETRY_MINUTES, forget_failed
from tests.mail.servers import PASSWORD, USER, free_port, mail_server, make_certificate

pytestmark = pytest.mark.django_db

TEMPLATE = """{% load i18n %}
{% translate "Search" %} & {{ name }}

Hello {{ name }}, see https://archive.example.org/?a=1&b=2
"""


@pytest.fixture(autouse=True)
def _archive(settings: Any, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "hello.txt").write_text(TEMPLATE, encoding="utf-8")
    engine = {**settings.TEMPLATES[0], "DIRS": [folder]}
    settings.TEMPLATES = [engine]
    settings.MUNIMENT_HOME = tmp_path
    settings.MUNIMENT_SITE_TITLE = "Архив «Заря»"


def send_hello(to: str = "reader@example.org", *, language: str = "en") -> None:
    send(to, template="hello", context={"name": "Анна & <Co>"}, language=language)


def use_server(settings: Any, port: int) -> None:
    settings.MUNIMENT_SMTP = SmtpServer.parse(f"smtp://127.0.0.1:{port}?tls=none")


def make_due() -> None:
    """Let what waits for its next attempt wait no longer."""
    Job.objects.update(run_after=timezone.now())


def test_a_mail_is_a_readable_file_in_the_outbox(tmp_path: Path) -> None:
    send_hello()
    assert not (tmp_path / "outbox").exists()
    run_until_empty()
    [path] = (tmp_path / "outbox").iterdir()
    written = path.read_text(encoding="utf-8")
    assert "To: reader@example.org\n" in written
    assert "Subject: Search & Анна & <Co>\n" in written
    assert "https://archive.example.org/?a=1&b=2\n" in written
    assert "Архив «Заря»" in written
    assert path.stat().st_mode & 0o077 == 0
    assert not OutgoingMail.objects.exists()


def test_a_mail_speaks_the_language_of_its_reader() -> None:
    english, _ = render("hello", context={"name": "A"}, language="en")
    russian, _ = render("hello", context={"name": "A"}, language="ru")
    assert (english, russian) == ("Search & A", "Поиск & A")


def test_a_mail_of_an_act_that_did_not_happen_is_not_sent(tmp_path: Path) -> None:
    def act() -> None:
        with transaction.atomic():
            send_hello()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    run_until_empty()
    assert not (tmp_path / "outbox").exists()


def test_a_mail_server_gets_text_and_html(settings: Any) -> None:
    with mail_server() as (postbox, port):
        use_server(settings, port)
        send_hello()
        run_until_empty()
    [mail] = postbox.mails
    assert mail["Subject"] == "Search & Анна & <Co>"
    assert mail["To"] == "reader@example.org"
    assert mail["From"].addresses[0].display_name == "Архив «Заря»"
    text, html = (mail.get_body(("plain",)), mail.get_body(("html",)))
    assert text is not None and "Hello Анна & <Co>" in text.get_content()
    assert html is not None
    assert "Анна &amp; &lt;Co&gt;" in html.get_content()
    assert 'href="https://archive.example.org/?a=1&amp;b=2"' in html.get_content()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_user_and_password_are_those_of_the_setting(settings: Any) -> None:
    with mail_server(asks_for_password=True) as (postbox, port):
        secret = quote(PASSWORD, safe="")
        settings.MUNIMENT_SMTP = SmtpServer.parse(
            f"smtp://{USER}:{secret}@127.0.0.1:{port}?tls=none"
        )
        send_hello()
        run_until_empty()
    assert len(postbox.mails) == 1
    assert postbox.users == [USER.encode()]


@pytest.mark.parametrize(("scheme", "encryption"), [("smtp", "starttls"), ("smtps", "tls")])
def test_mail_is_encrypted_for_a_server_that_is_known(
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
    encryption: Literal["starttls", "tls"],
) -> None:
    certificate = make_certificate(tmp_path)
    with mail_server(encryption=encryption, certificate=certificate) as (postbox, port):
        settings.MUNIMENT_SMTP = SmtpServer.parse(f"{scheme}://127.0.0.1:{port}")
        send_hello()
        run_until_empty()
        assert postbox.mails == []
        assert "certificate verify failed" in OutgoingMail.objects.get().error
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        make_due()
        run_until_empty()
        assert len(postbox.mails) == 1


def test_a_dead_server_breaks_nothing_and_is_asked_again(settings: Any) -> None:
    port = free_port()
    use_server(settings, port)
    send_hello()
    assert run_until_empty().failed == 0
    mail = OutgoingMail.objects.get()
    assert mail.attempts == 1 and "refused" in mail.error
    assert Job.objects.get().run_after > timezone.now() + timedelta(seconds=30)
    make_due()
    with mail_server() as (postbox, port):
        use_server(settings, port)
        run_until_empty()
    assert len(postbox.mails) == 1
    assert not OutgoingMail.objects.exists()


def test_after_two_days_a_mail_is_kept_as_failed_with_the_reason(settings: Any) -> None:
    use_server(settings, free_port())
    send_hello()
    for _ in range(len(RETRY_MINUTES) + 1):
        make_due()
        run_until_empty()
    mail = OutgoingMail.objects.get()
    assert mail.given_up_at is not None and mail.error
    assert not Job.objects.exists()
    assert sum(RETRY_MINUTES) >= 2 * 24 * 60 - 600


def test_an_address_that_the_server_does_not_know_is_not_tried_again(settings: Any) -> None:
    with mail_server() as (postbox, port):
        use_server(settings, port)
        send_hello("nobody@example.org")
        run_until_empty()
    assert postbox.mails == []
    assert OutgoingMail.objects.get().given_up_at is not None
    assert not Job.objects.exists()


def test_a_name_with_a_line_break_makes_no_second_header(settings: Any) -> None:
    with mail_server() as (postbox, port):
        use_server(settings, port)
        send(
            "reader@example.org",
            template="hello",
            context={"name": "A\nBcc: victim@example.org"},
            language="en",
        )
        run_until_empty()
    [mail] = postbox.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Search & A"


@pytest.mark.parametrize("line_break", ["\r", "\u2028", "\x0b"])
def test_a_line_break_of_any_kind_in_a_name_keeps_no_mail_from_being_sent(line_break: str) -> None:
    subject, _ = render("hello", context={"name": f"Anna{line_break}Bcc: x"}, language="en")
    assert subject == "Search & Anna Bcc: x"


def test_a_mail_that_failed_is_forgotten_after_a_month(settings: Any) -> None:
    for days in (29, 31):
        OutgoingMail.objects.create(
            to="reader@example.org", given_up_at=timezone.now() - timedelta(days=days)
        )
    forget_failed()
    assert OutgoingMail.objects.count() == 1
