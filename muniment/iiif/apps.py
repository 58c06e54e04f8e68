"""Register this app with Django."""

from django.apps import AppConfig


class IiifConfig(AppConfig):
    """Images and manifests as the IIIF standards describe them."""

    name = "muniment.iiif"
    verbose_name = "IIIF"
