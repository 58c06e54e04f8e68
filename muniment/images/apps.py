"""Register this app with Django."""

from django.apps import AppConfig


class ImagesConfig(AppConfig):
    """Image masters, derivatives and tiles."""

    name = "muniment.images"
    verbose_name = "Images"
