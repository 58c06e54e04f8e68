"""Where mails go: into a folder, which needs nothing, or to a mail server."""

from __future__ import annotations

import smtplib
from email.utils import formataddr, formatdate
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from muniment.mail.html import as_html
from muniment.mail.models import OutgoingMail
from muniment.mail.smtp import SmtpServer

OUTBOX = "outbox"
TIMEOUT_SECONDS = 20


class MailNotSent(Exception):
    """The mail could not be handed over now; it may be tried again."""


class MailRefused(Exception):
    """The server will never take this mail, as where there is no such address."""


class Carrier(Protocol):
    """Whoever takes a mail over."""

    def deliver(self, mail: OutgoingMail) -> None:
        """Take a mail over; a second time does no harm.

        :raises MailNotSent: not now.
        :raises MailRefused: never.
        """


class Outbox:
    """A folder with one readable file for each mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, mail: OutgoingMail) -> None:
        """Write the mail into a file that only its owner may read: it may hold secret links."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._folder / f"{mail.created_at:%Y-%m-%dT%H-%M-%S}-{mail.pk}.txt"
            path.touch(mode=0o600)
            path.write_text(_readable(mail), encoding="utf-8")
        except OSError as error:
            raise MailNotSent(str(error)) from error


class Smtp:
    """A mail server."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    def deliver(self, mail: OutgoingMail) -> None:
        """Hand the mail over to the server."""
        connection = EmailBackend(
            host=self._server.host,
            port=self._server.port,
            username=self._server.user,
            password=self._server.password,
            use_tls=self._server.encryption == "starttls",
            use_ssl=self._server.encryption == "tls",
            timeout=TIMEOUT_SECONDS,
        )
        try:
            connection.send_messages([_message(mail)])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise (MailRefused if min(codes) >= 500 else MailNotSent)(str(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailNotSent(f"{type(error).__name__}: {error}") from error


def carrier() -> Carrier:
    """Give the carrier that this archive is set to."""
    server: SmtpServer | None = settings.MUNIMENT_SMTP
    return Smtp(server) if server else Outbox(Path(settings.MUNIMENT_HOME) / OUTBOX)


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    host = urlsplit(settings.MUNIMENT_PUBLIC_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        _from(),
        [mail.to],
        headers={
            # The same at each attempt, so that a mail that came twice is known to be one.
            "Message-ID": f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{host}>",
            "Date": formatdate(mail.created_at.timestamp()),
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
    )
    message.attach_alternative(as_html(mail.text, language=mail.language), "text/html")
    return message


def _from() -> str:
    return formataddr((settings.MUNIMENT_SITE_TITLE, settings.MUNIMENT_MAIL_FROM))


def _readable(mail: OutgoingMail) -> str:
    sender = f"{settings.MUNIMENT_SITE_TITLE} <{settings.MUNIMENT_MAIL_FROM}>"
    date = formatdate(mail.created_at.timestamp())
    head = f"From: {sender}\nTo: {mail.to}\nDate: {date}\nSubject: {mail.subject}"
    return f"{head}\n\n{mail.text}\n"
