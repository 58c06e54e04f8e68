"""Read METS: which files are the pages of one object, in what order, and what MODS says of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from muniment.core.dates import DateNotUnderstood, PartialDate, between, parse_iso, unknown
from muniment.sources.files import FileKind, PackageFile, natural_key
from muniment.sources.languages import language_tag
from muniment.sources.markup import Element, children, local, text_of
from muniment.sources.model import PersonMention, PersonRole
from muniment.sources.surfaces import is_remote

_HREF = "{http://www.w3.org/1999/xlink}href"
_NOT_MASTERS = ("thumb", "min", "download", "teaser", "preview")
_MASTERS = ("master", "original", "max", "default", "img", "image", "presentation")


@dataclass(frozen=True, slots=True)
class MetsPage:
    """A page of the physical structure: its files by the group that they belong to."""

    label: str
    files: dict[str, str]  # group → href


@dataclass(slots=True)
class Mods:
    """The bibliographic description as far as a document has fields for it."""

    title: str = ""
    date: PartialDate | None = None
    people: tuple[PersonMention, ...] = ()
    languages: tuple[str, ...] = ()
    identifier: str = ""
    reference_code: str = ""
    repository: str = ""
    rights: str = ""
    place: str = ""
    physical_form: str = ""
    description: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class MetsObject:
    """One METS file: its pages in order, its groups of files in the file's order."""

    pages: list[MetsPage] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    hrefs: tuple[str, ...] = ()  # of every file, whatever its group
    mods: Mods = field(default_factory=Mods)
    contents: tuple[str, ...] = ()  # labels of the logical structure


def read_mets(root: Element) -> MetsObject:
    """Read a METS file; pages follow the physical structMap, else the order of the files."""
    hrefs: dict[str, tuple[str, str]] = {}
    found = MetsObject()
    for group in root.iter("{*}fileGrp"):
        use = group.get("USE") or group.get("ID") or f"group {len(found.groups) + 1}"
        files = children(group, "file")
        if files and use not in found.groups:
            found.groups.append(use)
        for file in files:
            locator = next(iter(children(file, "FLocat")), None)
            if locator is not None and file.get("ID"):
                hrefs[file.get("ID", "")] = (use, locator.get(_HREF, ""))
    found.hrefs = tuple(href for _, href in hrefs.values())
    found.pages = _pages(root, hrefs) or _pages_without_map(hrefs)
    found.mods = _read_mods(root)
    found.contents = _contents(root)
    return found


def _pages(root: Element, hrefs: dict[str, tuple[str, str]]) -> list[MetsPage]:
    maps = list(root.iter("{*}structMap"))
    physical = [m for m in maps if (m.get("TYPE") or "").lower() == "physical"] or maps[:1]
    pages: list[tuple[float, int, MetsPage]] = []
    for structure in physical:
        for div in structure.iter("{*}div"):
            files: dict[str, str] = {}
            for pointer in div.iterchildren("{*}fptr"):
                for target in [pointer, *pointer.iter("{*}area")]:
                    if known := hrefs.get(target.get("FILEID", "")):
                        files.setdefault(*known)
            if files and (div.get("TYPE") or "page").lower() != "physsequence":
                label = div.get("ORDERLABEL") or div.get("LABEL") or div.get("ORDER") or ""
                pages.append((_order(div), len(pages), MetsPage(label.strip(), files)))
    return [page for _, _, page in sorted(pages, key=lambda entry: entry[:2])]


def _order(div: Element) -> float:
    order = div.get("ORDER", "")
    return float(order) if order.isdecimal() else float("inf")


def _pages_without_map(hrefs: dict[str, tuple[str, str]]) -> list[MetsPage]:
    groups: dict[str, list[str]] = defaultdict(list)
    for use, href in hrefs.values():
        groups[use].append(href)
    for hrefs_of_group in groups.values():
        hrefs_of_group.sort(key=natural_key)
    longest = max(map(len, groups.values()), default=0)
    return [
        MetsPage(str(n + 1), {use: of[n] for use, of in groups.items() if n < len(of)})
        for n in range(longest)
    ]


def _contents(root: Element) -> tuple[str, ...]:
    labels: list[str] = []
    for structure in root.iter("{*}structMap"):
        if (structure.get("TYPE") or "").lower() == "logical":
            labels += [e.get("LABEL", "").strip() for e in structure.iter("{*}div")]
    return tuple(label for label in labels if label)


# Which group of files is read --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MetsChoice:
    """The groups that are read: images and texts, and those left aside that hold texts too."""

    images: str = ""
    texts: str = ""
    left: tuple[str, ...] = ()


def choose_groups(
    mets: MetsObject,
    resolve: Callable[[str], PackageFile | None],
    weigh: Callable[[PackageFile], int],
) -> MetsChoice:
    """Choose the group of images that are masters and the group of texts that says the most.

    `weigh` counts the characters of one text file; only the first page of a group that is there
    is weighed.
    """
    images: list[str] = []
    texts: list[tuple[str, int]] = []
    for group in mets.groups:
        named = (resolve(page.files[group]) for page in mets.pages if group in page.files)
        file = next((found for found in named if found), None)
        if file and file.kind == FileKind.IMAGE:
            images.append(group)
        elif file and file.kind in {FileKind.ALTO, FileKind.PAGE}:
            texts.append((group, weigh(file)))
    best = max(texts, key=lambda entry: entry[1])[0] if texts else ""
    return MetsChoice(
        images=min(images, key=_image_rank) if images else "",
        texts=best,
        left=tuple(group for group, _ in texts if group != best),
    )


