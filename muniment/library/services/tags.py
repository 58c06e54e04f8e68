"""Put tags on documents and take them away; rename, merge and delete tags."""

from __future__ import annotations

import unicodedata

from django.db import transaction
from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.core.identifiers import random_identifier
from muniment.documents.models import Document
from muniment.groups.models import Group
from muniment.library.errors import NotAllowed, TooMany
from muniment.library.models import DocumentTag, Tag, TagQuerySet
from muniment.library.services.names import clean_name
from muniment.ui.conflicts import change
from muniment.ui.refusals import Refused

LONGEST_NAME = 100
MAX_TAGS = 2_000  # of one owner


class TagExists(Refused):
    """Another tag of the same owner has this name."""

    def __init__(self, other: Tag) -> None:
        said = gettext("There is a tag “%(name)s” already. Merge the two instead.")
        super().__init__(said % {"name": other.name})


def folded(name: str) -> str:
    """Fold a name to what it is compared by: capitals and forms of letters make no difference."""
    return unicodedata.normalize("NFKC", name).casefold()[:LONGEST_NAME]


def add_tag(
    document: Document,
    *,
    name: str,
    viewer: Viewer,
    group: Group | None = None,
    is_public: bool = False,
) -> Tag:
    """Put a tag on a document; the tag is made where there is none of this name.

    `is_public` holds for a new tag of the reader's own. Adding twice changes nothing.
    :raises Refused: the name is missing or too long, or there are too many tags.
    """
    if viewer.account_id is None:
        raise NotAllowed
    name = clean_name(name, most=LONGEST_NAME)
    with transaction.atomic():
        tags = Tag.objects.filter(group=group) if group else _own(viewer)
        tag = tags.filter(folded=folded(name)).first()
        if tag is None:
            if tags.count() >= MAX_TAGS:
                raise TooMany(MAX_TAGS)
            # Where two make it at once, both get the one that was the first.
            tag, _ = Tag.objects.get_or_create(
                account_id=None if group else viewer.account_id,
                group=group,
                folded=folded(name),
                defaults={
                    "identifier": random_identifier(),
                    "name": name,
                    "is_public": is_public and group is None,
                },
            )
        use = DocumentTag(tag=tag, document=document, added_by_id=viewer.account_id)
        DocumentTag.objects.bulk_create([use], ignore_conflicts=True)
    return tag


def remove_tag(tag: Tag, document: Document) -> None:
    """Take a tag away from a document; the tag itself stays."""
    DocumentTag.objects.filter(tag=tag, document=document).delete()


def change_tag(tag: Tag, *, name: str, is_public: bool, revision: int | None = None) -> Tag:
    """Rename a tag, and say whether everyone may see it.

    :raises Refused: the name is missing, too long, or that of another tag.
    :raises Conflict: somebody else has changed it meanwhile.
    """
    name = clean_name(name, most=LONGEST_NAME)
    same = _beside(tag).filter(folded=folded(name)).first()
    if same:
        raise TagExists(same)
    return change(
        tag,
        rows=Tag.objects.all(),
        revision=revision,
        name=name,
        folded=folded(name),
        is_public=is_public and tag.group_id is None,
    )


def merge_tags(tag: Tag, *, into: Tag) -> None:
    """Put another tag of the same owner in a tag's place on all documents, and delete the tag.

    :raises Refused: they are one tag, or belong to two owners.
    """
    if not _beside(tag).filter(pk=into.pk).exists():
        raise Refused(gettext("A tag can only be merged with another of the same owner."))
    with transaction.atomic():
        there = DocumentTag.objects.filter(tag=into).values("document")
        DocumentTag.objects.filter(tag=tag).exclude(document__in=there).update(tag=into)
        tag.delete()


def delete_tag(tag: Tag) -> None:
    """Delete a tag; the documents stay as they are."""
    tag.delete()


def _own(viewer: Viewer) -> TagQuerySet:
    return Tag.objects.filter(account=viewer.account_id or 0)


def _beside(tag: Tag) -> TagQuerySet:
    """Give the other tags of a tag's owner."""
    return Tag.objects.filter(account=tag.account_id, group=tag.group_id).exclude(pk=tag.pk)
