"""Register this app with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Messages to readers."""

    name = "muniment.mail"
    verbose_name = "Mail"
