"""A real mail server on this machine, which keeps what it is given."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = "archive", "p@ss/word"


class Postbox:
    """Takes every mail but those for `nobody@…`."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.users: list[bytes] = []

    async def handle_RCPT(  # noqa: N802  (named by the server)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("nobody@"):
            return "550 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(parsed)
        return "250 OK"

    def let_in(self, _server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> Any:
        known = data.login == USER.encode() and data.password == PASSWORD.encode()
        self.users.append(data.login)
        return AuthResult(success=known)


@contextmanager
def mail_server(*, asks_for_password: bool = False) -> Iterator[tuple[Postbox, int]]:
    """Run a server; give what it keeps and its port."""
    postbox = Postbox()
    port = free_port()
    options: dict[str, Any] = {}
    if asks_for_password:
        options = {
            "authenticator": postbox.let_in,
            "auth_required": True,
            "auth_require_tls": False,
        }
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield postbox, port
    finally:
        controller.stop()


def free_port() -> int:
    """Find a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
