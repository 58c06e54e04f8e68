"""Say which words a passage is, in every way by which it can be found again."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.passages.anchoring.leaves import CanonicalText
from muniment.passages.anchoring.model import Leaf, Passage, Selectors
from muniment.passages.anchoring.quotes import best_place, context_of, places_of

_SHOWN = 60


class PassageOutsideText(ValueError):
    """A passage is empty, or ends behind its text."""

    def __init__(self, passage: Passage, length: int) -> None:
        super().__init__(
            f"No words stand at {passage.start} to {passage.end}: this version of the text has "
            f"{length} characters. Choose the passage anew."
        )


class QuoteMismatch(ValueError):
    """The words at a passage's place are not those that were chosen."""

    def __init__(self, passage: Passage, *, found: str, quote: str) -> None:
        super().__init__(
            f"At {passage.start} to {passage.end} the text says “{_short(found)}”, not "
            f"“{_short(quote)}”. Load the page again and choose the passage anew."
        )


class QuoteNotFound(ValueError):
    """The words of a quote are not in the text, or in several places that nothing tells apart."""

    def __init__(self, quote: str, places: int) -> None:
        problem = f"stands in {places} places of" if places else "is not in"
        super().__init__(
            f"“{_short(quote)}” {problem} this version of the text. Give its position, or the "
            "words before and behind it just as the text has them."
        )


def describe(leaves: Sequence[Leaf], passage: Passage, *, quote: str | None = None) -> Selectors:
    """Make the selectors of a passage.

    :raises PassageOutsideText: it is empty or does not lie within the text.
    :raises QuoteMismatch: `quote` is given and other words stand there.
    """
    text = CanonicalText.of(leaves)
    start, end = passage.start, passage.end
    if not 0 <= start < end <= len(text.words):
        raise PassageOutsideText(passage, len(text.words))
    exact = text.words[start:end]
    if quote is not None and quote != exact:
        raise QuoteMismatch(passage, found=exact, quote=quote)
    return selectors_of(text, passage)


def selectors_of(text: CanonicalText, passage: Passage) -> Selectors:
    """Make the selectors of a passage that lies within a text."""
    start, end = passage.start, passage.end
    prefix, suffix = context_of(text.words, start, end)
    first_block, first_offset = text.place_of(start)
    last_block, last_offset = text.end_of(end)
    exact = text.words[start:end]
    return Selectors(
        exact, prefix, suffix, start, end, first_block, first_offset, last_block, last_offset
    )


def find(leaves: Sequence[Leaf], exact: str, *, prefix: str = "", suffix: str = "") -> Passage:
    """Find the passage of a quote that comes without a position (Web Annotation, 4.2.4).

    :raises QuoteNotFound: the words are not there, or the context does not tell which are meant.
    """
    text = CanonicalText.of(leaves).words
    places = list(places_of(text, exact))
    context = (prefix, suffix)
    chosen = places[0] if len(places) == 1 else best_place(text, exact, places, context=context)
    if chosen is None:
        raise QuoteNotFound(exact, len(places))
    return Passage(chosen, chosen + len(exact))


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
