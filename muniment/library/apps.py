"""Register this app with Django, and its pages with the menus that lead to them."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from muniment.ui.guides import Guide
from muniment.ui.guides import register as register_guide
from muniment.ui.library_menu import LibraryEntry
from muniment.ui.library_menu import register as register_in_menu
from muniment.ui.navigation import NavigationEntry, register

PAGES = (
    (_("Folders"), "library:index"),
    (_("Bookmarks"), "library:bookmarks"),
    (_("Tags"), "library:tags"),
    (_("Saved searches"), "library:searches"),
    (_("History"), "library:history"),
)


class LibraryConfig(AppConfig):
    """What readers keep."""

    name = "muniment.library"
    verbose_name = "Library"

    def ready(self) -> None:
        """Fill the registries of the layers below."""
        from muniment.accounts.owned import register as register_owned
        from muniment.groups.events import register as register_event
        from muniment.groups.sections import register as register_section
        from muniment.library.owned import LibraryThings
        from muniment.library.sections import SECTIONS

        register_guide(Guide("library", Path(__file__).parent / "help", order=40))
        register(NavigationEntry(_("My library"), "library:index", order=70, members_only=True))
        for place, (label, url_name) in enumerate(PAGES, start=1):
            register_in_menu(LibraryEntry(label, url_name, order=place * 10))
        register_owned(LibraryThings())
        register_event("folder.added", _("%(who)s made the folder %(what)s."))
        register_event("folder.filled", _("%(who)s saved something in the folder %(what)s."))
        for section in SECTIONS:
            register_section(section)
