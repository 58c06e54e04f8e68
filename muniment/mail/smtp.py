"""The address of a mail server, as the setting writes it; knows no Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

Encryption = Literal["starttls", "tls", "none"]

_SCHEMES: dict[str, tuple[Encryption, int]] = {"smtp": ("starttls", 587), "smtps": ("tls", 465)}
_ENCRYPTIONS: tuple[Encryption, ...] = ("starttls", "tls", "none")


class SmtpAddressError(ValueError):
    """The address of a mail server is not written as `smtp://user:password@host:587`."""

    def __init__(self) -> None:
        super().__init__(
            "Write it as smtp://user:password@mail.example.org:587?tls=starttls; "
            "tls is starttls, tls or none, and smtps:// means tls from the first byte."
        )


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed over, and how."""

    host: str
    port: int
    user: str
    password: str
    encryption: Encryption

    @classmethod
    def parse(cls, address: str) -> SmtpServer:
        """Read an address; special characters of user and password are percent-encoded.

        :raises SmtpAddressError: not an address of a mail server.
        """
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise SmtpAddressError from None
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.scheme not in _SCHEMES or not parts.hostname or parts.path.strip("/"):
            raise SmtpAddressError
        encryption, usual_port = _SCHEMES[parts.scheme]
        return cls(
            host=parts.hostname,
            port=port or usual_port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            encryption=_encryption(asked, encryption),
        )


def _encryption(asked: dict[str, str], usual: Encryption) -> Encryption:
    if not asked.keys() <= {"tls"}:
        raise SmtpAddressError
    for known in _ENCRYPTIONS:
        if asked.get("tls", usual) == known:
            return known
    raise SmtpAddressError
