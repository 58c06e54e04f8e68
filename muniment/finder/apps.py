"""Register this app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from muniment.ui.navigation import NavigationEntry, register


class FinderConfig(AppConfig):
    """The search page."""

    name = "muniment.finder"
    verbose_name = "Search"

    def ready(self) -> None:
        """Put search first into the navigation."""
        register(NavigationEntry(_("Search"), "finder:search", order=10))
