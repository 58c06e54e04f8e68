"""This app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What readers are told of: in the site, and by e-mail digest."""

    name = "muniment.notices"
