"""Register this app with Django."""

from django.apps import AppConfig


class PassagesConfig(AppConfig):
    """Passages of texts that readers' work points at, and how they follow corrections."""

    name = "muniment.passages"

    def ready(self) -> None:
        """Let passages follow the corrections of their texts."""
        from muniment.documents.succession import on_new_versions
        from muniment.passages.following import follow

        on_new_versions(follow)
