"""This app."""

from django.apps import AppConfig


class PassagesConfig(AppConfig):
    """Passages of texts that readers' work points at, and how they follow corrections."""

    name = "muniment.passages"
