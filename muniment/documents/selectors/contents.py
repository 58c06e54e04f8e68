"""The contents of a volume or an archival file, in printed order, as this viewer may see them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from muniment.access.viewer import Viewer
from muniment.documents.models import Division, Document, Unit, Volume
from muniment.documents.selectors.neighbours import LIST_FIELDS, date_of, shown_title
from muniment.ui.dates import date_words


class ContentsNotFound(LookupError):
    """No such volume or file, or none that the viewer may see."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A document in a list; `year` is "" where it has none of its own.

    `date` is said only where another document of the list has the same title.
    """

    identifier: str
    title: str
    number: str
    year: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class ContentsGroup:
    """Entries under one heading; `depth` is that of the division, years are one below."""

    key: str
    title: str
    depth: int
    entries: tuple[ContentsEntry, ...]
    groups: tuple[ContentsGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole list."""

    count: int
    groups: tuple[ContentsGroup, ...]


def container_of(identifier: str, *, viewer: Viewer, in_file: bool) -> tuple[str, int]:
    """Find the volume or file whose list stands beside a document: its kind and key. One query.

    :raises ContentsNotFound: no such document, or none that the viewer may see, or it stands alone.
    """
    found = Document.objects.visible_to(viewer).filter(identifier=identifier)
    volume, unit = found.values_list("volume_id", "unit_id").first() or (None, None)
    if unit and (in_file or volume is None):
        return "file", int(unit)
    if volume:
        return "volume", int(volume)
    raise ContentsNotFound("This document stands in no volume and no file.")


def contents_of_volume(pk: int, *, viewer: Viewer, language: str) -> Contents:
    """Read a volume's contents: by division, and by year inside. Three queries.

    :raises ContentsNotFound: no such volume, or none that the viewer may see.
    """
    if not Volume.objects.visible_to(viewer).filter(pk=pk).exists():
        raise ContentsNotFound("There is no such volume here.")
    documents = Document.objects.visible_to(viewer).filter(volume_id=pk)
    entries = _entries(documents.order_by("volume_position"), "division_id", language)
    return Contents(len(entries), _by_division(_divisions(pk), entries, language))


def contents_of_file(pk: int, *, viewer: Viewer, language: str) -> Contents:
    """Read an archival file's documents, by year. Two queries.

    :raises ContentsNotFound: no such file, or none that the viewer may see.
    """
    if not Unit.objects.visible_to(viewer).filter(pk=pk).exists():
        raise ContentsNotFound("There is no such file here.")
    documents = Document.objects.visible_to(viewer).filter(unit_id=pk)
    entries = _entries(documents.order_by("unit_position"), "unit_id", language)
    return Contents(len(entries), _by_year([e for e, _ in entries], key="y", depth=0))


def _entries(
    documents: QuerySet[Document], group: str, language: str
) -> list[tuple[ContentsEntry, int | None]]:
    read = list(documents.only(*LIST_FIELDS, "number", group))
    titles = [shown_title(document, language=language) for document in read]
    times = Counter(titles)
    return [
        (
            ContentsEntry(
                identifier=document.identifier,
                title=title,
                number=document.number,
                year=_year(document),
                date=_date(document, language) if times[title] > 1 else "",
            ),
            getattr(document, group),
        )
        for document, title in zip(read, titles, strict=True)
    ]


def _date(document: Document, language: str) -> str:
    when = date_of(document)
    return date_words(when.edtf, language, calendar=when.calendar) if when.edtf else ""


def _year(document: Document) -> str:
    first, last = document.date_earliest, document.date_latest
    return str(first.year) if first and last and first.year == last.year else ""


def _divisions(volume_id: int) -> list[Division]:
    return list(Division.objects.filter(volume_id=volume_id).order_by("position"))


def _by_division(
    divisions: list[Division],
    entries: list[tuple[ContentsEntry, int | None]],
    language: str,
) -> tuple[ContentsGroup, ...]:
    """Nest the divisions; documents outside every division stand in runs where they are printed."""
    own: dict[int | None, list[ContentsEntry]] = {}
    for entry, division_id in entries:
        own.setdefault(division_id, []).append(entry)
    children: dict[int | None, list[Division]] = {}
    for division in divisions:
        children.setdefault(division.parent_id, []).append(division)

    def group(division: Division, depth: int) -> ContentsGroup | None:
        inner = [g for c in children.get(division.pk, []) if (g := group(c, depth + 1))]
        mine = own.get(division.pk, [])
        if not inner and not mine:
            return None
        key = f"d{division.pk}"
        years = _by_year(mine, key=f"{key}y", depth=depth + 1)
        title = division.titles.get(language) or division.title
        is_one_year = len({entry.year for entry in mine if entry.year}) <= 1
        flat = tuple(mine) if is_one_year else ()
        return ContentsGroup(key, title, depth, flat, (*(years if not flat else ()), *inner))

    parts = [g for d in children.get(None, []) if (g := group(d, 0))]
    loose = own.get(None, [])
    if not parts:
        return _by_year(loose, key="y", depth=0)
    return _with_loose(parts, loose, entries)


def _with_loose(
    parts: list[ContentsGroup],
    loose: list[ContentsEntry],
    entries: list[tuple[ContentsEntry, int | None]],
) -> tuple[ContentsGroup, ...]:
    """Put front and back matter before and after the parts."""
    first = next((i for i, (_, division) in enumerate(entries) if division is not None), 0)
    before = tuple(e for e, _ in entries[:first])
    after = tuple(e for e in loose if e not in set(before))
    front = (ContentsGroup("front", "", 0, before),) if before else ()
    back = (ContentsGroup("back", "", 0, after),) if after else ()
    return (*front, *parts, *back)


def _by_year(entries: list[ContentsEntry], *, key: str, depth: int) -> tuple[ContentsGroup, ...]:
    """Cut a list into runs of one year; what has no year goes with what it stands behind.

    A list in which fewer than half have a year stays whole: its years would mislead.
    """
    if 2 * sum(bool(entry.year) for entry in entries) < len(entries):
        return (ContentsGroup(f"{key}0", "", depth, tuple(entries)),)
    runs: list[tuple[str, list[ContentsEntry]]] = []
    for entry in entries:
        year = entry.year or (runs[-1][0] if runs else "")
        if not runs or runs[-1][0] != year:
            runs.append((year, []))
        runs[-1][1].append(entry)
    return tuple(
        ContentsGroup(f"{key}{n}", year, depth, tuple(own)) for n, (year, own) in enumerate(runs)
    )
