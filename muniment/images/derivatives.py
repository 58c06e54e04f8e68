"""Where derivatives and cached renditions are kept: all of it can be made again."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from muniment.images.cache import RenditionCache

BYTES_A_MEGABYTE = 1_000_000


def derivative_path(sha256: str) -> Path:
    """Say where the derivative of a master is, or will be."""
    folder = Path(settings.MUNIMENT_HOME) / "derivatives"
    return folder / sha256[:2] / sha256[2:4] / f"{sha256}.tif"


def drafts_folder() -> Path:
    """Say where derivatives are while they are made."""
    return Path(settings.MUNIMENT_HOME) / "derivatives" / "drafts"


def rendition_cache() -> RenditionCache:
    """Give the cache of renditions of this installation."""
    return RenditionCache(
        Path(settings.MUNIMENT_HOME) / "derivatives" / "renditions",
        max_bytes=settings.MUNIMENT_IMAGE_CACHE_MB * BYTES_A_MEGABYTE,
    )
