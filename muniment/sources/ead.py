"""Read EAD finding aids (2002 and 3): the whole tree of components, every word of it kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from muniment.core.dates import DateNotUnderstood, PartialDate, between, parse_edtf, unknown
from muniment.core.text.linearise import count_characters
from muniment.sources.eadtext import paragraphs, text_in_parts
from muniment.sources.files import PackageFile
from muniment.sources.languages import language_tag
from muniment.sources.markup import Element, child, language_of, line_of, local, text_of
from muniment.sources.model import Level, Problems, SourceRepository, SourceUnit
from muniment.sources.surfaces import shortened
from muniment.sources.wording import counted

SEPARATOR = " · "
_CHAIN = " › "
_COMPONENT = re.compile(r"^c(0[1-9]|1[0-2])?$")
_LEVELS = {
    "fonds": "FONDS",
    "recordgrp": "FONDS",
    "subfonds": "SUBFONDS",
    "subgrp": "SUBFONDS",
    "series": "SERIES",
    "subseries": "SUBSERIES",
    "file": "FILE",
    "item": "ITEM",
}
_INTERNAL_ID = re.compile(r"^(aspace|archivesspace|atk?\b|archon|uri$)", re.IGNORECASE)
_DIGITAL = frozenset(("dao", "daogrp", "daoset"))
_DID_FIELDS = frozenset(
    "unittitle unitid unitdate unitdatestructured physdesc physdescset physdescstructured "
    "container physloc dao daogrp daoset".split()
)


@dataclass(slots=True)
class FindingAid:
    """What one EAD file holds: its units, parents first, its title and its repository."""

    title: str
    units: list[SourceUnit] = field(default_factory=list)
    repository: SourceRepository | None = None


def read_ead(
    root: Element, file: PackageFile, *, is_taken: Callable[[str], bool], problems: Problems
) -> FindingAid | None:
    """Read a finding aid; None, with an error noted, if it describes nothing.

    Keys are the components' ids; a key that `is_taken` or an id used twice gets a number.
    """
    archdesc = next(root.iter("{*}archdesc"), None)
    if archdesc is None:
        problems.add(
            Level.ERROR,
            "ead-empty",
            "The finding aid has no archdesc, so it describes nothing.",
            cure="Export it again with the description.",
            file=file.name,
        )
        return None
    reader = _Reader(root, file, is_taken)
    reader.component(archdesc, parent="")
    reader.report(problems)
    did = child(archdesc, "did")
    return FindingAid(
        title=_title_proper(root) or (reader.units[0].title if reader.units else file.stem),
        units=reader.units,
        repository=_repository(did),
    )


def _title_proper(root: Element) -> str:
    for element in root.iter("{*}titleproper"):
        if element.get("type") != "filing" and (text := text_of(element)):
            return text
    return ""


def _repository(did: Element | None) -> SourceRepository | None:
    holder = child(did, "repository") if did is not None else None
    if holder is None:
        return None
    name = child(holder, "corpname", "name", "famname", "persname")
    text = text_in_parts(name if name is not None else holder)
    return SourceRepository(text) if text else None


class _Reader:
    def __init__(self, root: Element, file: PackageFile, is_taken: Callable[[str], bool]) -> None:
        self.units: list[SourceUnit] = []
        self._file, self._is_taken = file, is_taken
        self._used: set[str] = set()
        self._renamed: list[str] = []
        self._bad_dates: list[str] = []
        self._listed: Counter[str] = Counter()
        self._root_id = next((text_of(e) for e in root.iter("{*}eadid", "{*}recordid")), "")
        header = child(root, "eadheader", "control")
        self._header_characters = count_characters(text_of(header))
        self._header_characters -= count_characters(_title_proper(root))

    def component(self, element: Element, *, parent: str) -> str:
        """Read a component and those below it, and give its key."""
        key = self._key(element, parent)
        self.units.append(self._unit(element, key, parent))
        for inner in _components(element):
            self.component(inner, parent=key)
        return key

    def _key(self, element: Element, parent: str) -> str:
        own = (element.get("id") or "").strip() or ("" if parent else self._root_id)
        wanted = own or f"{parent or self._file.stem}.{len(self.units) + 1}"
        key, number = wanted, 2
        while key in self._used or self._is_taken(key):
            key, number = f"{wanted}-{number}", number + 1
        if own and key != own:
            self._renamed.append(own)
        self._used.add(key)
        return key

    def _unit(self, element: Element, key: str, parent: str) -> SourceUnit:
        did = child(element, "did")
        parts = list(did) if did is not None else []
        codes, internal = _codes(parts)
        self._listed.update({"internal identifiers": sum(map(count_characters, internal))})
        titles = [e for e in parts if local(e) == "unittitle"]
        dates = self._dates(parts)
        title = text_in_parts(titles[0]) if titles else ""
        translated, others = _further_titles(titles)
        return SourceUnit(
            key=key,
            parent=parent,
            level=_level(element),
            title=title or (dates.wording if dates else "") or (codes[0] if codes else key),
            reference_code=codes[0] if codes else "",
            dates=dates,
            extent=SEPARATOR.join(_extents(parts)),
            scope="\n\n".join(_scope(element, parts, codes[1:], others)),
            languages=_languages(parts),
            containers=SEPARATOR.join(_containers(parts)),
            digital_objects=_digital_objects(element, parts),
            titles=tuple(translated.items()),
            file=self._file.name,
            line=line_of(element),
        )

    def _dates(self, parts: list[Element]) -> PartialDate | None:
        elements = [e for e in parts if local(e) in {"unitdate", "unitdatestructured"}]
        elements += [d for e in parts if local(e) == "unittitle" for d in e.iter("{*}unitdate")]
        if not elements:
            return None
        wording = SEPARATOR.join(_date_wording(e) for e in elements)
        ranges = [r for e in elements if not _is_bulk(e) for r in _normal_ranges(e)]
        ranges = ranges or [r for e in elements for r in _normal_ranges(e)]
        if not ranges:
            return unknown(wording)
        start = min((r[0] for r in ranges if r[0]), default="")
        end = max((r[1] for r in ranges if r[1]), default="")
        try:
            date = between(start, end, wording=wording, is_span=True)
            if any(e.get("certainty") for e in elements) and "/" not in date.edtf:
                date = parse_edtf(date.edtf + "~", wording=wording)
        except DateNotUnderstood:
            self._bad_dates.append(f"{start}/{end}")
            return unknown(wording)
        return date

    def report(self, problems: Problems) -> None:
        """Note, in aggregate, what was renamed, not understood or not shown."""
        note = _Notes(problems, self._file.name)
        if self._renamed:
            note.add(
                Level.WARNING,
                "ead-id",
                f"{counted(len(self._renamed), 'component has', 'components have')} an id that is "
                f"used before; each got a number behind it: {shortened(self._renamed)}.",
                "Give every component an id of its own.",
            )
        if self._bad_dates:
            note.add(
                Level.WARNING,
                "ead-date",
                f"{counted(len(self._bad_dates), 'date has', 'dates have')} a normal form that is "
                f"no date; the wording is kept: {shortened(self._bad_dates)}.",
                "Write @normal as 1939-03-08 or 1939/1941.",
            )
        hidden = self._listed["internal identifiers"]
        if hidden:
            note.add(
                Level.NOTICE,
                "ead-internal-ids",
                f"{hidden:,} characters of identifiers of the cataloguing system are not shown.",
                "Nothing need be done.",
            )
        if self._header_characters > 0:
            note.add(
                Level.NOTICE,
                "ead-header",
                f"{self._header_characters:,} characters of the finding aid's own header (its "
                "making, publication and revisions) are not shown.",
                "Nothing need be done; the file itself is kept.",
            )


@dataclass(frozen=True, slots=True)
class _Notes:
    problems: Problems
    file: str

    def add(self, level: Level, code: str, message: str, cure: str) -> None:
        self.problems.add(level, code, message, cure=cure, file=self.file)


def _components(element: Element) -> list[Element]:
    found: list[Element] = []
    for inner in element:
        name = local(inner)
        if _COMPONENT.match(name):
            found.append(inner)
        elif name == "dsc":
            found.extend(_components(inner))
    return found


def _level(element: Element) -> str:
    level = (element.get("level") or "").strip()
    if level.lower() in {"otherlevel", ""}:
        level = (element.get("otherlevel") or "").strip() or "unit"
    return _LEVELS.get(level.lower(), level.upper())[:40]


def _codes(parts: list[Element]) -> tuple[list[str], list[str]]:
    """Give the reference codes, and the identifiers that only a cataloguing system uses."""
    codes: list[str] = []
    internal: list[str] = []
    for element in parts:
        if local(element) != "unitid" or not (text := text_of(element)):
            continue
        kind = element.get("type") or element.get("localtype") or ""
        (internal if _INTERNAL_ID.match(kind) else codes).append(text)
    return codes, internal


def _further_titles(titles: list[Element]) -> tuple[dict[str, str], list[str]]:
    """Give the titles behind the first: by language, and those that have no place there."""
    translated: dict[str, str] = {}
    others: list[str] = []
    for element in titles[1:]:
        text, language = text_in_parts(element), language_of(element)
        if text and language and language not in translated:
            translated[language] = text
        elif text:
            others.append(text)
    if titles and (language := language_of(titles[0])):
        translated.setdefault(language, text_in_parts(titles[0]))
    return translated, others


def _is_bulk(element: Element) -> bool:
    return (element.get("type") or element.get("unitdatetype")) == "bulk"


def _date_wording(element: Element) -> str:
    text = text_in_parts(element)
    return f"bulk {text}" if _is_bulk(element) and "bulk" not in text.lower() else text


def _normal_ranges(element: Element) -> list[tuple[str, str]]:
    """Give the (start, end) of a date in normal form: @normal, or EAD3's structured dates."""
    normal = (element.get("normal") or "").strip()
    if normal:
        start, slash, end = normal.partition("/")
        return [(_dashed(start), _dashed(end) if slash else _dashed(start))]
    found: list[tuple[str, str]] = []
    for inner in element.iter("{*}datesingle", "{*}daterange"):
        if local(inner) == "datesingle":
            day = inner.get("standarddate") or inner.get("notbefore") or ""
            found.append((day, inner.get("notafter") or day))
        else:
            ends = (child(inner, "fromdate"), child(inner, "todate"))
            start, end = (e.get("standarddate", "") if e is not None else "" for e in ends)
            found.append((start, end))
    return [pair for pair in found if pair != ("", "")]


