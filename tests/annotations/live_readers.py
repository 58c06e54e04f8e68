"""Readers of a live archive who are logged in: python -m tests.annotations.live_readers HOME.

Prints, as JSON, the session of each by the name, and the identifier of the group of both.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from typing import Any

PASSWORD = "correct horse battery 9"
NAMES = ("anna", "boris")


def main() -> None:
    """Make the readers in the archive named on the command line."""
    os.environ["MUNIMENT_HOME"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "muniment.config.settings"
    import django

    django.setup()
    from muniment.groups.models import Membership, Role
    from muniment.groups.services import create

    anna, boris = (_account(name) for name in NAMES)
    group = create("Readers of diaries", by=anna)
    Membership.objects.create(group=group, account=boris, role=Role.MEMBER)
    sessions = {name: _session(of) for name, of in zip(NAMES, (anna, boris), strict=True)}
    print(json.dumps({**sessions, "group": group.identifier}))


def _account(name: str) -> Any:
    from allauth.account.models import EmailAddress

    from muniment.accounts.models import User

    email = f"{name}@example.org"
    account = User.objects.create_user(email=email, password=PASSWORD, name=name.title())
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


def _session(account: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    main()
