"""What can be wrong with something that a reader asks of his library."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext

from muniment.ui.refusals import Refused


class NotFoundHere(Http404):
    """There is no such thing, or none that the viewer may see."""

    def __init__(self) -> None:
        super().__init__("There is no such thing here, or it is not open to you.")


class NotAllowed(PermissionDenied):
    """The viewer sees this but may not change it; the sentence is shown to him."""


class NameMissing(Refused):
    """A thing needs a name."""

    def __init__(self) -> None:
        super().__init__(gettext("Give it a name."))


class NameTooLong(Refused):
    """A name is longer than there is room for."""

    def __init__(self, most: int) -> None:
        super().__init__(gettext("A name has at most %(most)s characters.") % {"most": most})


class FolderInsideItself(Refused):
    """A folder cannot stand inside itself, nor inside a folder that stands in it."""

    def __init__(self) -> None:
        super().__init__(gettext("A folder cannot be moved into itself or into one inside it."))


class TooDeep(Refused):
    """Folders nest only so deep."""

    def __init__(self, most: int) -> None:
        said = gettext("Folders can stand inside each other %(most)s deep, no deeper.")
        super().__init__(said % {"most": most})


class TooMany(Refused):
    """Nobody needs so many; the library would become slow."""

    def __init__(self, most: int) -> None:
        said = gettext("There are %(most)s already, which is as many as there can be.")
        super().__init__(said % {"most": most})


class OtherOwner(Refused):
    """A folder stays with whom it belongs to."""

    def __init__(self) -> None:
        super().__init__(gettext("A folder can only be moved among folders of the same owner."))
