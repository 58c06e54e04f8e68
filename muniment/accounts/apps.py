"""Register this app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who somebody is: the user of this archive."""

    name = "muniment.accounts"
    verbose_name = "Accounts"
