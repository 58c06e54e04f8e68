"""A volume: what it says of itself, and its contents as list, calendar or people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Max, Min, Q

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised
from muniment.documents.models import Division, Document, Volume
from muniment.documents.models.document import DocumentQuerySet
from muniment.documents.selectors.calendar import day_counts
from muniment.documents.selectors.entries import DocumentEntry, contents_entries, document_entries
from muniment.documents.selectors.errors import VolumeNotFound
from muniment.documents.selectors.months import CalendarStyle, MonthCalendar, year_calendar
from muniment.documents.selectors.named import NamedPeople, named_people
from muniment.documents.selectors.place import page_with
from muniment.ui.dates import day_words, span_words
from muniment.ui.paging import Paging

CONTENTS_SIZE = 200
_ITEMS = Q(kind=Document.Kind.ITEM)


@dataclass(frozen=True, slots=True)
class VolumeHead:
    """What stands above the contents whatever the view."""

    href: str
    title: Localised
    subtitle: str
    series: Localised
    number: str
    description: Localised
    credits: tuple[tuple[str, str], ...]
    publisher: str
    published: str
    rights: str
    licence_url: str
    documents: int
    span: str
    collections: tuple[tuple[str, Localised], ...]


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Neighbouring entries of one year; "" where the year changes nothing."""

    year: str
    entries: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A part's heading; `depth` counts from 0; `href` leads to its introduction, if it has one."""

    anchor: str
    title: Localised
    depth: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """Entries under the headings that begin before them, in printed order."""

    headings: tuple[Heading, ...]
    is_continued: bool
    years: tuple[YearGroup, ...]


@dataclass(frozen=True, slots=True)
class OutlineLink:
    """A part of the first rank, and where in the paged contents it begins."""

    title: Localised
    href: str
    documents: int


