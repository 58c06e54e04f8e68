"""One thing saved, and what a form says of what is to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.library.models import SavedItem
from muniment.library.policies import may_change_item
from muniment.library.selectors.folders import (
    change_words,
    is_savers,
    passage_of,
    with_folder,
)
from muniment.library.words import who_sees
from muniment.passages.targeting import TargetView, fields_of, page_words, views_of
from muniment.passages.targets import Target
from muniment.ui.markdown import readers_markdown


@dataclass(frozen=True, slots=True)
class ItemScreen:
    """A thing saved, where it lies and who sees it."""

    identifier: str
    target: TargetView
    passage: str
    change: str
    href: str
    is_hidden: bool
    note: str
    note_html: SafeString
    folder: str
    folder_href: str
    who: str
    saved_by: str
    saved_at: datetime
    revision: int
    may_change: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form is about, as it shows it, with the fields that it sends along."""

    title: str
    label: str
    exact: str
    href: str  # of the document
    fields: tuple[tuple[str, str], ...]


def item_screen(item: SavedItem, *, viewer: Viewer) -> ItemScreen:
    """Show a thing saved. At most three queries."""
    target = views_of([item], viewer)[0]
    folder = item.folder
    return ItemScreen(
        identifier=item.identifier,
        target=target,
        passage=passage_of(item, target, viewer=viewer),
        change=change_words(target),
        href=with_folder(target.href, folder.identifier),
        is_hidden=not (target.is_visible or is_savers(item, viewer)),
        note=item.note,
        note_html=readers_markdown(item.note),
        folder=folder.name,
        folder_href=reverse("library:folder", args=[folder.identifier]),
        who=who_sees(folder),
        saved_by=item.saved_by.name if item.saved_by and folder.group_id else "",
        saved_at=item.created_at,
        revision=item.revision,
        may_change=may_change_item(viewer, item),
    )


def item_title(item: SavedItem, *, viewer: Viewer) -> str:
    """Name a thing saved to somebody who may not be allowed to know which document it is."""
    target = views_of([item], viewer)[0]
    if target.is_visible or is_savers(item, viewer):
        return target.title
    return gettext("A document that is not open to you")


def wanted(target: Target, *, viewer: Viewer) -> Wanted:
    """Say what a form is about.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises BadTarget: the document has no such page.
    """
    fields = fields_of(Target(target.document, target.page), viewer=viewer)
    sent = {"document": target.document, "page": target.page}
    exact = ""
    if chosen := target.passage:
        exact = chosen.exact
        sent |= {"text": chosen.text, "version": str(chosen.version), "exact": exact}
        sent |= {"start": str(chosen.start), "end": str(chosen.end)}
    return Wanted(
        title=fields["document_title"],
        label=page_words(fields["page_label"]),
        exact=exact,
        href=addresses.document(target.document, page=target.page),
        fields=tuple((name, value) for name, value in sent.items() if value),
    )
