"""Register this app with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The archive's content: documents, texts, volumes and units."""

    name = "muniment.documents"
    verbose_name = "Documents"
