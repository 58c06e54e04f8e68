"""This app."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Private groups of readers: who belongs to them, and in what role."""

    name = "muniment.groups"
