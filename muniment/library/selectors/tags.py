"""Tags: lists of them, and the documents of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from muniment.access.viewer import Viewer
from muniment.documents.models import Document
from muniment.documents.selectors.entries import DocumentEntry, document_entries
from muniment.groups.models import Group
from muniment.library.models import DocumentTag, Tag
from muniment.library.policies import runs_group
from muniment.library.words import who_sees
from muniment.ui.paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag of a list; `count` is how many documents it is on."""

    identifier: str
    name: str
    count: int
    who: str

    @property
    def href(self) -> str:
        """Address the tag."""
        return reverse("library:tag", args=[self.identifier])


@dataclass(frozen=True, slots=True)
class TagShelf:
    """The tags of a group that the reader is in."""

    group: str
    identifier: str
    rows: tuple[TagRow, ...]


@dataclass(frozen=True, slots=True)
class TagsScreen:
    """A reader's tags, and those of his groups."""

    rows: tuple[TagRow, ...]
    shelves: tuple[TagShelf, ...]


@dataclass(frozen=True, slots=True)
class TagScreen:
    """A tag and the documents that it is on; `closed` counts those that cannot be opened."""

    identifier: str
    name: str
    who: str
    by: str
    group: str
    group_identifier: str
    entries: tuple[DocumentEntry, ...]
    closed: int
    paging: Paging
    may_use: bool
    may_change: bool


def tags_screen(viewer: Viewer) -> TagsScreen:
    """Read a reader's tags and those of his groups. Two queries."""
    groups = list(Group.objects.of(viewer.account_id).order_by("name", "pk"))
    shelves: dict[int | None, list[TagRow]] = {None: [], **{group.pk: [] for group in groups}}
    for tag in counted(Tag.objects.owned_by(viewer), viewer=viewer):
        shelves.setdefault(tag.group_id, []).append(_row(tag))
    return TagsScreen(
        tuple(shelves[None]),
        tuple(TagShelf(group.name, group.identifier, tuple(shelves[group.pk])) for group in groups),
    )


def group_tags(group: Group, *, viewer: Viewer) -> TagShelf:
    """Read the tags of one group. One query."""
    tags = counted(Tag.objects.filter(group=group), viewer=viewer)
    return TagShelf(group.name, group.identifier, tuple(_row(tag) for tag in tags))


def counted(tags: QuerySet[Tag], *, viewer: Viewer) -> QuerySet[Tag]:
    """Count on each tag, as `documents`, the documents that the viewer may see."""
    visible = Document.objects.visible_to(viewer).filter(pk=OuterRef("uses__document"))
    return (
        tags.select_related("group")
        .annotate(documents=Count("uses", filter=Exists(visible)))
        .order_by("folded", "pk")
    )


def tag_screen(tag: Tag, *, viewer: Viewer, page: str) -> TagScreen:
    """Read a page of the documents that a tag is on, the oldest first. At most six queries.

    :raises PageNotFound: there is no such page.
    """
    uses = DocumentTag.objects.filter(tag=tag)
    documents = Document.objects.visible_to(viewer).filter(pk__in=uses.values("document"))
    total = documents.count()
    paging = Paging.of(page, total=total, size=PAGE_SIZE)
    ordered = documents.order_by("date_earliest", "title", "pk")[paging.start : paging.stop]
    is_own = tag.group_id is not None or tag.account_id == viewer.account_id
    return TagScreen(
        identifier=tag.identifier,
        name=tag.name,
        who=who_sees(tag),
        by="" if is_own or not tag.account else tag.account.name,
        group=tag.group.name if tag.group else "",
        group_identifier=tag.group.identifier if tag.group else "",
        entries=document_entries(ordered, viewer=viewer, language=get_language() or ""),
        closed=uses.count() - total if is_own else 0,
        paging=paging,
        may_use=is_own,
        may_change=is_own and (tag.group_id is None or runs_group(viewer, tag.group)),
    )


def others_of(tag: Tag) -> tuple[tuple[str, str], ...]:
    """Give the other tags of a tag's owner, to merge it with: identifier and name. One query."""
    beside = Tag.objects.filter(account=tag.account_id, group=tag.group_id).exclude(pk=tag.pk)
    return tuple(beside.order_by("folded").values_list("identifier", "name"))


def _row(tag: Tag) -> TagRow:
    count: int = getattr(tag, "documents", 0)
    return TagRow(tag.identifier, tag.name, count, who_sees(tag))
