"""Register this app with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work behind one small seam."""

    name = "muniment.jobs"
    verbose_name = "Jobs"
