"""The calendar of the whole archive: year, month, day; and a place for every other date.

Each document stands in one place: under its day; else under the month or the year that all its
possible days lie in; else, where they span years or are open, among the wide dates. Doubted days
are listed under their day and among the uncertain.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Max, Min, Q
from django.db.models.functions import ExtractYear

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.models.document import DocumentQuerySet
from muniment.documents.selectors.entries import (
    PAGE_SIZE,
    DocumentEntry,
    document_entries,
    items,
)
from muniment.documents.selectors.errors import DateNotFound
from muniment.documents.selectors.months import (
    CalendarStyle,
    DayCounts,
    MonthCalendar,
    loose_in_year,
    year_calendar,
)
from muniment.ui.dates import date_words, day_words, month_words
from muniment.ui.paging import Paging

UNDATED = Q(date_edtf="")
DOUBTED = Q(date_edtf__contains="?") | Q(date_edtf__contains="~") | Q(date_edtf__contains="%")
WIDE = ~UNDATED & (
    Q(date_earliest=None) | Q(date_latest=None) | ~Q(date_earliest__year=F("date_latest__year"))
)
UNCERTAIN = ~UNDATED & (DOUBTED | WIDE)


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year that has documents."""

    year: int
    documents: int
    href: str


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years, those with documents."""

    name: str
    years: tuple[YearLink, ...]


@dataclass(frozen=True, slots=True)
class DatesScreen:
    """All years, and what stands in none."""

    decades: tuple[Decade, ...]
    undated: int
    uncertain: int


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbouring year, month or day that has documents."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class PeriodScreen:
    """A year, month or day: its calendar, its documents, its neighbours.

    `loose` documents of the page are those of a year or month whose day is not known.
    """

    year: int
    month: int
    day: int
    title: str
    months: tuple[MonthCalendar, ...]
    documents: int
    exact: tuple[DocumentEntry, ...]
    loose: tuple[DocumentEntry, ...]
    paging: Paging
    previous: Step | None
    next: Step | None


@dataclass(frozen=True, slots=True)
class DateListScreen:
    """The undated, or the uncertain."""

    entries: tuple[DocumentEntry, ...]
    paging: Paging


def dates_screen(*, viewer: Viewer, language: str) -> DatesScreen:
    """Count documents by year. Two queries."""
    held = items(viewer)
    other = held.aggregate(
        undated=Count("pk", filter=UNDATED), uncertain=Count("pk", filter=UNCERTAIN)
    )
    rows = (
        held.exclude(WIDE)
        .exclude(UNDATED)
        .annotate(year=ExtractYear("date_earliest"))
        .values_list("year")
        .annotate(n=Count("pk"))
        .order_by("year")
    )
    decades: dict[int, list[YearLink]] = defaultdict(list)
    for year, documents in rows:
        decades[year // 10].append(YearLink(year, documents, addresses.browse("dates", str(year))))
    return DatesScreen(
        decades=tuple(
            Decade(date_words(f"{decade:03d}X", language), tuple(years))
            for decade, years in decades.items()
        ),
        **other,
    )


def year_screen(year: int, page: str, *, viewer: Viewer, language: str) -> PeriodScreen:
    """Read a year: twelve months, and the documents whose month is not known. Five queries."""
    start, end = _days(year, 0, 0)
    held = items(viewer).filter(date_earliest__gte=start, date_latest__lte=end)
    counts = day_counts(held)
    loose = held.exclude(date_earliest__month=F("date_latest__month"))
    paging = Paging.of(page, total=loose_in_year(year, counts), size=PAGE_SIZE)
    ordered = loose.order_by("date_earliest", "date_latest", "pk")[paging.start : paging.stop]
    before, after = _neighbours(start, end, viewer=viewer, precision=1)
    return PeriodScreen(
        year=year,
        month=0,
        day=0,
        title=date_words(f"{year:04d}", language),
        months=year_calendar(year, counts, _style(year, language)),
        documents=sum(counts.values()),
        exact=(),
        loose=document_entries(ordered, viewer=viewer, language=language),
        paging=paging,
        previous=_step(before, 1, language),
        next=_step(after, 1, language),
    )


def month_screen(
    year: int, month: int, page: str, *, viewer: Viewer, language: str
) -> PeriodScreen:
    """Read a month: its weeks, its dated documents, and those whose day is not known.

    Five queries.
    """
    start, end = _days(year, month, 0)
    held = items(viewer).filter(date_earliest__gte=start, date_latest__lte=end)
    counts = day_counts(held)
    paging = Paging.of(page, total=sum(counts.values()), size=PAGE_SIZE)
    is_loose = ExpressionWrapper(~Q(date_earliest=F("date_latest")), output_field=BooleanField())
    ordered = held.annotate(is_loose=is_loose).order_by(
        "is_loose", "date_earliest", "date_latest", "volume_position", "pk"
    )[paging.start : paging.stop]
    entries = document_entries(ordered, viewer=viewer, language=language)
    before, after = _neighbours(start, end, viewer=viewer, precision=2)
    return PeriodScreen(
        year=year,
        month=month,
        day=0,
        title=date_words(f"{year:04d}-{month:02d}", language),
        months=tuple(
            shown
            for shown in year_calendar(year, counts, _style(year, language))
            if shown.number == month
        ),
        documents=paging.total,
        exact=tuple(entry for entry in entries if entry.is_exact_day),
        loose=tuple(entry for entry in entries if not entry.is_exact_day),
        paging=paging,
        previous=_step(before, 2, language),
        next=_step(after, 2, language),
    )


def day_screen(
    year: int, month: int, day: int, page: str, *, viewer: Viewer, language: str
) -> PeriodScreen:
    """Read a day's documents. Four queries."""
    start, end = _days(year, month, day)
    held = items(viewer).filter(date_earliest=start, date_latest=end)
    paging = Paging.of(page, total=held.count(), size=PAGE_SIZE)
    ordered = held.order_by("volume_position", "pk")[paging.start : paging.stop]
    before, after = _neighbours(start, end, viewer=viewer, precision=3)
    return PeriodScreen(
        year=year,
        month=month,
        day=day,
        title=day_words(start, language),
        months=(),
        documents=paging.total,
        exact=document_entries(ordered, viewer=viewer, language=language),
        loose=(),
        paging=paging,
        previous=_step(before, 3, language),
        next=_step(after, 3, language),
    )


