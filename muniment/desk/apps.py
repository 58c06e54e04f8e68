"""Register this app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Where the archive's staff work."""

    name = "muniment.desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Put the desk into the menu of staff."""
        from muniment.ui.navigation import NavigationEntry, register_for_members

        register_for_members(NavigationEntry(_("Desk"), "desk:start", order=10, staff_only=True))
