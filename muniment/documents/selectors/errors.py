"""What a screen cannot show: not there, or not for this viewer; the two are not told apart."""

from __future__ import annotations


class NotHeld(LookupError):
    """The archive holds nothing under this address that the viewer may see."""


class CollectionNotFound(NotHeld):
    """No such collection."""

    def __init__(self, slug: str) -> None:
        super().__init__(f'There is no collection "{slug}".')


class VolumeNotFound(NotHeld):
    """No such volume."""

    def __init__(self, slug: str) -> None:
        super().__init__(f'There is no volume "{slug}".')


class RepositoryNotFound(NotHeld):
    """No such holding institution."""

    def __init__(self, slug: str) -> None:
        super().__init__(f'There is no archive "{slug}".')


class UnitNotFound(NotHeld):
    """No such archival unit in this repository."""

    def __init__(self, repository: str, slug: str) -> None:
        super().__init__(f'There is no unit "{slug}" in the archive "{repository}".')


class PersonNotFound(NotHeld):
    """No such person."""

    def __init__(self, slug: str) -> None:
        super().__init__(f'There is no person "{slug}".')


class DateNotFound(NotHeld):
    """No such year, month or day in the calendar."""

    def __init__(self, *parts: int) -> None:
        super().__init__(f"There is no date {'-'.join(map(str, parts))} in the calendar.")
