"""The pages of a document: its surfaces in order, and the page breaks of its texts, made one list.

A page's key names it in addresses: its label where that is the only one, else its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from muniment.core import addresses
from muniment.documents.models import DocumentSurface, PageBreak
from muniment.documents.selectors.screens import Page, PageImage
from muniment.images.levels import level_sizes
from muniment.images.models import Image, ImageState

_PREVIEW_PX = 1000  # a page can be read at this width
_THUMBNAIL_PX = 200


@dataclass(frozen=True, slots=True)
class Pages:
    """A document's pages, and which page each break of each version begins."""

    all: tuple[Page, ...]
    keys: Mapping[int, Mapping[int, str]]  # version → sequence of the break → key of the page
    first: Mapping[int, str]  # version → key of the page on which it begins


def pages_of(surfaces: Sequence[DocumentSurface], breaks: Sequence[PageBreak]) -> Pages:
    """Join surfaces and breaks.

    A break inside a note begins a page only where the body begins none of that label.
    """
    by_version: dict[int, list[PageBreak]] = {}
    in_body = {(b.version_id, b.label) for b in breaks if not b.flow}
    for page_break in sorted(breaks, key=lambda b: bool(b.flow)):
        if not page_break.flow or (page_break.version_id, page_break.label) not in in_body:
            by_version.setdefault(page_break.version_id, []).append(page_break)
    if surfaces:
        pages, places = _from_surfaces(surfaces)
    else:
        longest = max(by_version.values(), key=len, default=[])
        pages, places = _from_breaks(longest)
    keys = {
        version: {b.sequence: key for b in own if (key := _find(b, places))}
        for version, own in by_version.items()
    }
    first = {
        version: next((k[b.sequence] for b in by_version[version] if b.sequence in k), "")
        for version, k in keys.items()
    }
    return Pages(pages, keys, first)


def _from_surfaces(
    surfaces: Iterable[DocumentSurface],
) -> tuple[tuple[Page, ...], dict[str | int, str]]:
    ordered = [(place.surface_id, place.surface, _shown(place)) for place in surfaces]
    labels = [surface.label for _, surface, _ in ordered]
    keys = _keys(labels)
    pages = tuple(
        Page(key, label, number, _image(image))
        for number, (key, label, (_, _, image)) in enumerate(
            zip(keys, labels, ordered, strict=True), start=1
        )
    )
    places: dict[str | int, str] = {}
    for key, label, (pk, _, _) in zip(keys, labels, ordered, strict=True):
        places.setdefault(pk, key)
        if label:
            places.setdefault(label, key)
    return pages, places


def _from_breaks(breaks: Sequence[PageBreak]) -> tuple[tuple[Page, ...], dict[str | int, str]]:
    edition = breaks[0].edition if breaks else ""
    labels = [b.label for b in breaks if b.edition == edition]
    keys = _keys(labels)
    pages = tuple(
        Page(key, label, number)
        for number, (key, label) in enumerate(zip(keys, labels, strict=True), start=1)
    )
    places: dict[str | int, str] = {}
    for page in pages:
        places.setdefault(page.label or page.key, page.key)
    return pages, places


def _keys(labels: Sequence[str]) -> list[str]:
    times = Counter(labels)
    return [
        label if label and times[label] == 1 else f"n{number}"
        for number, label in enumerate(labels, start=1)
    ]


def _find(page_break: PageBreak, places: Mapping[str | int, str]) -> str:
    if page_break.surface_id is not None and page_break.surface_id in places:
        return places[page_break.surface_id]
    return places.get(page_break.label, "") if page_break.label else ""


def _shown(place: DocumentSurface) -> Image | None:
    return None if getattr(place, "is_withheld", False) else place.surface.image


def _image(image: Image | None) -> PageImage | None:
    if image is None:
        return None
    sizes = level_sizes(image.width_px, image.height_px)
    preview = next((s for s in reversed(sizes) if s[0] >= _PREVIEW_PX), sizes[0])
    thumbnail = next((s for s in reversed(sizes) if s[0] >= _THUMBNAIL_PX), sizes[0])
    return PageImage(
        service=addresses.image_service(image.identifier),
        width_px=image.width_px,
        height_px=image.height_px,
        is_ready=image.state == ImageState.READY,
        has_failed=image.state == ImageState.FAILED,
        preview_width_px=preview[0],
        preview_height_px=preview[1],
        thumbnail_width_px=thumbnail[0],
    )
