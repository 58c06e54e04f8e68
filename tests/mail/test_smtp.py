"""How the address of a mail server is written."""

import pytest

from muniment.mail.smtp import SmtpAddressError, SmtpServer


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example.org", SmtpServer("mail.example.org", 587, "", "", "starttls")),
        ("smtps://mail.example.org", SmtpServer("mail.example.org", 465, "", "", "tls")),
        ("smtp://localhost:25?tls=none", SmtpServer("localhost", 25, "", "", "none")),
        (
            "smtp://me%40example.org:a%2Fb@mail.example.org:2525?tls=starttls",
            SmtpServer("mail.example.org", 2525, "me@example.org", "a/b", "starttls"),
        ),
    ],
)
def test_an_address_says_where_and_how(address: str, server: SmtpServer) -> None:
    assert SmtpServer.parse(address) == server


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://mail.example.org:port",
        "smtp://mail.example.org?tls=perhaps",
        "smtp://mail.example.org?ssl=1",
        "smtp://mail.example.org/inbox",
    ],
)
def test_anything_else_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(SmtpAddressError, match="smtp://user:password@"):
        SmtpServer.parse(address)
