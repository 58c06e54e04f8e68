"""Register this app with Django."""

from django.apps import AppConfig
from django.conf import settings

from muniment.sources.images import ImageLimits, put_limits_in_force

PIXELS_A_MEGAPIXEL = 1_000_000


class ImagesConfig(AppConfig):
    """Image masters, derivatives and tiles."""

    name = "muniment.images"
    verbose_name = "Images"

    def ready(self) -> None:
        """Tell the reader of images how large they may be here."""
        limits = ImageLimits(
            max_side_px=settings.MUNIMENT_IMAGE_MAX_SIDE_PX,
            max_area_px=settings.MUNIMENT_IMAGE_MAX_MEGAPIXELS * PIXELS_A_MEGAPIXEL,
        )
        put_limits_in_force(limits)
