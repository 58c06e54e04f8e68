"""Make documents of pages that are files of their own: which belong together, in what order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from lxml import etree

from muniment.core.dates import DateNotUnderstood, PartialDate, parse_iso
from muniment.core.text.linearise import count_characters
from muniment.core.text.model import Origin, TextKind
from muniment.sources.alto import read_alto
from muniment.sources.files import FileKind, PackageFile, natural_key
from muniment.sources.languages import guess_language, language_in_name
from muniment.sources.markup import Element, local, parse_xml
from muniment.sources.model import Level, Problems, SourceDocument, SourceText
from muniment.sources.pagetext import Page, PlacedPage, build_text
from muniment.sources.pagexml import read_page_xml
from muniment.sources.settings import PackageSettings
from muniment.sources.surfaces import SurfaceBook, label_from_stem

_NUMBERED = re.compile(r"^(?P<before>.*?)(?P<number>\d+)(?P<side>[rv])?(?P<after>\D*)$", re.DOTALL)
_DAY = re.compile(
    r"(?<!\d)(?P<year>1\d{3}|20\d{2})(?P<mark>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_GENERIC_FOLDERS = frozenset(
    "alto page pages pagexml xml img images image scans data text texts ocr fulltext".split()
)
_HEAD_BYTES = 64 << 10


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to read: its text file, its image, or both."""

    text: PackageFile | None
    surface: str = ""
    label: str = ""


@dataclass(slots=True)
class PlannedDocument:
    """A document made of pages, before any of their texts is read."""

    key: str
    title: str
    source: str
    pages: list[PlannedPage] = field(default_factory=list)
    date: PartialDate | None = None
    language: str = ""
    base: SourceDocument | None = None  # what METS says of it


def plan_documents(
    texts: Sequence[PackageFile],
    images: Sequence[PackageFile],
    book: SurfaceBook,
    settings: PackageSettings,
) -> list[PlannedDocument]:
    """Gather page files into documents: by the name before the page number, unless told otherwise.

    Images without text join the pages that are called like them.
    """
    by = settings.group_pages_by or "name"
    groups: dict[tuple[str, str], list[tuple[PackageFile, PackageFile | None]]] = defaultdict(list)
    taken: set[str] = set()
    for text in texts:
        image = book.index.find(image_named_in(text) or text.stem, near=text.name)
        image = image or book.index.find(text.stem, near=text.name)
        if image:
            taken.add(image.name)
        groups[_group(text, by)].append((text, image))
    for image in images:
        group = _group(image, by)
        if image.name not in taken and (not texts or group in groups):
            group = group if texts else (image.folder, "")
            groups[group].append((image, image))
    plans = [_plan(group, files, groups, book, settings) for group, files in groups.items()]
    return _with_unique_keys(plans)


def _group(file: PackageFile, by: str) -> tuple[str, str]:
    if by == "folder":
        return file.folder, ""
    found = _NUMBERED.match(file.stem)
    if by == "file" or not found or _ends_with_day(file.stem):
        return file.folder, file.stem
    return file.folder, found["before"] + "#" + found["after"]


def _ends_with_day(stem: str) -> bool:
    days = list(_DAY.finditer(stem))
    return bool(days) and not re.search(r"\d", stem[days[-1].end() :])


def _plan(
    group: tuple[str, str],
    files: list[tuple[PackageFile, PackageFile | None]],
    groups: dict[tuple[str, str], list[tuple[PackageFile, PackageFile | None]]],
    book: SurfaceBook,
    settings: PackageSettings,
) -> PlannedDocument:
    folder, pattern = group
    files.sort(key=lambda pair: natural_key(pair[0].name))
    is_alone = sum(1 for other, _ in groups if other == folder) == 1
    name = _document_name(folder, pattern, is_alone, files[0][0])
    plan = PlannedDocument(
        key=name,
        title=re.sub(r"[_\s]+", " ", name).strip() or settings.title or name,
        source=files[0][0].name,
        date=date_in_name(pattern) or date_in_name(folder.rpartition("/")[2]),
        language=settings.pages_language
        or language_in_name(pattern)
        or language_in_name(folder)
        or settings.language,
    )
    for file, image in files:
        label = label_from_stem(file.stem)
        surface = book.add(image, label=label) if image else ""
        text = None if file is image else file
        plan.pages.append(PlannedPage(text, surface, label))
    return plan


def _document_name(folder: str, pattern: str, is_alone: bool, first: PackageFile) -> str:
    """Name a document by what its pages' names share, or by a folder that holds nothing else."""
    last = folder.rpartition("/")[2]
    shared = pattern.partition("#")[0].rstrip("_-. ([") if "#" in pattern else pattern
    if (is_alone or not shared) and last and last.casefold() not in _GENERIC_FOLDERS:
        return last
    return shared or last or first.stem