def _image_rank(group: str) -> int:
    name = group.lower()
    if any(word in name for word in _NOT_MASTERS):
        return len(_MASTERS) + 1
    return next((n for n, word in enumerate(_MASTERS) if word in name), len(_MASTERS))


def resolve_href(href: str, mets: PackageFile, files: dict[str, PackageFile]) -> PackageFile | None:
    """Find the file of the package that a METS file points to; never outside, never remote."""
    if not href or (is_remote(href) and not href.startswith("file:")):
        return None
    name = unquote(re.sub("^file:(//)?", "", href)).removeprefix("./").lstrip("/")
    folder = mets.folder
    while True:
        joined = f"{folder}/{name}" if folder else name
        if joined in files:
            return files[joined]
        if not folder:
            return None
        folder = folder.rpartition("/")[0]


# MODS --------------------------------------------------------------------------------------------


def _read_mods(root: Element) -> Mods:
    record = next(root.iter("{*}mods"), None)
    if record is None:
        return Mods(title=root.get("LABEL", "").strip())
    own = [e for e in record if local(e) and local(e) != "relatedItem"]
    rights = [e for e in own if local(e) == "accessCondition"]
    return Mods(
        title=_title(own) or root.get("LABEL", "").strip(),
        date=_date(own),
        people=_people(own),
        languages=_languages(own),
        identifier=_first(own, "identifier"),
        reference_code=_inner(own, "location", "shelfLocator"),
        repository=_inner(own, "location", "physicalLocation"),
        rights=" ".join(text_of(e) for e in rights if text_of(e)),
        place=_inner(own, "originInfo", "placeTerm"),
        physical_form=_inner(own, "physicalDescription", "extent"),
        description=_first(own, "abstract"),
        facts=_facts(own),
    )


def _first(own: Sequence[Element], name: str) -> str:
    return next((text for e in own if local(e) == name and (text := text_of(e))), "")


def _inner(own: Sequence[Element], name: str, inner: str) -> str:
    for element in own:
        if local(element) == name:
            for found in element.iter(f"{{*}}{inner}"):
                if text := text_of(found):
                    return text
    return ""


def _title(own: Sequence[Element]) -> str:
    infos = [e for e in own if local(e) == "titleInfo"]
    infos.sort(key=lambda e: bool(e.get("type")))  # the main title has no type
    for info in infos:
        parts = {name: _text_in(info, name) for name in ("nonSort", "title", "subTitle")}
        title = " ".join(p for p in (parts["nonSort"], parts["title"]) if p)
        title = f"{title}: {parts['subTitle']}" if parts["subTitle"] else title
        number = [_text_in(info, name) for name in ("partNumber", "partName")]
        if title:
            return ". ".join([title, *(n for n in number if n)])
    return ""


def _text_in(element: Element, name: str) -> str:
    return next((text_of(e) for e in children(element, name)), "")


def _date(own: Sequence[Element]) -> PartialDate | None:
    found: list[Element] = []
    for info in (e for e in own if local(e) == "originInfo"):
        found += [e for e in info if local(e) in {"dateCreated", "dateIssued", "copyrightDate"}]
    found.sort(key=lambda e: (e.get("keyDate") != "yes", local(e) != "dateCreated"))
    if not found:
        return None
    points = {e.get("point"): text_of(e) for e in found if e.get("point")}
    wording = text_of(found[0])
    try:
        if "start" in points:
            start, end = points["start"], points.get("end", "")
            return between(start, end, wording=f"{start}–{end}", is_span=True)
        return parse_iso(wording, wording=wording)
    except DateNotUnderstood:
        return unknown(wording)


_AUTHORS = frozenset({"aut", "author", "cre", "creator"})
_RECIPIENTS = frozenset({"rcp", "recipient", "addressee"})


def _people(own: Sequence[Element]) -> tuple[PersonMention, ...]:
    found: list[PersonMention] = []
    for element in own:
        if local(element) != "name":
            continue
        roles = {text_of(e).lower() for e in element.iter("{*}roleTerm")}
        wording = _name(element)
        ref = element.get("valueURI") or ""
        if wording and (not roles or roles & _AUTHORS):
            found.append(PersonMention(PersonRole.AUTHOR, wording, ref))
        elif wording and roles & _RECIPIENTS:
            found.append(PersonMention(PersonRole.RECIPIENT, wording, ref))
    return tuple(found)


def _name(element: Element) -> str:
    if shown := _text_in(element, "displayForm"):
        return shown
    parts = [e for e in children(element, "namePart") if e.get("type") != "date"]
    by_type = {e.get("type"): text_of(e) for e in parts}
    if "family" in by_type:
        return ", ".join(by_type[k] for k in ("family", "given") if by_type.get(k))
    return " ".join(text_of(e) for e in parts)


def _languages(own: Sequence[Element]) -> tuple[str, ...]:
    found: list[str] = []
    for element in own:
        if local(element) == "language":
            for term in element.iter("{*}languageTerm"):
                tag = language_tag(text_of(term))
                if tag and tag not in found:
                    found.append(tag)
    return tuple(found)


def _facts(own: Sequence[Element]) -> tuple[tuple[str, str], ...]:
    rows = [
        ("Publisher", _inner(own, "originInfo", "publisher")),
        ("Edition", _inner(own, "originInfo", "edition")),
        ("Genre", _first(own, "genre")),
    ]
    rows += [("Identifier", text_of(e)) for e in own if local(e) == "identifier" and text_of(e)]
    rows += [("Note", text_of(e)) for e in own if local(e) == "note" and text_of(e)]
    return tuple((label, value) for label, value in rows if value)
