"""Register this app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from muniment.ui.navigation import NavigationEntry, register, register_in_footer


class SiteConfig(AppConfig):
    """Home, browse and the pages about the archive."""

    name = "muniment.site"
    verbose_name = "Site"

    def ready(self) -> None:
        """Put the ways into the archive, and the pages about it, into the frame."""
        register(NavigationEntry(_("Collections"), "site:collections", order=20))
        register(NavigationEntry(_("Volumes"), "site:volumes", order=30))
        register(NavigationEntry(_("Archives"), "site:repositories", order=40))
        register(NavigationEntry(_("People"), "site:people", order=50))
        register(NavigationEntry(_("Dates"), "site:dates", order=60))
        register_in_footer(NavigationEntry(_("About"), "site:page", ("about",), order=20))
        register_in_footer(
            NavigationEntry(
                _("Terms of use"), "site:page", ("terms",), order=30, rel="terms-of-service"
            )
        )
        register_in_footer(
            NavigationEntry(_("Privacy"), "site:page", ("privacy",), order=40, rel="privacy-policy")
        )
        register_in_footer(
            NavigationEntry(_("Accessibility"), "site:page", ("accessibility",), order=50)
        )
