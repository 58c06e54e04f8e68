"""Register this app with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base layout, navigation and the tokens of style."""

    name = "muniment.ui"
    verbose_name = "Interface"
