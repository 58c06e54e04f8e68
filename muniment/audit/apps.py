"""Register this app with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what."""

    name = "muniment.audit"
    verbose_name = "Audit"
