"""The same fixtures as for images."""

from tests.images.conftest import home, rights, store

__all__ = ["home", "rights", "store"]
