"""Find in this document: how many hits, which one is read, the ways to the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from muniment.documents.selectors.panes import MAX_PANES
from muniment.documents.selectors.screens import DocumentScreen, TextHits
from muniment.reader.state import ReaderState
from muniment.search.query.mistakes import SENTENCES, Mistake


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Hits in a text that is not shown, and the link that shows it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class FindBar:
    """The box in which one looks for words in the document; without `q` only the box.

    `current` is the number of the hit that is read, 0 where none is shown. `kept` are the
    parameters that the form sends along. `lines` are the lines with hits by page key, each
    with the numbers of its hits and its polygon.
    """

    q: str
    kept: tuple[tuple[str, str], ...]
    total: int = 0
    current: int = 0
    previous_href: str = ""
    next_href: str = ""
    clear_href: str = ""
    sentence: str = ""  # where nothing is marked in the texts that are shown
    elsewhere: tuple[Elsewhere, ...] = ()
    mistakes: tuple[str, ...] = ()
    lines: dict[str, list[dict[str, Any]]] | None = None


def find_bar(
    screen: DocumentScreen, state: ReaderState, *, mistakes: Iterable[Mistake] = ()
) -> FindBar:
    """Make the bar for what the address asks to find."""
    bare = replace(state, q="", hit=0, page="")
    if screen.found is None:
        return FindBar("", tuple(bare.pairs()))
    found = screen.found
    total = len(found.pages)
    current = _current(found.pages, state) if total else 0
    elsewhere = tuple(_elsewhere(screen, state, text) for text in found.texts if _is_away(text))
    return FindBar(
        state.q,
        tuple(bare.pairs()),
        total=total,
        current=current,
        previous_href=_step(state, (current - 2) % total + 1) if total > 1 else "",
        next_href=_step(state, current % total + 1) if total > 1 else "",
        clear_href=replace(state, q="", hit=0).query() or "?",
        sentence="" if total else _nothing(is_elsewhere=bool(elsewhere)),
        elsewhere=elsewhere,
        mistakes=tuple(_said(mistake) for mistake in mistakes),
        lines=_lines(screen),
    )


def _current(pages: tuple[str, ...], state: ReaderState) -> int:
    """Choose the hit to read: the address's own, else the first on its page, else the first."""
    if state.hit:
        return min(state.hit, len(pages))
    return pages.index(state.page) + 1 if state.page in pages else 1


def _step(state: ReaderState, number: int) -> str:
    return f"{replace(state, hit=number, page='').query()}#hit-{number}"


def _is_away(text: TextHits) -> bool:
    return bool(text.count) and not text.is_shown


def _elsewhere(screen: DocumentScreen, state: ReaderState, text: TextHits) -> Elsewhere:
    order = [choice.name for choice in screen.choices]
    kept = screen.shown if len(screen.shown) < MAX_PANES else screen.shown[:-1]
    wanted = sorted([*kept, text.pane], key=order.index)
    label = gettext("%(count)s more in: %(pane)s")
    return Elsewhere(
        label % {"count": text.count, "pane": text.heading},
        replace(state, hit=0).query(panes=wanted),
    )


def _nothing(*, is_elsewhere: bool) -> str:
    if is_elsewhere:
        return gettext("Nothing in the texts that are shown.")
    return gettext(
        "Nothing of this in the texts of the document. Try fewer words, or one end of a word"
        " with * in its place."
    )


def _said(mistake: Mistake) -> str:
    return gettext(SENTENCES[mistake.code]) % mistake.detail


def _lines(screen: DocumentScreen) -> dict[str, list[dict[str, Any]]] | None:
    by_page: dict[str, list[dict[str, Any]]] = {}
    for line in screen.found.lines if screen.found else ():
        by_page.setdefault(line.page, []).append({"hits": line.hits, "polygon": line.polygon})
    return by_page or None
