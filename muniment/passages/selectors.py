"""Where passages stand now."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.access.viewer import Viewer
from muniment.core.text.model import TextTree
from muniment.documents.models import Document, Text, TextVersion
from muniment.documents.renderings import trees_of
from muniment.documents.selectors.hits import pages_of_hits
from muniment.documents.selectors.passage import Span, parts_of_span
from muniment.passages.anchoring.carry import carry
from muniment.passages.anchoring.leaves import leaves_of
from muniment.passages.anchoring.model import Passage as Chosen
from muniment.passages.models import Anchor
from muniment.passages.targeting import document_pages, visible_document
from muniment.passages.targets import ChosenPassage
from muniment.rendering.hits import Hit


@dataclass(frozen=True, slots=True)
class Placed:
    """Where words of some version stand in the current one, and what became of them.

    `leaf` is the block in which they begin, `page` the key of that page in the reader's address.
    Of an orphan, where the words before it end now; it has neither leaf nor page.
    """

    text: str
    version: int  # the current one's number
    status: Anchor.Status
    start: int
    end: int
    leaf: str = ""
    page: str = ""


def place_of(identifier: str, chosen: ChosenPassage, *, viewer: Viewer) -> Placed | None:
    """Say where words of any version of a document's text stand now; keep nothing.

    `chosen.exact` need not be given. None where the document has no such text, version or place.
    Seven queries at most.
    :raises DocumentNotFound: no such document, or none that the viewer may see.
    """
    document = visible_document(identifier, viewer=viewer)
    text = _text(document, chosen.text)
    version = _version(text, chosen.version) if text else None
    if not (text and text.current and version and 0 <= chosen.start < chosen.end <= version.length):
        return None
    trees = trees_of({version.pk, text.current.pk})
    tree = trees[text.current.pk]
    status, start, end = _stand(text, version, chosen, trees)
    placed = Placed(text.key, text.current.number, status, start, end)
    return placed if status == Anchor.Status.ORPHAN else _on_page(placed, document, text, tree)


def _text(document: Document, key: str) -> Text | None:
    texts = document.texts.filter(key=key, is_withdrawn=False)
    return texts.select_related("current").defer("current__tree").first()


def _version(text: Text, number: int) -> TextVersion | None:
    if text.current and text.current.number == number:
        return text.current
    return TextVersion.objects.filter(text=text, number=number).defer("tree").first()


def _stand(
    text: Text, version: TextVersion, chosen: ChosenPassage, trees: dict[int, TextTree]
) -> tuple[Anchor.Status, int, int]:
    """Find the place: by what was kept of it where somebody has chosen the same words."""
    if version == text.current:
        return Anchor.Status.SAME, chosen.start, chosen.end
    kept = Anchor.objects.filter(
        passage__version=version,
        passage__start=chosen.start,
        passage__end=chosen.end,
        version=text.current,
    ).first()
    if kept:
        return Anchor.Status(kept.status), kept.start, kept.end
    old, new = leaves_of(trees[version.pk]), leaves_of(trees[text.current_id or 0])
    anchor = carry(old, new, [Chosen(chosen.start, chosen.end)])[0]
    return Anchor.Status(anchor.status.value), anchor.start, anchor.end


def _on_page(placed: Placed, document: Document, text: Text, tree: TextTree) -> Placed:
    span = Span(text.key, placed.start, placed.end)
    leaf, start, end = next(parts_of_span(tree, span), ("", 0, 0))
    hits = {leaf: [Hit(start, end, 0, is_passage=True)]}
    pages = document_pages(document)
    page = next(pages_of_hits(tree, hits, text.current_id or 0, pages=pages), "")
    return Placed(placed.text, placed.version, placed.status, placed.start, placed.end, leaf, page)
