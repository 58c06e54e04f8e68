"""One leaf into HTML: overlapping marks in correct nesting, points and page breaks in their places.

Marks of a leaf may overlap; HTML elements may not. At the end of a mark whatever was opened later
is closed, and opened again behind it: such an element carries the class `continues` where it is
cut and `continued` where it goes on, so that brackets stand only at the true ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from muniment.core.text.linearise import insertion_offset
from muniment.core.text.model import Mark, MarkKind
from muniment.rendering.hits import HIT, Hit, hit_tags, parts_of
from muniment.rendering.marks import (
    OPENERS,
    POINTS,
    Attributes,
    is_web_address,
    may_lead_elsewhere,
    safe,
    wraps_text,
)


class Insertion(NamedTuple):
    """Something put in at an offset of a leaf; `is_link` things may not stand inside a link."""

    offset: int
    html: str
    is_link: bool


class _Open(NamedTuple):
    end: int
    opening: str
    closing: str
    is_link: bool


def write_leaf(
    plain: str,
    marks: Sequence[Mark],
    *,
    call: Callable[[Attributes], str],
    link: Callable[[str], str],
    breaks: Sequence[Insertion] = (),
    hits: Sequence[Hit] = (),
) -> str:
    """Write a leaf's words with their marks and hits.

    `call` writes the call of a note; `link` gives the address of a link inside the text or "".
    """
    if not marks and not breaks and not hits:
        return safe(plain)
    insertions = sorted([*breaks, *_insertions(marks, call)], key=lambda i: i.offset)
    wrapping = [mark for mark in marks if wraps_text(mark)]
    cuts = [*(i.offset for i in insertions), *(at for m in wrapping for at in (m.start, m.end))]
    wrapping.extend(parts_of(hits, cuts=cuts))
    spans = sorted(
        ((m, i) for i, m in enumerate(wrapping)),
        key=lambda pair: (pair[0].start, -pair[0].end, pair[1]),
    )
    return _Writer(plain, [m for m, _ in spans], insertions, link).write()


def _insertions(marks: Sequence[Mark], call: Callable[[Attributes], str]) -> list[Insertion]:
    found = []
    for mark in marks:
        attrs = mark.attrs or {}
        if mark.kind == MarkKind.NOTE:
            found.append(Insertion(mark.end, call(attrs), is_link=True))
        elif mark.kind in POINTS and (mark.start == mark.end or mark.kind == MarkKind.READING):
            offset, html = insertion_offset(mark), POINTS[mark.kind](attrs)
            if mark.kind == MarkKind.LINE_BREAK and offset == 0:  # no empty line before the first
                html = html.replace('"line-break"', '"line-break leading"', 1)
            found.append(Insertion(offset, html, is_link=False))
    return found


class _Writer:
    """The state of writing one leaf: what is written, and the stack of open elements."""

    def __init__(
        self,
        plain: str,
        spans: list[Mark],
        insertions: list[Insertion],
        link: Callable[[str], str],
    ) -> None:
        self.plain, self.spans, self.insertions, self.link = plain, spans, insertions, link
        self.next_span = self.next_insertion = 0
        self.out: list[str] = []
        self.stack: list[tuple[_Open, int]] = []  # with the place of the opening tag in `out`

    def write(self) -> str:
        at, length = 0, len(self.plain)
        while True:
            self._close_at(at)
            self._insert_up_to(at)
            self._open_up_to(at)
            if at >= length:
                break
            following = self._next_bound(at, length)
            self.out.append(safe(self.plain[at:following]))
            at = following
        self._close_from(0)
        self.out.extend(rest.html for rest in self.insertions[self.next_insertion :])
        return "".join(self.out)

    def _insert_up_to(self, at: int) -> None:
        while (
            self.next_insertion < len(self.insertions)
            and self.insertions[self.next_insertion].offset <= at
        ):
            self._insert(self.insertions[self.next_insertion])
            self.next_insertion += 1

    def _open_up_to(self, at: int) -> None:
        while self.next_span < len(self.spans) and self.spans[self.next_span].start <= at:
            if self.spans[self.next_span].end > at:
                self._open(self._opening(self.spans[self.next_span]))
            self.next_span += 1

    def _next_bound(self, at: int, length: int) -> int:
        """Find where the next thing begins or ends."""
        bounds = [length, *(o.end for o, _ in self.stack)]
        if self.next_insertion < len(self.insertions):
            bounds.append(self.insertions[self.next_insertion].offset)
        if self.next_span < len(self.spans):
            bounds.append(self.spans[self.next_span].start)
        return min(length, *(b for b in bounds if b > at), length)

    def _opening(self, mark: Mark) -> _Open:
        attrs = mark.attrs or {}
        if mark.kind == MarkKind.LINK:
            opening, closing = self._link_tags(attrs.get("target", ""))
        elif mark.kind == HIT:
            opening, closing = hit_tags(attrs)
        else:
            opening, closing = OPENERS[mark.kind](attrs)
        if closing == "</a>" and any(o.is_link for o, _ in self.stack):
            opening, closing = '<span class="name"', "</span>"
        return _Open(mark.end, opening, closing, closing == "</a>")

    def _link_tags(self, target: str) -> tuple[str, str]:
        if is_web_address(target):
            return f'<a class="external" rel="external noopener" href="{safe(target)}"', "</a>"
        if inside := self.link(target):
            return f'<a href="{inside}"', "</a>"
        if may_lead_elsewhere(target):
            return f'<a class="elsewhere" data-target="{safe(target)}"', "</a>"
        return "<span", "</span>"

    def _open(self, element: _Open, *, is_continued: bool = False) -> None:
        opening = _with_class(element.opening, "continued") if is_continued else element.opening
        self.stack.append((element, len(self.out)))
        self.out.append(opening + ">")

    def _close_at(self, at: int) -> None:
        """Close what ends here, and open again what had to be closed with it."""
        depth = next((i for i, (o, _) in enumerate(self.stack) if o.end <= at), None)
        if depth is None:
            return
        for element in self._close_from(depth, at=at):
            self._open(element, is_continued=True)

    def _close_from(self, depth: int, *, at: int | None = None) -> list[_Open]:
        """Close all elements from a depth of the stack on; return those that go on behind `at`."""
        going_on = []
        while len(self.stack) > depth:
            element, place = self.stack.pop()
            if at is not None and element.end > at:
                going_on.append(element)
                self.out[place] = _with_class(self.out[place], "continues")
            self.out.append(element.closing)
        return going_on[::-1]

    def _insert(self, insertion: Insertion) -> None:
        depth = next((i for i, (o, _) in enumerate(self.stack) if o.is_link), None)
        if not insertion.is_link or depth is None:
            self.out.append(insertion.html)
            return
        again = self._close_from(depth, at=insertion.offset)
        self.out.append(insertion.html)
        for element in again:
            self._open(element, is_continued=True)


def _with_class(tag: str, name: str) -> str:
    """Add a class to an opening tag, with or without its ">"."""
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{name} ', 1)
    element, space, rest = tag.partition(" ")
    if space:
        return f'{element} class="{name}" {rest}'
    bare = element.removesuffix(">")
    return f'{bare} class="{name}"' + (">" if element.endswith(">") else "")
