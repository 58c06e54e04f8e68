"""Register this app with Django."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from muniment.ui import guides
from muniment.ui.navigation import NavigationEntry, register_for_members, register_for_visitors


class AccountsConfig(AppConfig):
    """Who somebody is: the user of this archive."""

    name = "muniment.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Put the ways into and out of an account into the head of the page, and its guide."""
        from muniment.accounts import auditing

        auditing.connect()
        guides.register(guides.Guide("account", Path(__file__).parent / "help", order=20))
        register_for_visitors(NavigationEntry(_("Register"), "account_signup", order=10))
        register_for_visitors(NavigationEntry(_("Log in"), "account_login", order=20))
        register_for_members(NavigationEntry(_("My account"), "account_overview", order=80))
        register_for_members(
            NavigationEntry(_("Log out"), "account_logout", order=90, is_action=True)
        )
