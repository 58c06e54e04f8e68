"""Register this app with Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may see what: tokens, viewers, the one decision."""

    name = "muniment.access"
    verbose_name = "Access"