def _dashed(text: str) -> str:
    """Write 19390308 as 1939-03-08; 9999 stands for an open end."""
    text = text.strip()
    if re.fullmatch(r"\d{8}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return "" if text.startswith("9999") else text


def _extents(parts: list[Element]) -> list[str]:
    kinds = {"physdesc", "physdescset", "physdescstructured"}
    found = [
        text_in_parts(e, between=SEPARATOR if local(e) == "physdesc" else " ")
        for e in parts
        if local(e) in kinds
    ]
    return [text for text in found if text]


def _languages(parts: list[Element]) -> tuple[str, ...]:
    found: list[str] = []
    for material in (e for e in parts if local(e) == "langmaterial"):
        for element in material.iter("{*}language"):
            tag = language_tag(element.get("langcode") or text_of(element))
            if tag and tag not in found:
                found.append(tag)
    return tuple(found)


def _containers(parts: list[Element]) -> list[str]:
    """Write each chain of containers ("box 4 › folder 2"), behind where they stand."""
    found = [text for e in parts if local(e) == "physloc" and (text := text_of(e))]
    boxes = [e for e in parts if local(e) == "container"]
    by_id = {e.get("id"): e for e in boxes if e.get("id")}
    within = {e.get("parent") for e in boxes if e.get("parent")}
    for box in boxes:
        if box.get("id") and box.get("id") in within:
            continue
        chain: list[Element] = []
        at: Element | None = box
        while at is not None and at not in chain:
            chain.insert(0, at)
            at = by_id.get(at.get("parent") or "")
        found.append(_CHAIN.join(_container(e) for e in chain))
    return found


def _container(element: Element) -> str:
    kind = element.get("type") or element.get("localtype") or ""
    return f"{kind} {text_of(element)}".strip()


_HREFS = ("{http://www.w3.org/1999/xlink}href", "href")


def _digital_objects(element: Element, parts: list[Element]) -> tuple[str, ...]:
    found: list[str] = []
    for holder in [*parts, *element]:
        if local(holder) not in _DIGITAL:
            continue
        for inner in holder.iter():
            href = next((inner.get(name) for name in _HREFS if inner.get(name)), "")
            if href and href not in found:
                found.append(href)
    return tuple(found)


def _scope(
    element: Element, parts: list[Element], codes: list[str], titles: list[str]
) -> list[str]:
    """Write everything that has no field of its own as paragraphs, in the file's order."""
    found = [f"Other reference code: {code}" for code in codes]
    found += titles
    for part in parts:
        name = local(part)
        if name in _DIGITAL or (name and name not in _DID_FIELDS):
            found += paragraphs(part)
    for inner in element:
        name = local(inner)
        if name == "did" or _COMPONENT.match(name) or not name:
            continue
        if name == "dsc":
            found += [
                text
                for e in inner
                if local(e) and not _COMPONENT.match(local(e))
                for text in paragraphs(e)
            ]
        else:
            found += paragraphs(inner)
    return found
