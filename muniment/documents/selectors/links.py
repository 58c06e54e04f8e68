"""Links between documents of a volume: to a page that is printed elsewhere, or to a document.

A source says "#pg_57" or "#d12". Where that leads depends on what the viewer may see, so it is
found when a text is shown and never kept with its rendering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import PurePosixPath

from django.db.models import F
from django.utils.html import escape

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.models import Document, PageBreak
from muniment.documents.models.document import DocumentQuerySet

_TARGET = re.compile(r' data-target="([^"]*)"')
_PAGE = re.compile(r"(?:pg|pb|page|p)[_.\-]?(\w+)", re.IGNORECASE)


def links_elsewhere(
    html: Iterable[str], *, document: Document, viewer: Viewer
) -> Mapping[str, str]:
    """Find the addresses of what texts point to, by target. Two queries, none without links."""
    found = {unescape(target) for part in html for target in _TARGET.findall(part)}
    names = {t: name for t in found if (name := _name_in(t, document))}
    if not names:
        return {}
    container = {"volume": document.volume_id} if document.volume_id else {}
    visible = Document.objects.visible_to(viewer).filter(package=document.package_id, **container)
    places = _pages(set(names.values()), visible=visible)
    for xml_id, identifier in visible.filter(xml_id__in=set(names.values())).values_list(
        "xml_id", "identifier"
    ):
        places[xml_id] = addresses.document(identifier)
    return {target: places[name] for target, name in names.items() if name in places}


def with_links(html: str, places: Mapping[str, str]) -> str:
    """Give links their addresses; what leads nowhere stays plain words."""

    def address(found: re.Match[str]) -> str:
        href = places.get(unescape(found[1]), "")
        return f' href="{escape(href)}"' if href else ""

    return _TARGET.sub(address, html)


def _name_in(target: str, document: Document) -> str:
    """Give the name that a target points to, "" where it lies in another file."""
    source, _, name = target.partition("#")
    own = PurePosixPath(document.source).stem
    return name if source.removesuffix(".xml") in ("", own) else ""


def _pages(names: set[str], *, visible: DocumentQuerySet) -> dict[str, str]:
    """Find the documents in which pages begin, by the names that point to the pages."""
    labels = {name: page[1] for name in names if (page := _PAGE.fullmatch(name))}
    if not labels:
        return {}
    breaks = PageBreak.objects.filter(
        label__in=set(labels.values()),
        version__text__current=F("version"),
        version__text__is_withdrawn=False,
        version__text__document__in=visible.values("pk"),
    ).order_by("-flow", "-version__text__document__volume_position", "-sequence")
    holders = dict(breaks.values_list("label", "version__text__document__identifier"))
    return {
        name: addresses.document(holders[label], page=label, fragment=f"page-{label}")
        for name, label in labels.items()
        if label in holders
    }
