"""Register this app with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Authorities: people with names in several scripts."""

    name = "muniment.people"
    verbose_name = "People"
