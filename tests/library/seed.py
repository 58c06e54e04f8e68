"""Readers with a library, for tests in a browser: `python -m tests.library.seed` prints them."""

from __future__ import annotations

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")


def session_of(account: object) -> str:
    """Log an account in; give the key of its session."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import login
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    backend = settings.AUTHENTICATION_BACKENDS[0]
    login(request, account, backend=backend)  # type: ignore[arg-type]
    request.session.save()
    return str(request.session.session_key)


def main() -> None:
    """Make an owner and a member of a group, and a folder of each kind."""
    django.setup()
    from django.contrib.auth import get_user_model

    from muniment.access.viewer import Viewer
    from muniment.documents.models import Document
    from muniment.groups.models import Group, Membership
    from muniment.library.services.bookmarks import add_bookmark
    from muniment.library.services.folders import create_folder
    from muniment.library.services.history import choose_history, note_reading
    from muniment.library.services.items import Place, save_item
    from muniment.library.services.searches import save_search
    from muniment.library.services.tags import add_tag
    from muniment.passages.targets import Target

    users = get_user_model().objects
    owner, member, newcomer = (
        users.create_user(f"{name.lower()}@example.org", name=name)
        for name in ("Owner", "Member", "Newcomer")
    )
    group = Group.objects.create(identifier="circle", name="Reading circle")
    for account, role in ((owner, "owner"), (member, "member")):
        Membership.objects.create(group=group, account=account, role=role)
    viewer = Viewer(account_id=owner.pk)
    documents = list(Document.objects.visible_to(viewer).filter(kind="ITEM").order_by("pk")[:6])
    own = create_folder("Winters", viewer=viewer, description="Of *ice* and snow.")
    create_folder("Summers", viewer=viewer)
    create_folder("Springs", viewer=viewer, is_public=True)
    create_folder("Frosts", viewer=viewer, parent=own)
    shared = create_folder("Shared", viewer=viewer, group=group)
    for document in documents[:4]:
        target = Target(document.identifier)
        save_item(target, viewer=viewer, place=Place(folder=own), note="See **also** the next.")
    save_item(Target(documents[0].identifier), viewer=viewer, place=Place(folder=shared))
    for document in documents[:3]:
        add_bookmark(Target(document.identifier), viewer=viewer, name=f"At {document.pk}")
    tag = add_tag(documents[0], name="weather", viewer=viewer)
    add_tag(documents[0], name="to discuss", viewer=viewer, group=group)
    search = save_search("q=ice", viewer=viewer, name="Ice", alert="weekly")
    choose_history(viewer, keeps=True)
    note_reading(documents[0], viewer=viewer)
    print(
        json.dumps(
            {
                "owner": session_of(owner),
                "member": session_of(member),
                "newcomer": session_of(newcomer),
                "folder": own.identifier,
                "shared": shared.identifier,
                "tag": tag.identifier,
                "search": search.identifier,
                "documents": [document.identifier for document in documents],
            }
        )
    )


if __name__ == "__main__":
    main()
