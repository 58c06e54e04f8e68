"""Register this app with Django."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """Write packages into the archive."""

    name = "muniment.ingest"
    verbose_name = "Ingest"
