"""Long lists page by page, at addresses that stay the same."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_DIGITS = 9
_NEAR = 2  # page numbers shown at each side of the present one


class PageNotFound(LookupError):
    """A list has no page of this number."""

    def __init__(self, number: str, pages: int) -> None:
        super().__init__(f'This list has no page "{number}". Its pages are 1 to {pages}.')


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one page stands in its list. Numbers count from 1; an empty list has one page."""

    number: int
    size: int
    total: int

    @classmethod
    def of(cls, asked: str, *, total: int, size: int) -> Paging:
        """Find the page that an address asks for; "" is the first.

        :raises PageNotFound: not a number, or none of this list's.
        """
        pages = max(1, -(-total // size))
        if not asked:
            return cls(1, size, total)
        is_number = asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS
        if not (is_number and 1 <= int(asked) <= pages):
            raise PageNotFound(asked[:100], pages)
        return cls(int(asked), size, total)

    @property
    def pages(self) -> int:
        """Count the pages."""
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        """Give the offset of the page's first item."""
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        """Give the offset behind the page's last item."""
        return min(self.start + self.size, self.total)

    @property
    def first(self) -> int:
        """Give the number of the page's first item, counting from 1."""
        return self.start + 1 if self.total else 0

    @property
    def previous(self) -> int | None:
        """Give the page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Give the page after, if any."""
        return self.number + 1 if self.number < self.pages else None

    @property
    def numbers(self) -> list[int | None]:
        """Give the page numbers to show, None where some are left out."""
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        shown = sorted({1, self.pages, *(n for n in near if 1 <= n <= self.pages)})
        numbers: list[int | None] = []
        for page in shown:
            if numbers and numbers[-1] is not None and page - numbers[-1] > 1:
                numbers.append(None)
            numbers.append(page)
        return numbers
