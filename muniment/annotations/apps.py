"""Register this app with Django."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class AnnotationsConfig(AppConfig):
    """Readers' notes on texts, images, pages and documents."""

    name = "muniment.annotations"
    verbose_name = "Annotations"

    def ready(self) -> None:
        """Fill the registries of the layers below."""
        from muniment.accounts import owned
        from muniment.annotations import telling
        from muniment.annotations.owning import OwnedNotes
        from muniment.annotations.selectors.group import count_of
        from muniment.annotations.services import notes
        from muniment.groups import leaving, sections
        from muniment.ui import guides, library_menu

        telling.register()
        owned.register(OwnedNotes())
        leaving.register(notes.take_away)
        sections.register(
            sections.GroupSection(
                pgettext_lazy("reader", "Notes"), "annotations:group", count_of, order=30
            )
        )
        guides.register(guides.Guide("notes", Path(__file__).parent / "help", order=45))
        library_menu.register(
            library_menu.LibraryEntry(
                pgettext_lazy("reader", "Notes"), "annotations:mine", order=35
            )
        )
