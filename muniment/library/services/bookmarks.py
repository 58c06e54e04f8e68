"""Put bookmarks on pages, name them, put them in order, take them away."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from muniment.access.viewer import Viewer
from muniment.core.identifiers import random_identifier
from muniment.library.errors import NameTooLong, NotAllowed, TooMany
from muniment.library.models import Bookmark
from muniment.library.ordering import Move, last_position, move
from muniment.passages.targeting import fields_of
from muniment.passages.targets import Target
from muniment.ui.conflicts import change

LONGEST_NAME = 300
MAX_BOOKMARKS = 20_000  # of one reader


def add_bookmark(target: Target, *, viewer: Viewer, name: str = "") -> Bookmark:
    """Put a bookmark on a page, behind the others; one that is there already gets the name.

    :raises Refused: the name is too long, or there are too many.
    :raises BadTarget: the document has no such page.
    :raises DocumentNotFound: no such document, or none that the viewer may see.
    """
    if viewer.account_id is None:
        raise NotAllowed
    name = _clean(name)
    fields = fields_of(Target(target.document, target.page), viewer=viewer)
    with transaction.atomic():
        own = bookmarks_of(viewer)
        same = own.filter(document=fields["document"], page=fields["page"]).first()
        if same:
            return rename_bookmark(same, name=name) if name else same
        if own.count() >= MAX_BOOKMARKS:
            raise TooMany(MAX_BOOKMARKS)
        # Where two put it there at once, both get the one that was the first.
        more = {"identifier": random_identifier(), "name": name, "position": last_position(own)}
        bookmark, _ = Bookmark.objects.get_or_create(
            account_id=viewer.account_id,
            document=fields.pop("document"),
            page=fields.pop("page"),
            deleted_at=None,
            defaults={**fields, **more},
        )
        return bookmark


def rename_bookmark(bookmark: Bookmark, *, name: str, revision: int | None = None) -> Bookmark:
    """Give a bookmark a name; without one it is called as its document.

    :raises Conflict: it was changed meanwhile, in another window.
    """
    return change(bookmark, rows=Bookmark.objects.all(), revision=revision, name=_clean(name))


def order_bookmark(bookmark: Bookmark, to: Move[Bookmark]) -> None:
    """Move a bookmark among its reader's."""
    with transaction.atomic():
        own = Bookmark.objects.filter(account=bookmark.account_id, deleted_at=None)
        move(bookmark, to, siblings=own)


def delete_bookmark(bookmark: Bookmark) -> None:
    """Take a bookmark away; it can be brought back for some days."""
    bookmark.deleted_at = timezone.now()
    bookmark.save(update_fields=["deleted_at"])


def restore_bookmark(bookmark: Bookmark) -> None:
    """Bring back a bookmark; where its page has another by now, that one stays."""
    try:
        with transaction.atomic():
            Bookmark.objects.filter(pk=bookmark.pk).update(deleted_at=None)
    except IntegrityError:  # a page has one bookmark of a reader
        return
    bookmark.deleted_at = None


def bookmarks_of(viewer: Viewer) -> QuerySet[Bookmark]:
    """Give a reader's bookmarks in order."""
    return Bookmark.objects.filter(account=viewer.account_id or 0, deleted_at=None)


def _clean(text: str) -> str:
    name = " ".join(text.replace("\0", " ").split())
    if len(name) > LONGEST_NAME:
        raise NameTooLong(LONGEST_NAME)
    return name
