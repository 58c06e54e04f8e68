"""The dates of the results as bars: months of a few years, years, or several years together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from muniment.core import addresses
from muniment.documents.searching.parameters import Bound, SearchParameters
from muniment.search.results import Months
from muniment.ui.dates import date_words

MAX_BARS = 60
FEWEST_BARS = 16  # that there is room for, so that a few are no blocks
WIDTHS = (1, 2, 5, 10, 20, 50, 100)  # years of a bar
HEIGHT = 48  # units of the drawing

Years = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Bar:
    """The documents of a time. `x`, `height` are in units of the drawing, `y` from its top."""

    label: str
    count: int
    href: str
    x: int
    y: float
    height: float
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """All bars, in the middle of the drawing, and the time of which a range may be chosen.

    `first` and `last` are its ends as the boxes of the range have them: "1917" or "1917-03".
    `without_month` documents are in no bar, for their dates name no month.
    """

    bars: tuple[Bar, ...]
    years: tuple[tuple[int, int], ...]  # every year that has documents, with their number
    width: int
    first: str
    last: str
    is_by_month: bool = False
    without_month: int = 0
    all_href: str = ""  # all dates again, where the bars show a range of them
    height: int = HEIGHT

    @property
    def rows(self) -> tuple[Bar, ...]:
        """Give the bars that have documents, as the table lists them."""
        return tuple(bar for bar in self.bars if bar.count)


@dataclass(frozen=True, slots=True)
class _Time:
    """What one bar stands for."""

    label: str
    count: int
    first: Bound
    last: Bound


def histogram(
    years: Years, parameters: SearchParameters, *, months: Months | None = None, language: str = ""
) -> Histogram | None:
    """Draw the months, if there are any, or else the years; None where there is nothing to draw."""
    dated = tuple((year, count) for year, count in years if count)
    if not dated:
        return None
    times = _months(months, language) if months else _years(dated)
    bars = _bars(times, parameters)
    width = len(bars) + 2 * _margin(len(bars))
    if not months:
        return Histogram(bars, dated, width, str(dated[0][0]), str(dated[-1][0]))
    is_part = len({year for year, _ in dated}) > len({time.first.year for time in times})
    return Histogram(
        bars,
        dated,
        width,
        first=f"{times[0].first.year:04d}-01",
        last=f"{times[-1].last.year:04d}-12",
        is_by_month=True,
        without_month=months.without,
        all_href=addresses.search(parameters.undated.query_string()) if is_part else "",
    )


def _years(dated: Years) -> list[_Time]:
    first, last = dated[0][0], dated[-1][0]
    step = next((w for w in WIDTHS if (last - first) // w < MAX_BARS), 1000)
    start = first - first % step
    counts = dict.fromkeys(range(start, last + 1, step), 0)
    for year, count in dated:
        counts[year - year % step] += count
    return [
        _Time(
            str(year) if step == 1 else f"{year}–{year + step - 1}",
            count,
            Bound(max(1, year)),
            Bound(max(1, year + step - 1)),
        )
        for year, count in counts.items()
    ]


def _months(months: Months, language: str) -> list[_Time]:
    """Give every month of the years that have some."""
    counts = dict(months.counts)
    years = sorted({int(month[:4]) for month in counts})
    every = (
        Bound(year, month) for year in range(years[0], years[-1] + 1) for month in range(1, 13)
    )
    return [_Time(date_words(str(m), language), counts.get(str(m), 0), m, m) for m in every]


def _margin(bars: int) -> int:
    return max(0, FEWEST_BARS - bars) // 2


def _bars(times: Sequence[_Time], parameters: SearchParameters) -> tuple[Bar, ...]:
    most = max(time.count for time in times)
    margin = _margin(len(times))
    return tuple(
        _bar(margin + index, time, most=most, parameters=parameters)
        for index, time in enumerate(times)
    )


def _bar(index: int, time: _Time, *, most: int, parameters: SearchParameters) -> Bar:
    height = max(2.0, round(HEIGHT * time.count / most, 1)) if time.count else 0.0
    narrowed = replace(parameters, first=time.first, last=time.last, page="")
    return Bar(
        label=time.label,
        count=time.count,
        href=addresses.search(narrowed.query_string()),
        x=index,
        y=HEIGHT - height,
        height=height,
        is_chosen=_is_within(time, parameters),
    )


def _is_within(time: _Time, parameters: SearchParameters) -> bool:
    first, last = parameters.first, parameters.last
    return (first is None or _end(time.last, 12) >= _end(first, 1)) and (
        last is None or _end(time.first, 1) <= _end(last, 12)
    )


def _end(bound: Bound, month: int) -> tuple[int, int]:
    """Give the month in which a time begins or ends."""
    return bound.year, bound.month or month
