"""Read every setting of an installation from the environment, in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from muniment.mail.smtp import SmtpAddressError, SmtpServer

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})

TEST_NAAN = "99999"
"""The naming authority number that the ARK scheme sets aside for tests."""

NOBODY = "nobody@localhost"
"""Where mails come from as long as no address is set."""

SETTINGS = {
    "MUNIMENT_HOME": "Folder that holds all data: database, masters, derivatives, secret key.",
    "MUNIMENT_PUBLIC_URL": "Address under which readers reach the archive.",
    "MUNIMENT_ALLOWED_HOSTS": "Further host names that are answered, separated by commas.",
    "MUNIMENT_SITE_TITLE": "Name of the archive, shown in the head of every page.",
    "MUNIMENT_PUBLISHER": "Whoever publishes the archive, named in the foot of every page.",
    "MUNIMENT_CONTACT_EMAIL": "Address that readers write to, shown in the foot of every page.",
    "MUNIMENT_SMTP_URL": "Mail server that mails are handed to, with user and password.",
    "MUNIMENT_MAIL_FROM": "Address that mails come from.",
    "MUNIMENT_TRUSTED_PROXIES": "Number of proxies before the archive that name the client.",
    "MUNIMENT_ARK_NAAN": "Naming authority number of the identifiers that are minted.",
    "MUNIMENT_LANGUAGE": "Interface language where the reader's browser asks for none we have.",
    "MUNIMENT_TIME_ZONE": "Time zone of the archive, by its IANA name.",
    "MUNIMENT_IMAGE_CACHE_MB": "Megabytes of disk for renditions of images, beside their tiles.",
    "MUNIMENT_IMAGE_MAX_SIDE_PX": "Width and height up to which an image is accepted.",
    "MUNIMENT_IMAGE_MAX_MEGAPIXELS": "Area up to which an image is accepted.",
    "MUNIMENT_DEBUG": "1 shows details of errors and serves files unhashed; never in public.",
}
"""Every environment variable that configures an archive, with what it does."""


class SettingError(ValueError):
    """An environment variable holds a value that cannot be used."""

    def __init__(self, name: str, value: str, cure: str) -> None:
        super().__init__(f"{name} is {value!r}. {cure}")


@dataclass(frozen=True, slots=True)
class Environment:
    """What an installation says about itself, checked and typed."""

    home: Path
    public_url: str
    allowed_hosts: tuple[str, ...]
    site_title: str
    publisher: str
    contact_email: str
    smtp: SmtpServer | None
    mail_from: str
    trusted_proxies: int
    ark_naan: str
    language: str
    time_zone: str
    image_cache_mb: int
    image_max_side_px: int
    image_max_megapixels: int
    debug: bool

    @property
    def is_https(self) -> bool:
        """Tell whether readers reach the archive over HTTPS."""
        return self.public_url.startswith("https://")

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Environment:
        """Check the variables and fill in defaults.

        :raises SettingError: a value cannot be used; its text says which and what to do.
        """
        public_url = _public_url(environ.get("MUNIMENT_PUBLIC_URL", ""))
        contact_email = _email(environ, "MUNIMENT_CONTACT_EMAIL")
        return cls(
            home=Path(environ.get("MUNIMENT_HOME") or "muniment-home").expanduser().absolute(),
            public_url=public_url,
            allowed_hosts=_hosts(environ.get("MUNIMENT_ALLOWED_HOSTS", ""), public_url=public_url),
            site_title=environ.get("MUNIMENT_SITE_TITLE") or "Muniment",
            publisher=environ.get("MUNIMENT_PUBLISHER", "").strip(),
            contact_email=contact_email,
            smtp=_smtp(environ.get("MUNIMENT_SMTP_URL", "").strip()),
            mail_from=_email(environ, "MUNIMENT_MAIL_FROM") or contact_email or NOBODY,
            trusted_proxies=_number(environ, "MUNIMENT_TRUSTED_PROXIES", default=0),
            ark_naan=_naan(environ.get("MUNIMENT_ARK_NAAN") or TEST_NAAN),
            language=_language(environ.get("MUNIMENT_LANGUAGE") or "en"),
            time_zone=_time_zone(environ.get("MUNIMENT_TIME_ZONE") or "UTC"),
            image_cache_mb=_number(environ, "MUNIMENT_IMAGE_CACHE_MB", default=1000),
            image_max_side_px=_number(environ, "MUNIMENT_IMAGE_MAX_SIDE_PX", default=30_000),
            image_max_megapixels=_number(environ, "MUNIMENT_IMAGE_MAX_MEGAPIXELS", default=500),
            debug=_boolean("MUNIMENT_DEBUG", environ.get("MUNIMENT_DEBUG", "")),
        )


def _boolean(name: str, value: str) -> bool:
    word = value.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise SettingError(name, value, "Set it to 1 or 0.")


def _number(environ: Mapping[str, str], name: str, *, default: int) -> int:
    value = environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise SettingError(name, value, f"Give a whole number, as in {default}.")
    return int(value)


def _public_url(value: str) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        cure = "Give scheme and host only, as in https://archive.example.org."
        raise SettingError("MUNIMENT_PUBLIC_URL", value, cure)
    return f"{parts.scheme}://{parts.netloc}"


def _hosts(value: str, *, public_url: str) -> tuple[str, ...]:
    named = [host.strip() for host in value.split(",") if host.strip()]
    public = urlsplit(public_url).hostname
    return tuple(
        dict.fromkeys(["localhost", "127.0.0.1", "[::1]", *filter(None, [public]), *named])
    )


def _email(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").strip()
    if value and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", value):
        raise SettingError(name, value, "Give one address, as in archive@example.org.")
    return value


def _smtp(value: str) -> SmtpServer | None:
    if not value:
        return None
    try:
        return SmtpServer.parse(value)
    except SmtpAddressError as error:
        raise SettingError("MUNIMENT_SMTP_URL", "…", str(error)) from None  # it holds a password


def _naan(value: str) -> str:
    if not (value.isascii() and value.isalnum() and 5 <= len(value) <= 9):
        cure = "A naming authority number has five to nine letters or digits, as in 99999."
        raise SettingError("MUNIMENT_ARK_NAAN", value, cure)
    return value


def _language(value: str) -> str:
    if value not in {"en", "ru"}:
        raise SettingError("MUNIMENT_LANGUAGE", value, "Set it to en or ru.")
    return value


def _time_zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        cure = "Give an IANA name, as in Europe/Moscow."
        raise SettingError("MUNIMENT_TIME_ZONE", value, cure) from None
