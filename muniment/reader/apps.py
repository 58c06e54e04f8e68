"""Register this app with Django."""

from django.apps import AppConfig


class ReaderConfig(AppConfig):
    """The screens on which documents are read."""

    name = "muniment.reader"
    verbose_name = "Reader"
