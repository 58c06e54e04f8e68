"""Register this app with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Home, browse and the pages about the archive."""

    name = "muniment.site"
    verbose_name = "Site"
