"""What the library has to say in the reader: of one document, to one reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.models import Document
from muniment.documents.selectors.neighbours import shown_title
from muniment.groups.models import Group
from muniment.library.models import Bookmark, SavedItem, Tag
from muniment.library.selectors.bookmarks import BookmarkRow, bookmark_rows
from muniment.library.words import who_sees

PUBLIC = "everyone"
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a new tag is to be: `value` is what the form sends."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag on the document."""

    identifier: str
    name: str
    who: str
    href: str
    is_mine: bool  # the viewer may take it away


@dataclass(frozen=True, slots=True)
class FolderUse:
    """A folder that the document, or something of it, is saved in."""

    name: str
    href: str
    who: str
    page: str


@dataclass(frozen=True, slots=True)
class DocumentPanel:
    """What a reader keeps of one document, and what he may see of others'."""

    document: str
    title: str
    href: str
    tags: tuple[TagUse, ...]
    bookmarks: tuple[BookmarkRow, ...]
    folders: tuple[FolderUse, ...]
    owners: tuple[Owner, ...]
    known: tuple[str, ...]  # names of the viewer's tags, to choose from


def document_panel(document: Document, *, viewer: Viewer, language: str) -> DocumentPanel:
    """Read what a reader keeps of a document. At most seven queries."""
    tags = Tag.objects.visible_to(viewer).filter(uses__document=document)
    marks = Bookmark.objects.filter(
        account=viewer.account_id or 0, document=document, deleted_at=None
    )
    items = SavedItem.objects.kept().owned_by(viewer).filter(document=document)
    return DocumentPanel(
        document=document.identifier,
        title=shown_title(document, language=language),
        href=addresses.document(document.identifier),
        tags=tuple(
            _tag_use(tag, viewer)
            for tag in tags.select_related("group").order_by("folded", "pk")[:MOST_SHOWN]
        ),
        bookmarks=bookmark_rows(list(marks[:MOST_SHOWN]), viewer=viewer),
        folders=tuple(
            _folder_use(item)
            for item in items.select_related("folder__group").order_by("folder__name", "pk")[
                :MOST_SHOWN
            ]
        ),
        owners=tag_owners(viewer),
        known=tuple(Tag.objects.owned_by(viewer).values_list("name", flat=True).distinct()[:500]),
    )


def tag_owners(viewer: Viewer) -> tuple[Owner, ...]:
    """Give whose a new tag can be, and so who sees it. One query, none for visitors."""
    groups = Group.objects.of(viewer.account_id).order_by("name", "pk")
    members = gettext("Members of %(group)s")
    return (
        Owner("", gettext("Only me")),
        *(Owner(group.identifier, members % {"group": group.name}) for group in groups),
        Owner(PUBLIC, gettext("Everyone")),
    )


def _tag_use(tag: Tag, viewer: Viewer) -> TagUse:
    is_mine = tag.group_id is not None or tag.account_id == viewer.account_id
    href = reverse("library:tag", args=[tag.identifier])
    return TagUse(tag.identifier, tag.name, who_sees(tag), href, is_mine)


def _folder_use(item: SavedItem) -> FolderUse:
    href = reverse("library:folder", args=[item.folder.identifier])
    return FolderUse(item.folder.name, href, who_sees(item.folder), item.page_label)
