"""Register this app with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The archive's content: documents, texts, volumes and units."""

    name = "muniment.documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Say which images a viewer may see, and follow changes of access."""
        from muniment.documents.image_access import images_shown_to
        from muniment.documents.searching.pending import follow_access
        from muniment.images.access import register_decider

        register_decider(images_shown_to)
        follow_access()
