"""Notes that were complained of, and staff who decide."""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from muniment.accounts.models import User
from muniment.annotations.models import Annotation, Reply, Report
from muniment.annotations.services.reports import report
from tests.annotations.builders import World, build_world, client_of
from tests.groups.builders import reader

ROLES = ("visitor", "stranger", "author", "owner", "staff", "forgetful", "desk")
"""`staff` has no second step, `forgetful` has not given it in this session, `desk` has."""


@dataclass(frozen=True, slots=True)
class Office:
    """The world of notes, with staff who have a second step."""

    world: World
    clerk: User
    colleague: User

    def client(self, role: str) -> Client:
        """Give somebody's browser."""
        if role == "desk":
            return at_desk(self.clerk)
        return client_of(self.clerk if role == "forgetful" else self.world.account(role))

    def complain(
        self,
        note: Annotation,
        words: str = "This is rude.",
        *,
        by: str = "stranger",
        about: Reply | None = None,
    ) -> Report:
        """Complain of a note, or of a reply to it."""
        return report(note, words, viewer=self.world.viewer(by), written=about)


def build_office() -> Office:
    """Make readers, a document and two of the staff."""
    world = build_world()
    return Office(world, clerk=_clerk("Clara Clerk"), colleague=_clerk("Karl Colleague"))


def _clerk(name: str) -> User:
    account = reader(name, is_staff=True)
    TOTP.activate(account, generate_totp_secret())
    return account


def at_desk(account: User, *, on_other_site: bool = False) -> Client:
    """Give a browser in which somebody of the staff has logged in by password and second step."""
    client = client_of(account, on_other_site=on_other_site)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "type": Authenticator.Type.TOTP},
    ]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return client