def _with_unique_keys(plans: list[PlannedDocument]) -> list[PlannedDocument]:
    used: dict[str, int] = defaultdict(int)
    for plan in plans:
        used[plan.key] += 1
    for plan in plans:
        if used[plan.key] > 1:
            plan.key = f"{plan.source.rpartition('/')[0]}/{plan.key}:{plan.pages[0].label}"
    return plans


def date_in_name(name: str) -> PartialDate | None:
    """Find a day in a file name: 19380509, 1938-05-09."""
    found = _DAY.search(name)
    if not found:
        return None
    try:
        return parse_iso(f"{found['year']}-{found['month']}-{found['day']}")
    except DateNotUnderstood:
        return None


def image_named_in(file: PackageFile) -> str:
    """Give the image's name that an ALTO or PAGE file writes, "" if none."""
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        with file.path.open("rb") as stream:
            parser.feed(stream.read(_HEAD_BYTES))
    except (OSError, etree.XMLSyntaxError):
        return ""
    try:
        for event, found in parser.read_events():
            element = cast("Element", found)
            name = local(element)
            if event == "end" and name == "fileName" and element.text:
                return str(element.text).strip()
            if event == "start" and name == "Page":
                return str(element.get("imageFilename") or "")
    except etree.XMLSyntaxError:
        pass
    return ""


def read_pages(file: PackageFile, problems: Problems) -> list[Page] | None:
    """Read the pages of an ALTO or PAGE file, None with an error noted if it is damaged."""
    root = parse_xml(file, problems)
    if root is None:
        return None
    reader = read_page_xml if _is_page_xml(file, root) else read_alto
    pages = reader(root, name=file.name)
    dropped = sum(page.alternatives for page in pages)
    if dropped:
        problems.add(
            Level.NOTICE,
            "readings-dropped",
            f"{dropped:,} second machine readings of lines or words are not kept.",
            cure="Nothing need be done; the first reading of each is shown.",
            file=file.name,
        )
    return pages


def _is_page_xml(file: PackageFile, root: Element) -> bool:
    return file.kind == FileKind.PAGE or str(root.tag).endswith("PcGts")


def read_planned(
    plan: PlannedDocument, book: SurfaceBook, settings: PackageSettings, problems: Problems
) -> SourceDocument:
    """Read the pages of a planned document; if one is damaged, with an error and without text."""
    placed: list[PlacedPage] = []
    is_whole = True
    for planned in plan.pages:
        pages = read_pages(planned.text, problems) if planned.text else [Page(plan.source)]
        if pages is None:
            is_whole = False
            continue
        placed.extend(_place(page, planned, len(pages), book) for page in pages)
    if not is_whole:
        problems.add(
            Level.ERROR,
            "document-damaged",
            f'The document "{plan.title}" is left out, since a page of it cannot be read.',
            cure="Correct that page and import again.",
            file=plan.source,
            document=plan.key,
        )
        return _empty(plan)
    return _document(plan, placed, settings)


def _place(page: Page, planned: PlannedPage, count: int, book: SurfaceBook) -> PlacedPage:
    surface = planned.surface if count == 1 else ""
    known = book.surfaces.get(surface)
    scale = (1.0, 1.0)
    if known and known.width_px and page.width and page.height:
        scale = (known.width_px / page.width, known.height_px / page.height)
    return PlacedPage(page, surface, page.label or planned.label, scale)


def _empty(plan: PlannedDocument) -> SourceDocument:
    if plan.base:
        return replace(plan.base)
    return SourceDocument(plan.key, plan.source, 1, plan.title, date=plan.date)


def _document(
    plan: PlannedDocument, placed: list[PlacedPage], settings: PackageSettings
) -> SourceDocument:
    document = _empty(plan)
    document.surfaces = tuple(p.surface for p in placed if p.surface)
    document.source_characters = sum(p.page.source_characters for p in placed)
    if any(p.page.regions for p in placed):
        language = plan.language or _language_of(placed)
        tree, lines = build_text(placed, language=language)
        origin = settings.pages_origin or Origin.MACHINE_READ
        document.texts = [
            SourceText(TextKind.TRANSCRIPTION, language, tree, origin=origin, lines=lines)
        ]
        document.languages = document.languages or ((language,) if language else ())
    return document


def _language_of(placed: list[PlacedPage]) -> str:
    said: dict[str, int] = defaultdict(int)
    text: list[str] = []
    for one in placed:
        said[one.page.lang] += 1
        for line in one.page.lines():
            text.append(line.text)
            if line.lang:
                said[line.lang] += count_characters(line.text)
    said.pop("", None)
    return max(said, key=lambda tag: said[tag]) if said else guess_language("\n".join(text))
