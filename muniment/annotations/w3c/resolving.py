"""From a target as a client names it to the document, the page, the words or the box meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muniment.access.viewer import Viewer
from muniment.annotations.services.places import About, Box
from muniment.annotations.w3c.addresses import Place, Site, place_of
from muniment.annotations.w3c.errors import Rejected
from muniment.annotations.w3c.selecting import Rectangle, WantedTarget
from muniment.core import addresses
from muniment.documents.models import Document, DocumentSurface, Text, TextVersion
from muniment.documents.renderings import trees_of
from muniment.images.models import Image
from muniment.passages.anchoring.describe import QuoteNotFound, find
from muniment.passages.anchoring.leaves import leaves_of
from muniment.passages.anchoring.model import Leaf
from muniment.passages.errors import PassageMismatch, PassageTooLong
from muniment.passages.targeting import (
    LONGEST_PASSAGE,
    document_pages,
    parse_passage_address,
    visible_document,
)
from muniment.passages.targets import ChosenPassage, Target


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a text, opened."""

    key: str
    number: int
    leaves: Sequence[Leaf]

    @property
    def words(self) -> str:
        """Give the canonical string."""
        return "\n".join(leaf.plain for leaf in self.leaves)


def resolve(wanted: WantedTarget, *, viewer: Viewer, site: Site) -> About:
    """Find what a target means.

    :raises Rejected: it is nothing of this archive, or does not say clearly which part is meant.
    :raises DocumentNotFound: no such document, or none that the viewer may see.
    :raises PassageMismatch: the words are not there.
    """
    place = place_of(wanted.source, site=site)
    if place.image:
        return _on_image(place.image, wanted, viewer=viewer, site=site)
    document = visible_document(place.document, viewer=viewer)
    if wanted.rectangle:
        return _on_page(document, place.page, wanted.rectangle)
    chosen = _passage(document, place, wanted)
    return About(Target(document.identifier, place.page, chosen))


def _on_image(identifier: str, wanted: WantedTarget, *, viewer: Viewer, site: Site) -> About:
    """Find the document that shows an image: the one of the scope, else the first of all."""
    if wanted.quote or wanted.position:
        raise Rejected("An image has no words: name a text by its address to quote from it.")
    shown = DocumentSurface.objects.shown_to(viewer).filter(surface__image__identifier=identifier)
    places = shown.filter(document__in=Document.objects.visible_to(viewer))
    if wanted.scope:
        meant = place_of(wanted.scope, site=site).document
        places = places.filter(document__identifier=meant)
    found = places.select_related("document", "surface__image").order_by("document", "pk").first()
    if found is None or found.surface.image is None:
        raise Rejected("The target is no image of this archive, or is not open to you.")
    if wanted.rectangle:
        return _in_box(found.document, found.surface.image, wanted.rectangle)
    service = addresses.image_service(identifier)
    pages = document_pages(found.document).all
    page = next((page for page in pages if page.image and page.image.service == service), None)
    return About(Target(found.document.identifier, page.key if page else ""))


def _on_page(document: Document, key: str, rectangle: Rectangle) -> About:
    """Find the image of a page of a document."""
    page = next((page for page in document_pages(document).all if page.key == key), None)
    if page is None or page.image is None:
        raise Rejected(
            "A part of an image is meant, but the target is no page with an image. Name the "
            "page in the address of the document, or the IIIF service of the image."
        )
    image = Image.objects.get(identifier=page.image.service.rpartition("/")[2])
    return _in_box(document, image, rectangle)


def _in_box(document: Document, image: Image, rectangle: Rectangle) -> About:
    box = _pixels(rectangle, image)
    return About(Target(document.identifier), image=image.identifier, box=box)


def _pixels(rectangle: Rectangle, image: Image) -> Box:
    """Give the whole pixels that a rectangle covers."""
    across = image.width_px / 100 if rectangle.is_percent else 1.0
    down = image.height_px / 100 if rectangle.is_percent else 1.0
    x, y = round(rectangle.x * across), round(rectangle.y * down)
    right = round((rectangle.x + rectangle.width) * across)
    bottom = round((rectangle.y + rectangle.height) * down)
    return x, y, right - x, bottom - y


def _passage(document: Document, place: Place, wanted: WantedTarget) -> ChosenPassage | None:
    """Find the words that are meant; None where the whole document or page is."""
    if wanted.quote or wanted.position:
        return _chosen(_opened(_texts(document, place), wanted), wanted)
    if not place.passage:
        return None
    named = parse_passage_address(place.passage)
    if named is None:
        raise Rejected(f'"{place.passage[:100]}" is no passage of a text.')
    asked = WantedTarget("", position=(named.start, named.end), version=named.version)
    meant = Place(document=document.identifier, panes=(named.text,))
    return _chosen(_opened(_texts(document, meant), asked), asked)


def _texts(document: Document, place: Place) -> list[Text]:
    """Give the texts that an address may mean: those in its panes, else all of the document."""
    texts = Text.objects.filter(document=document, is_withdrawn=False, current__length__gt=0)
    found = list(texts.select_related("current").defer("current__tree"))
    named = [text for text in found if text.key in place.panes]
    if not (named or found):
        raise Rejected("The document has no text.")
    return named or found


def _opened(texts: Sequence[Text], wanted: WantedTarget) -> list[_Version]:
    """Open the versions of texts that selectors are of."""
    found = [(text, version) for text in texts if (version := _version(text, wanted))]
    if not found:
        raise Rejected("The text has no such version.")
    trees = trees_of(version.pk for _, version in found)
    return [
        _Version(text.key, version.number, leaves_of(trees[version.pk])) for text, version in found
    ]


def _version(text: Text, wanted: WantedTarget) -> TextVersion | None:
    """Find the version that is named, or that was the last at a moment, or is the last now."""
    versions = TextVersion.objects.filter(text=text).defer("tree")
    if wanted.version is not None:
        return versions.filter(number=wanted.version).first()
    if wanted.at is not None:
        return versions.filter(created_at__lte=wanted.at).order_by("-number").first()
    return text.current


def _chosen(versions: Sequence[_Version], wanted: WantedTarget) -> ChosenPassage:
    """Choose the one place in the one text that selectors mean.

    :raises PassageMismatch: the words are nowhere.
    """
    found = [place for version in versions if (place := _in_version(version, wanted))]
    if len(found) > 1:
        raise Rejected(
            "The document has several texts in which the words may be meant. Name one of them in "
            f"the address: {', '.join(f'?panes={place.text}' for place in found)}."
        )
    if not found:
        raise PassageMismatch
    if len(found[0].exact) > LONGEST_PASSAGE:
        raise PassageTooLong(LONGEST_PASSAGE)
    return found[0]


def _in_version(version: _Version, wanted: WantedTarget) -> ChosenPassage | None:
    """Find words at their position; else, where they are quoted, wherever they surely stand.

    Positions that count otherwise, such as in UTF-16, are thereby no hindrance.
    """
    quote, words = wanted.quote, version.words
    if wanted.position:
        start, end = wanted.position
        exact = words[start:end]
        if len(exact) == end - start and (quote is None or quote.exact == exact):
            return ChosenPassage(version.key, version.number, start, end, exact)
    if quote is None:
        return None
    try:
        place = find(version.leaves, quote.exact, prefix=quote.prefix, suffix=quote.suffix)
    except QuoteNotFound:
        return None
    return ChosenPassage(version.key, version.number, place.start, place.end, quote.exact)
