"""This app."""

from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    """Readers' notes on texts, images, pages and documents."""

    name = "muniment.annotations"
