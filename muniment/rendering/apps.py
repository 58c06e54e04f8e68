"""Register this app with Django."""

from django.apps import AppConfig


class RenderingConfig(AppConfig):
    """Marks into HTML, plain text and page fragments."""

    name = "muniment.rendering"
    verbose_name = "Rendering"
