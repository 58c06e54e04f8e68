"""This app."""

from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """What groups talk about."""

    name = "muniment.discussions"
