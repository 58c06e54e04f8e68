"""Register this app with Django."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from muniment.ui import guides
from muniment.ui.navigation import NavigationEntry, register


class FinderConfig(AppConfig):
    """The search page."""

    name = "muniment.finder"
    verbose_name = "Search"

    def ready(self) -> None:
        """Put search first into the navigation, and its help into the guides."""
        register(NavigationEntry(_("Search"), "finder:search", order=10))
        folder = Path(__file__).parent / "help"
        guides.register(guides.Guide("search", folder, order=10, url_name="finder:help"))
