"""This app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """A reader's library: folders, saved things, bookmarks, tags, searches, history."""

    name = "muniment.library"
