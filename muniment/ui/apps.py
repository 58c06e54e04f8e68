"""Register this app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Base layout, navigation and the tokens of style."""

    name = "muniment.ui"
    verbose_name = "Interface"

    def ready(self) -> None:
        """Lead from the foot of every page to the guides."""
        from muniment.ui.navigation import NavigationEntry, register_in_footer

        register_in_footer(NavigationEntry(_("Help"), "ui:guides", order=10))
