"""What of notices is a reader's own, and what goes of those to others with his account."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from muniment.accounts.models import User
from muniment.accounts.owned import ExportFile, Obstacle, Words
from muniment.core.tables import csv_bytes
from muniment.notices.models import Notice
from muniment.notices.registry import sentence_of, shown_of

HEAD = ("told", "notice")


class OwnedNotices:
    """What a reader was told."""

    name = "notices"
    label: Words = _("Notices")
    goes: Words = _("What you were told, and what others were told of you.")
    stays: Words = ""

    def export(self, user: User) -> Iterable[ExportFile]:
        """List what the user was told and may still be shown, the newest first."""
        told = shown_of(list(Notice.objects.filter(account=user).order_by("-pk")), user.pk)
        rows = ((n.created_at.isoformat(timespec="seconds"), sentence_of(n)) for n in told)
        yield ExportFile("notices.csv", "text/csv", csv_bytes(HEAD, rows), str(self.label))

    def before_delete(self, user: User) -> Iterable[Obstacle]:
        """Nothing stands in the way."""
        return ()

    def delete(self, user: User) -> None:
        """Delete the notices to others that name the user; his own go with the account."""
        Notice.objects.filter(facts__who_id=user.pk).delete()
