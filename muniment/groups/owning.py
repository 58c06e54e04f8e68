"""What of groups is a reader's own: exported with the account, and in the way of deleting it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from muniment.accounts.models import User
from muniment.accounts.owned import ExportFile, Obstacle, Words
from muniment.core.tables import csv_bytes
from muniment.groups.models import Group, Invitation, Membership, Role
from muniment.groups.services.founding import closed_by_owner


class OwnedGroups:
    """The groups that a reader owns, and his places in others."""

    name = "groups"
    label: Words = _("Private groups")
    goes: Words = _("Your places in groups, and the groups that you have closed.")
    stays: Words = ""

    def export(self, user: User) -> Iterable[ExportFile]:
        """List the groups that the user is in, as a table."""
        mine = Membership.objects.filter(account=user, group__closed_at=None)
        rows = mine.select_related("group").order_by("group__name", "pk")
        head = ("identifier", "name", "description", "role", "joined")
        content = csv_bytes(head, (_cells(row) for row in rows))
        yield ExportFile("groups.csv", "text/csv", content, gettext("Your groups"))

    def before_delete(self, user: User) -> Iterable[Obstacle]:
        """Name each group that is still the user's: he hands it over or closes it first."""
        owned = Membership.objects.filter(account=user, role=Role.OWNER, group__closed_at=None)
        for row in owned.select_related("group").order_by("group__name", "pk"):
            yield Obstacle(
                gettext("You own the group “%(name)s”: hand it over or close it first.")
                % {"name": row.group.name},
                reverse("groups:settings", args=[row.group.identifier]),
            )

    def delete(self, user: User) -> None:
        """Erase the groups that the user has closed, and invitations that have his address.

        His places in other groups go with the account.
        """
        closed = closed_by_owner(user.pk).values("group")
        Group.objects.filter(pk__in=closed).delete()
        Invitation.objects.filter(email__iexact=user.email).delete()


def _cells(row: Membership) -> tuple[str, ...]:
    group, joined = row.group, row.joined_at.isoformat(timespec="seconds")
    return (group.identifier, group.name, group.description, row.role, joined)