@dataclass(frozen=True, slots=True)
class VolumeContents:
    """The contents as a list."""

    outline: tuple[OutlineLink, ...]
    parts: tuple[ContentsPart, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class VolumeCalendar:
    """The contents as a calendar of one year."""

    years: tuple[tuple[int, int], ...]
    year: int
    months: tuple[MonthCalendar, ...]
    day: str
    entries: tuple[DocumentEntry, ...]
    elsewhere: int


@dataclass(frozen=True, slots=True)
class VolumeScreen:
    """A volume in one of its three views; the two others are None."""

    head: VolumeHead
    view: str
    contents: VolumeContents | None = None
    calendar: VolumeCalendar | None = None
    people: NamedPeople | None = None


def volume_contents(
    slug: str, page: str, *, viewer: Viewer, language: str, at: str = ""
) -> VolumeScreen:
    """Read a volume and a page of its contents; without `page`, that on which document `at` is.

    :raises VolumeNotFound: none of this slug that the viewer may see.
    Six queries, two more with `at`.
    """
    volume, documents = _volume(slug, viewer)
    divisions = {division.pk: division for division in volume.divisions.all()}
    counts = list(
        documents.values_list("division_id")
        .annotate(n=Count("pk"), items=Count("pk", filter=_ITEMS), first=Min("volume_position"))
        .order_by("first")
        .values_list("division_id", "n", "items")
    )
    if at and not page:
        page = page_with(documents, at, by="volume_position", size=CONTENTS_SIZE)
    paging = Paging.of(page, total=sum(n for _, n, _ in counts), size=CONTENTS_SIZE)
    ordered = documents.order_by("volume_position", "pk")[paging.start : paging.stop]
    entries = contents_entries(ordered, language=language)
    contents = VolumeContents(
        outline=_outline(counts, divisions, addresses.volume(slug), language),
        parts=tuple(_parts(entries, divisions, language)),
        paging=paging,
    )
    return VolumeScreen(_head(volume, documents, viewer, language), "list", contents=contents)


def volume_calendar(
    slug: str, year: int | None, day: date | None, *, viewer: Viewer, language: str
) -> VolumeScreen:
    """Read a volume and the calendar of one of its years. Six queries at most."""
    volume, documents = _volume(slug, viewer)
    items = documents.filter(_ITEMS)
    counts = day_counts(items)
    in_years: dict[int, int] = {}
    for (first, last), n in sorted(counts.items()):
        if first.year == last.year:
            in_years[first.year] = in_years.get(first.year, 0) + n
    shown = year or (day.year if day else next(iter(in_years), 0))
    days = {pair: n for pair, n in counts.items() if _is_in_one_month(pair)}
    head = _head(volume, documents, viewer, language)
    calendar = VolumeCalendar(
        years=tuple(in_years.items()),
        year=shown,
        months=year_calendar(shown, days, _style(slug, day, language)) if shown else (),
        day=day_words(day, language) if day else "",
        entries=_of_day(items, day, viewer=viewer, language=language),
        elsewhere=head.documents - sum(days.values()),
    )
    return VolumeScreen(head, "calendar", calendar=calendar)


def volume_people(slug: str, page: str, *, viewer: Viewer, language: str) -> VolumeScreen:
    """Read a volume and a page of the people in it. Six queries."""
    volume, documents = _volume(slug, viewer)
    people = named_people(documents, page, viewer=viewer, language=language)
    return VolumeScreen(_head(volume, documents, viewer, language), "people", people=people)


def _volume(slug: str, viewer: Viewer) -> tuple[Volume, DocumentQuerySet]:
    found = Volume.objects.visible_to(viewer).select_related("series", "package")
    volume = found.filter(slug=slug).first()
    if volume is None:
        raise VolumeNotFound(slug)
    return volume, Document.objects.visible_to(viewer).filter(volume=volume)


def _head(volume: Volume, documents: DocumentQuerySet, viewer: Viewer, language: str) -> VolumeHead:
    held = _span(documents)
    series = volume.series
    return VolumeHead(
        href=addresses.volume(volume.slug),
        title=localised(volume.title, volume.titles, language),
        subtitle=volume.subtitle,
        series=localised(series.title, series.titles, language) if series else Localised(""),
        number=volume.number,
        description=localised(volume.description, volume.descriptions, language),
        credits=tuple((str(name), str(role)) for name, role in volume.credits),
        publisher=volume.publisher,
        published=volume.published,
        rights=volume.package.rights,
        licence_url=volume.package.licence_url,
        documents=held[0],
        span=span_words(held[1], held[2], language),
        collections=tuple(
            (addresses.collection(c.slug), localised(c.title, c.titles, language))
            for c in volume.collections.visible_to(viewer)
        ),
    )


def _span(documents: DocumentQuerySet) -> tuple[int, date | None, date | None]:
    found = documents.filter(_ITEMS).aggregate(
        n=Count("pk"), first=Min("date_earliest"), last=Max("date_latest")
    )
    return found["n"], found["first"], found["last"]


def _ancestry(division: int | None, divisions: dict[int, Division]) -> list[Division]:
    path: list[Division] = []
    while division is not None and division in divisions:
        path.append(divisions[division])
        division = divisions[division].parent_id
    return path[::-1]


def _outline(
    counts: Iterable[tuple[int | None, int, int]],
    divisions: dict[int, Division],
    href: str,
    language: str,
) -> tuple[OutlineLink, ...]:
    """List the parts of the first rank, with the page on which each begins."""
    starts: dict[int, list[int]] = {}
    before = 0
    for pk, entries, items in counts:
        path = _ancestry(pk, divisions)
        if path:
            starts.setdefault(path[0].pk, [before, 0])[1] += items
        before += entries
    return tuple(
        OutlineLink(
            localised(divisions[pk].title, divisions[pk].titles, language),
            f"{href}{_page_query(start // CONTENTS_SIZE + 1)}#{_anchor(divisions[pk])}",
            n,
        )
        for pk, (start, n) in starts.items()
    )


def _page_query(page: int) -> str:
    return f"?page={page}" if page > 1 else ""


def _anchor(division: Division) -> str:
    return f"part-{division.position}"


@dataclass(slots=True)
class _Part:
    headings: list[Heading]
    is_continued: bool
    entries: list[DocumentEntry] = field(default_factory=list)


def _parts(
    entries: Iterable[DocumentEntry], divisions: dict[int, Division], language: str
) -> Iterable[ContentsPart]:
    parts: list[_Part] = []
    above: list[Division] = []
    for entry in entries:
        path = _ancestry(entry.division, divisions)
        if not parts or path != above:
            new = path[_common(above, path) :] or path[-1:]
            headings = [_heading(path, division, language) for division in new]
            parts.append(_Part(headings, is_continued=bool(path) and path == above[: len(path)]))
            above = path
        if _introduces(entry, path) and parts[-1].headings:
            parts[-1].headings[-1] = replace(parts[-1].headings[-1], href=entry.href)
        else:
            parts[-1].entries.append(entry)
    return (
        ContentsPart(tuple(part.headings), part.is_continued, tuple(_years(part.entries)))
        for part in parts
    )


def _heading(path: list[Division], division: Division, language: str) -> Heading:
    title = localised(division.title, division.titles, language)
    return Heading(_anchor(division), title, path.index(division))


def _introduces(entry: DocumentEntry, path: list[Division]) -> bool:
    """Tell whether an entry is the text under a part's own heading, which need not stand twice."""
    if entry.kind != Document.Kind.DIVISION or not path:
        return False
    said = entry.title.text.rstrip(".… ")  # a very long heading is cut where it is a title
    return any(t.startswith(said) for t in (path[-1].title, *path[-1].titles.values()))


def _common(one: list[Division], other: list[Division]) -> int:
    shared = 0
    while shared < min(len(one), len(other)) and one[shared].pk == other[shared].pk:
        shared += 1
    return shared


def _years(entries: Iterable[DocumentEntry]) -> Iterable[YearGroup]:
    """Break the entries where the year changes; the undated stay with those before them."""
    groups: list[tuple[str, list[DocumentEntry]]] = []
    for entry in entries:
        year = str(entry.year or "")
        if not groups or (year and groups[-1][0] and year != groups[-1][0]):
            groups.append((year, [entry]))
        else:
            now, held = groups[-1]
            groups[-1] = (now or year, [*held, entry])
    return (YearGroup(year, tuple(held)) for year, held in groups)


def _is_in_one_month(pair: tuple[date, date]) -> bool:
    return (pair[0].year, pair[0].month) == (pair[1].year, pair[1].month)


def _style(slug: str, chosen: date | None, language: str) -> CalendarStyle:
    base = f"{addresses.volume(slug)}?view=calendar"
    return CalendarStyle(
        language,
        month_href=lambda _month: "",
        day_href=lambda day: f"{base}&day={day.isoformat()}#day",
        chosen=chosen,
    )


def _of_day(
    documents: DocumentQuerySet, day: date | None, *, viewer: Viewer, language: str
) -> tuple[DocumentEntry, ...]:
    if day is None:
        return ()
    of_day = documents.filter(date_earliest=day, date_latest=day).order_by("volume_position", "pk")
    return document_entries(of_day, viewer=viewer, language=language)
