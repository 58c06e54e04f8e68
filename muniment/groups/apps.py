"""Register this app with Django."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    """Private groups of readers: who belongs to them, and in what role."""

    name = "muniment.groups"
    verbose_name = "Groups"

    def ready(self) -> None:
        """Say what happens in groups, what is owned there, and how they are used."""
        from muniment.accounts import owned
        from muniment.groups import telling
        from muniment.groups.owning import OwnedGroups
        from muniment.ui import guides, library_menu

        telling.register()
        owned.register(OwnedGroups())
        library_menu.register(
            library_menu.LibraryEntry(_("Private groups"), "groups:groups", order=90)
        )
        guides.register(guides.Guide("groups", Path(__file__).parent / "help", order=50))
