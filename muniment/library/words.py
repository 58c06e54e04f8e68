"""How the library says who can see a thing."""

from __future__ import annotations

from django.utils.translation import gettext

from muniment.library.models import Folder, Tag


def who_sees(thing: Folder | Tag) -> str:
    """Say who can see a folder or a tag; its group is at hand."""
    if thing.group:
        return gettext("Members of %(group)s") % {"group": thing.group.name}
    return gettext("Everyone") if thing.is_public else gettext("Only me")


def folder_words(folder: Folder) -> str:
    """Name a folder in a list to choose from; those that everyone sees say so."""
    if folder.is_public:
        return gettext("%(name)s (everyone can see it)") % {"name": folder.name}
    return folder.name
