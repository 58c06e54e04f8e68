"""What a reader writes about a group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext, pgettext

from muniment.groups.models import Group
from muniment.groups.services.founding import LONGEST_DESCRIPTION, LONGEST_NAME
from muniment.ui.conflicts import Theirs, revision_of


@dataclass(frozen=True, slots=True)
class GroupForm:
    """A group's name and description, what is wrong with them, and what others wrote meanwhile."""

    name: str = ""
    description: str = ""
    revision: int | None = None
    error: str = ""
    theirs: tuple[Theirs, ...] = ()
    longest_name: int = LONGEST_NAME
    longest_description: int = LONGEST_DESCRIPTION

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read what was sent."""
        return cls(
            data.get("name", ""), data.get("description", ""), revision_of(data.get("revision", ""))
        )

    @classmethod
    def of(cls, group: Group) -> Self:
        """Fill the form in as the group is now."""
        return cls(group.name, group.description, group.revision)

    def refused(self, error: ValueError) -> Self:
        """Say beside the form why it was not taken."""
        return replace(self, error=str(error))

    def against(self, current: Group) -> Self:
        """Show beside the form what somebody else has saved meanwhile."""
        theirs = (
            Theirs(pgettext("group", "Name"), current.name),
            Theirs(gettext("Description"), current.description),
        )
        return replace(self, revision=current.revision, theirs=theirs)
