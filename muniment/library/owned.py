"""What the library says to the export and the deletion of an account."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from muniment.access.viewer import Viewer
from muniment.accounts.models import User
from muniment.accounts.owned import ExportFile, Obstacle, Words
from muniment.library.exporting.formats import (
    folders_csv,
    folders_html,
    packet_json,
    places_csv,
)
from muniment.library.exporting.packets import whole_packet
from muniment.library.models import Bookmark, Folder, HistoryEntry, SavedItem, SavedSearch, Tag


class LibraryThings:
    """A reader's library."""

    name = "library"
    label: Words = _("My library")
    goes: Words = _("Your folders, bookmarks, tags, saved searches and history go.")
    stays: Words = _(
        "What you have put into folders and tags of groups stays there without your name."
    )

    def export(self, user: User) -> Iterable[ExportFile]:
        """Give all that a reader keeps, for programs, for spreadsheets, and to be read."""
        root = settings.MUNIMENT_PUBLIC_URL
        packet = whole_packet(Viewer(account_id=user.pk), root=root)
        csv = "text/csv"
        yield ExportFile("library.json", "application/json", packet_json(packet), str(self.label))
        html = folders_html(packet.folders)
        yield ExportFile("folders.html", "text/html", html, str(_("Folders")))
        yield ExportFile("saved.csv", csv, folders_csv(packet.folders), str(_("Saved things")))
        yield ExportFile("bookmarks.csv", csv, places_csv(packet.bookmarks), str(_("Bookmarks")))
        yield ExportFile("tags.csv", csv, places_csv(packet.tags), str(_("Tags")))
        yield ExportFile("history.csv", csv, places_csv(packet.history), str(_("History")))

    def before_delete(self, user: User) -> Iterable[Obstacle]:
        """Nothing stands in the way."""
        return ()

    def delete(self, user: User) -> None:
        """Delete what is the reader's own, down to what he could still have brought back."""
        SavedItem.objects.filter(folder__account=user).delete()
        for model in (Folder, Bookmark, Tag, SavedSearch, HistoryEntry):
            model.objects.filter(account=user).delete()
