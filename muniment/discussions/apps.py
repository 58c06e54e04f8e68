"""Register this app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    """What groups talk about."""

    name = "muniment.discussions"
    verbose_name = "Discussions"

    def ready(self) -> None:
        """Put discussions into groups, and say what happens and what is owned in them."""
        from muniment.accounts import owned
        from muniment.discussions import telling
        from muniment.discussions.owning import OwnedPosts
        from muniment.discussions.selectors.listing import count_of
        from muniment.groups.sections import GroupSection, register

        telling.register()
        owned.register(OwnedPosts())
        register(GroupSection(_("Discussions"), "discussions:discussions", count_of, order=40))
