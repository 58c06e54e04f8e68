"""The passage to which an address leads: where its words stand now, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.documents.selectors.passage import Span
from muniment.passages.models import Anchor
from muniment.passages.selectors import place_of
from muniment.passages.targeting import parse_passage_address


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in the current version of its text.

    `span` is None where the document has no such passage, and empty where its words are gone.
    """

    span: Span | None
    page: str = ""
    sentence: str = ""  # "" where the words are there as they were

    @property
    def is_marked(self) -> bool:
        """Tell whether there are words to be marked."""
        return self.span is not None and self.span.start < self.span.end

    @property
    def text(self) -> str:
        """Give the key of its text."""
        return self.span.text if self.span else ""


def passage_view(address: str, identifier: str, *, viewer: Viewer) -> PassageView | None:
    """Find the passage that the reader's address names; None where it names none.

    :raises DocumentNotFound: no such document, or none that the viewer may see.
    """
    chosen = parse_passage_address(address)
    if chosen is None:
        return None
    placed = place_of(identifier, chosen, viewer=viewer)
    if placed is None:
        return PassageView(None, sentence=gettext("No text here has the words of this link."))
    span = Span(placed.text, placed.start, placed.end)
    return PassageView(span, placed.page, _sentence(placed.status))


def _sentence(status: Anchor.Status) -> str:
    if status == Anchor.Status.EDITED:
        return gettext(
            "The text was corrected since this link was made. What stands there now is marked."
        )
    if status == Anchor.Status.ORPHAN:
        return gettext(
            "The text was corrected since this link was made: its words are no longer there."
        )
    return ""
