"""The years of the results as bars: one a year, or one for several where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from muniment.core import addresses
from muniment.documents.searching.parameters import SearchParameters

MAX_BARS = 60
FEWEST_BARS = 16  # that there is room for, so that a few are no blocks
WIDTHS = (1, 2, 5, 10, 20, 50, 100)  # years of a bar
HEIGHT = 48  # units of the drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """The documents of some years. `x`, `height` are in units of the drawing, `y` from its top."""

    label: str
    count: int
    href: str
    x: int
    y: float
    height: float
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """All bars, in the middle of the drawing, and the years of which a range may be chosen."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[int, int], ...]  # every year that has documents, with their number
    width: int
    height: int = HEIGHT

    @property
    def first(self) -> int:
        """Give the first year."""
        return self.years[0][0]

    @property
    def last(self) -> int:
        """Give the last year."""
        return self.years[-1][0]

    @property
    def rows(self) -> tuple[Bar, ...]:
        """Give the bars that have documents, as the table lists them."""
        return tuple(bar for bar in self.bars if bar.count)


def histogram(years: Sequence[tuple[int, int]], parameters: SearchParameters) -> Histogram | None:
    """Draw the years; None where there is nothing to draw."""
    dated = tuple((year, count) for year, count in years if count)
    if not dated:
        return None
    first, last = dated[0][0], dated[-1][0]
    step = next((w for w in WIDTHS if (last - first) // w < MAX_BARS), 1000)
    start = first - first % step
    counts = dict.fromkeys(range(start, last + 1, step), 0)
    for year, count in dated:
        counts[year - year % step] += count
    most = max(counts.values())
    margin = max(0, FEWEST_BARS - len(counts)) // 2
    bars = tuple(
        _bar(margin + index, year, count, step=step, most=most, parameters=parameters)
        for index, (year, count) in enumerate(counts.items())
    )
    return Histogram(bars, dated, width=len(bars) + 2 * margin)


def _bar(
    index: int, year: int, count: int, *, step: int, most: int, parameters: SearchParameters
) -> Bar:
    height = max(2.0, round(HEIGHT * count / most, 1)) if count else 0.0
    end = year + step - 1
    narrowed = replace(parameters, first_year=max(1, year), last_year=max(1, end), page="")
    return Bar(
        label=str(year) if step == 1 else f"{year}–{end}",
        count=count,
        href=addresses.search(narrowed.query_string()),
        x=index,
        y=HEIGHT - height,
        height=height,
        is_chosen=_is_within(year, end, parameters),
    )


def _is_within(start: int, end: int, parameters: SearchParameters) -> bool:
    first, last = parameters.first_year, parameters.last_year
    return (first is None or end >= first) and (last is None or start <= last)
