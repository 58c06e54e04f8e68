"""Register this app with Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Background work behind one small seam."""

    name = "muniment.jobs"
    verbose_name = "Jobs"

    def ready(self) -> None:
        """Load the `tasks` module of every app, so that a worker knows all jobs."""
        autodiscover_modules("tasks")