def undated_screen(page: str, *, viewer: Viewer, language: str) -> DateListScreen:
    """Read documents of which no date is known. Three queries."""
    return _list(items(viewer).filter(UNDATED), page, viewer=viewer, language=language)


def uncertain_screen(page: str, *, viewer: Viewer, language: str) -> DateListScreen:
    """Read documents whose date is doubted, open or wider than a year. Three queries."""
    return _list(items(viewer).filter(UNCERTAIN), page, viewer=viewer, language=language)


def day_counts(documents: DocumentQuerySet) -> DayCounts:
    """Count documents by the days that they may be of. One query."""
    rows = documents.order_by().values_list("date_earliest", "date_latest").annotate(n=Count("pk"))
    return {(first, last): n for first, last, n in rows if first and last}


def _list(
    documents: DocumentQuerySet, page: str, *, viewer: Viewer, language: str
) -> DateListScreen:
    paging = Paging.of(page, total=documents.count(), size=PAGE_SIZE)
    ordered = documents.order_by(
        F("date_earliest").asc(nulls_last=True), "date_latest", "title", "pk"
    )[paging.start : paging.stop]
    return DateListScreen(document_entries(ordered, viewer=viewer, language=language), paging)


def _days(year: int, month: int, day: int) -> tuple[date, date]:
    try:
        start = date(year, month or 1, day or 1)
        if day:
            return start, start
        if month:
            return start, _month_end(start)
        return start, date(year, 12, 31)
    except (ValueError, OverflowError) as error:
        raise DateNotFound(*(part for part in (year, month, day) if part)) from error


def _month_end(start: date) -> date:
    if start.month == 12:
        return start.replace(day=31)
    return start.replace(month=start.month + 1) - timedelta(days=1)


def _style(year: int, language: str) -> CalendarStyle:
    return CalendarStyle(
        language,
        month_href=lambda month: addresses.browse("dates", str(year), str(month)),
        day_href=lambda d: addresses.browse("dates", str(d.year), str(d.month), str(d.day)),
    )


def _neighbours(
    start: date, end: date, *, viewer: Viewer, precision: int
) -> tuple[date | None, date | None]:
    """Find the last date before and the first after a period, of those known as well as it.

    One query.
    """
    known = (
        Q(date_earliest__year=F("date_latest__year")),
        Q(date_earliest__month=F("date_latest__month")),
        Q(date_earliest=F("date_latest")),
    )
    found = (
        items(viewer)
        .filter(*known[:precision])
        .aggregate(
            before=Max("date_earliest", filter=Q(date_latest__lt=start)),
            after=Min("date_earliest", filter=Q(date_earliest__gt=end)),
        )
    )
    return found["before"], found["after"]


def _step(day: date | None, precision: int, language: str) -> Step | None:
    if day is None:
        return None
    parts = (day.year, day.month, day.day)[:precision]
    words = (
        date_words(f"{day.year:04d}", language),
        f"{month_words(day.month, language)} {day.year}",
        day_words(day, language),
    )
    return Step(words[precision - 1], addresses.browse("dates", *map(str, parts)))
