"""Register this app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """What readers are told of: in the site, and by e-mail digest."""

    name = "muniment.notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        """Put the bell into the head of pages of whoever is logged in; say what is owned."""
        from muniment.accounts import owned
        from muniment.notices.owning import OwnedNotices
        from muniment.notices.selectors import MOST_COUNTED, unread_count
        from muniment.ui.navigation import (
            HeaderMark,
            NavigationEntry,
            register_for_members,
            register_mark,
        )

        owned.register(OwnedNotices())
        register_for_members(NavigationEntry(_("Notices"), "notices:list", order=60))
        register_mark(
            HeaderMark(_("Notices"), "notices:list", "bell", unread_count, most=MOST_COUNTED)
        )
