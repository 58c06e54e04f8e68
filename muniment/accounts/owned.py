"""What readers own: apps above register what they keep for them, to be exported and deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from muniment.accounts.models import User

Words = str | Promise


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export; `path` lies below the part's own folder, with slashes."""

    path: str
    media_type: str
    content: bytes
    title: str = ""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the account cannot be deleted yet, and where that is put right."""

    sentence: str
    href: str


class OwnedThings(Protocol):
    """A kind of things that readers own."""

    @property
    def name(self) -> str:
        """Name the folder in the export, in Latin letters, digits and hyphens."""

    @property
    def label(self) -> Words:
        """Say what readers call it."""

    @property
    def goes(self) -> Words:
        """Say what goes with the account, in a sentence; "" where nothing does."""

    @property
    def stays(self) -> Words:
        """Say what stays and how, in a sentence; "" where nothing does."""

    def export(self, user: User) -> Iterable[ExportFile]:
        """Give everything that this user owns of the kind."""

    def before_delete(self, user: User) -> Iterable[Obstacle]:
        """Say what stands in the way of deleting the account."""

    def delete(self, user: User) -> None:
        """Delete or release what the user owns; runs in the transaction that deletes the user."""


_registered: dict[str, OwnedThings] = {}


def register(things: OwnedThings) -> None:
    """Add a kind of things, from the `ready` of the app that keeps them."""
    _registered[things.name] = things


def registered() -> tuple[OwnedThings, ...]:
    """Give all kinds, by name."""
    return tuple(_registered[name] for name in sorted(_registered))


def obstacles(user: User) -> tuple[Obstacle, ...]:
    """Give all that stands in the way of deleting an account."""
    return tuple(found for things in registered() for found in things.before_delete(user))
