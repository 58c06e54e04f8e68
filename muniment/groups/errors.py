"""What can be wrong with something that is asked of a group: one class per cause."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext, ngettext

from muniment.ui.refusals import Refused


class GroupNotFound(Http404):
    """There is no such group, or none that the viewer is in now."""

    def __init__(self) -> None:
        super().__init__("There is no such group, or you are not in it.")


class MemberNotFound(Http404):
    """Nobody in the group is known by this number."""

    def __init__(self) -> None:
        super().__init__("There is no such member in this group.")


class InvitationNotFound(Http404):
    """The group has no such invitation that is still open."""

    def __init__(self) -> None:
        super().__init__("There is no such invitation.")


class NotYourRole(PermissionDenied):
    """A member asks for what his role does not allow; the sentence is shown to him."""


class NameMissing(Refused):
    """A group needs a name."""

    def __init__(self) -> None:
        super().__init__(gettext("Give the group a name."))


class NoAddress(Refused):
    """No e-mail address was given."""

    def __init__(self) -> None:
        super().__init__(gettext("Give at least one e-mail address."))


class BadAddress(Refused):
    """Something that was given is no e-mail address."""

    def __init__(self, address: str) -> None:
        said = gettext("“%(address)s” is not an e-mail address. Nothing was sent.")
        super().__init__(said % {"address": address[:100]})


class TooManyInvitations(Refused):
    """One account invites only so many a day."""

    def __init__(self, most: int, left: int) -> None:
        said = ngettext(
            "You can make %(most)s invitation a day; today %(left)s is left. Nothing was sent.",
            "You can make %(most)s invitations a day; today %(left)s are left. Nothing was sent.",
            most,
        )
        super().__init__(said % {"most": most, "left": left})


class TooManyGroups(Refused):
    """One account owns only so many groups."""

    def __init__(self, most: int) -> None:
        said = gettext(
            "You own %(most)s groups, which is as many as one may. "
            "Hand one over or close one first."
        )
        super().__init__(said % {"most": most})


class OwnerStays(Refused):
    """A group is never without its owner."""

    def __init__(self) -> None:
        said = gettext("A group has one owner: hand it over to another member first, or close it.")
        super().__init__(said)
