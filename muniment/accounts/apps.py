"""Register this app with Django."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from muniment.ui.navigation import NavigationEntry, register_for_members, register_for_visitors


class AccountsConfig(AppConfig):
    """Who somebody is: the user of this archive."""

    name = "muniment.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Put the ways into and out of an account into the head of the page."""
        from allauth.account.signals import user_logged_in

        from muniment.accounts import auditing

        auditing.connect()
        user_logged_in.connect(_tidy_up, dispatch_uid="muniment.tidy_up")
        register_for_visitors(NavigationEntry(_("Register"), "account_signup", order=10))
        register_for_visitors(NavigationEntry(_("Log in"), "account_login", order=20))
        register_for_members(NavigationEntry(_("My account"), "account_overview", order=80))
        register_for_members(
            NavigationEntry(_("Log out"), "account_logout", order=90, is_action=True)
        )


def _tidy_up(**_told: Any) -> None:
    from muniment.accounts.tasks import forget_expired
    from muniment.jobs.queue import enqueue

    enqueue(forget_expired)
