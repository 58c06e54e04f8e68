"""Read registers of people: tables with flexible headers, and XML with one person in a file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from muniment.core.dates import PartialDate
from muniment.core.slugs import slugify
from muniment.sources.files import PackageFile
from muniment.sources.languages import language_tag
from muniment.sources.loosedates import read_loose_date
from muniment.sources.markup import Element, children, line_of, local, text_of
from muniment.sources.model import SourcePerson, SourcePersonName
from muniment.sources.tables import Table

COLUMNS: dict[str, frozenset[str]] = {
    "id": frozenset(
        {"id", "xml id", "xml:id", "key", "ref", "identifier", "person id", "code", "ид"}
    ),
    "name": frozenset(
        {"name", "primary name", "preferred name", "full name", "display name", "persname"}
        | {"person", "имя", "фио", "nom", "label"}
    ),
    "surname": frozenset({"surname", "family name", "last name", "фамилия", "nachname"}),
    "forename": frozenset(
        {"forename", "forenames", "first name", "given name", "given names", "vorname"}
        | {"имя отчество", "prénom"}
    ),
    "patronymic": frozenset({"patronymic", "отчество"}),
    "variants": frozenset(
        {"variants", "variant", "name variants", "synonyms", "alternative names", "alt names"}
        | {"other names", "also known as", "aliases", "pseudonyms", "варианты"}
    ),
    "birth": frozenset(
        {"birth", "birth date", "date of birth", "born", "birth year", "year of birth"}
        | {"дата рождения", "год рождения", "geburt"}
    ),
    "death": frozenset(
        {"death", "death date", "date of death", "died", "death year", "year of death"}
        | {"дата смерти", "год смерти", "tod"}
    ),
    "office": frozenset(
        {"occupation", "occupations", "occupations roles and or titles", "office", "offices"}
        | {"role", "roles", "position", "profession", "должность", "род занятий"}
    ),
    "description": frozenset(
        {"note", "notes", "description", "general notes on person", "bio", "biography"}
        | {"remarks", "примечание", "примечания", "описание"}
    ),
    "link": frozenset(
        {"link", "links", "url", "urls", "viaf", "gnd", "wikidata", "wikipedia", "orcid"}
    ),
    "kind": frozenset({"kind", "entity type", "type"}),
}
"""The headers that are known, by what they mean. Any may end in a language: name_ru, note_en."""

_KINDS = {
    "per": "person",
    "person": "person",
    "p": "person",
    "org": "organisation",
    "organisation": "organisation",
    "organization": "organisation",
    "body": "organisation",
}
_FLAGS = (("uncertain", "?"), ("approx", "~"), ("approx.", "~"), ("inferred", "?"))
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LIST = re.compile(r"\s*;\s*")


@dataclass(slots=True)
class Register:
    """People read from one place, and what was passed over, by kind."""

    people: list[SourcePerson] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)


def meaning_of(key: str) -> tuple[str, str]:
    """Tell what a column means and its language; ("", "") if it is unknown."""
    words = key.split()
    for cut in (len(words), len(words) - 1, len(words) - 2):
        name, rest = " ".join(words[:cut]), words[cut:]
        meaning = next((m for m, names in COLUMNS.items() if name in names), "")
        if meaning and not rest:
            return meaning, ""
        if meaning and rest and language_tag(rest[0]) and len(rest[0]) <= 3:
            tag = language_tag(rest[0])
            return meaning, "-".join([tag, *(w.capitalize() for w in rest[1:])])
    return "", ""


def is_register(table: Table) -> bool:
    """Tell whether a table's headers are those of a register of people."""
    keys = table.keys()
    meanings = {meaning_of(key)[0] for key in keys}
    has_name = bool(meanings & {"name", "surname"})
    return has_name and bool(meanings & (set(COLUMNS) - {"name", "id", "link", "kind", "surname"}))


def read_register(table: Table) -> Register:
    """Read the people of a table."""
    register = Register()
    keys = table.keys()
    columns = {key: meaning for key in keys if (meaning := meaning_of(key))[0]}
    for number, (line, cells) in enumerate(table.rows):
        if number == 0 and _is_instruction(cells):
            register.passed_over["instruction"] += 1
            continue
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, value in cells.items():
            if key in columns:
                what, lang = columns[key]
                found[what].append((lang, value))
        person = _person(found, cells, table.file, line, register.passed_over)
        if person:
            register.people.append(person)
    return register


def _is_instruction(cells: dict[str, str]) -> bool:
    """Recognise a second row that explains the headers instead of naming someone."""
    told = sum(1 for v in cells.values() if re.search(r"\be\.g\.|\bformat\b|\bYYYY\b|напр\.", v))
    return told >= 2


def _person(
    found: dict[str, list[tuple[str, str]]],
    cells: dict[str, str],
    file: PackageFile,
    line: int,
    passed_over: Counter[str],
) -> SourcePerson | None:
    names = _names(found)
    if not names:
        passed_over["nameless"] += 1
        return None
    kind_word = found["kind"][0][1].strip().lower() if found["kind"] else "person"
    if kind_word not in _KINDS:
        passed_over[kind_word] += 1
        return None
    ids = [value for _, value in found["id"]] or [slugify(names[0].text) or names[0].text]
    return SourcePerson(
        ids=tuple(dict.fromkeys(ids)),
        names=tuple(names),
        birth=_date("birth", found, cells),
        death=_date("death", found, cells),
        offices=tuple(found["office"]),
        descriptions=tuple(found["description"]),
        links=tuple(v for _, cell in found["link"] for v in _LIST.split(cell) if v),
        kind=_KINDS[kind_word],
        file=file.name,
        line=line,
    )


def _names(found: dict[str, list[tuple[str, str]]]) -> list[SourcePersonName]:
    names = [SourcePersonName(v, lang or _script(v), True) for lang, v in found["name"]]
    forenames, patronymics = dict(found["forename"]), dict(found["patronymic"])
    for lang, surname in found["surname"]:
        given = " ".join(p for p in (forenames.get(lang), patronymics.get(lang)) if p)
        whole = f"{surname}, {given}" if given else surname
        names.append(SourcePersonName(whole, lang or _script(whole), not names))
    known = {name.text for name in names}
    for lang, cell in found["variants"]:
        for variant in _LIST.split(cell):
            if variant and variant not in known:
                known.add(variant)
                names.append(SourcePersonName(variant, lang or _script(variant)))
    return names


def _script(name: str) -> str:
    return "ru" if _CYRILLIC.search(name) else ""


def _date(
    which: str, found: dict[str, list[tuple[str, str]]], cells: dict[str, str]
) -> PartialDate | None:
    if not found[which]:
        return None
    mark = ""
    for key, value in cells.items():
        words = key.split()
        if words[0] == which and value not in ("0", "no"):
            mark = next((sign for word, sign in _FLAGS if words[-1] == word), "") or mark
    return read_loose_date(found[which][0][1], mark=mark)


# One person, one XML file ------------------------------------------------------------------------

_NAMES = frozenset({"name", "persName", "fullName", "displayName", "preferredName", "orgName"})
_BIRTHS = frozenset({"birth", "birth-year", "birthYear", "birth-date", "birthDate", "born"})
_DEATHS = frozenset({"death", "death-year", "deathYear", "death-date", "deathDate", "died"})
_NOTES = frozenset({"remark", "note", "bio", "biography", "description"})
_OFFICES = frozenset({"title", "office", "occupation", "role"})
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_IDS = frozenset({"id", "idno", "identifier", "key"})


def read_person(root: Element, file: PackageFile) -> SourcePerson | None:
    """Read a file whose root is one person, whatever its dialect; None if it names nobody."""
    found = _PersonFile([v for v in (root.get(_XML_ID), root.get("id")) if v])
    for element in root.iter("{*}*"):
        found.take(element, is_child=element.getparent() is root)
    if not found.names:
        return None
    return SourcePerson(
        ids=_unique(found.ids) or (file.stem,),
        names=tuple(sorted(found.names.values(), key=lambda name: not name.preferred)),
        birth=found.birth,
        death=found.death,
        offices=tuple(("", text) for text in _unique(found.offices)),
        descriptions=tuple(("", text) for text in _unique(found.notes)),
        links=_unique(found.links),
        file=file.name,
        line=line_of(root),
    )


@dataclass(slots=True)
class _PersonFile:
    """What was found so far in a file of one person."""

    ids: list[str]
    names: dict[str, SourcePersonName] = field(default_factory=dict)
    birth: PartialDate | None = None
    death: PartialDate | None = None
    offices: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def take(self, element: Element, *, is_child: bool) -> None:
        """Take what an element says, by its name and place."""
        name = local(element)
        if name in _IDS and is_child:
            self.ids.append(text_of(element))
        elif name in _BIRTHS:
            self.birth = self.birth or _date_of(element)
        elif name in _DEATHS:
            self.death = self.death or _date_of(element)
        elif name in {"authority", "source-url"}:
            self.links.append(text_of(element))
        elif not _is_inside(element, _NOTES):
            self._take_words(element, name)

    def _take_words(self, element: Element, name: str) -> None:
        if name in _NOTES:
            self.notes.append(_own_text(element))
        elif name in _OFFICES:
            self.offices.append(_own_text(element))
        elif name in _NAMES and not _is_inside(element, _OFFICES):
            _add_name(element, self.names)


def _date_of(element: Element) -> PartialDate | None:
    return read_loose_date(element.get("when") or text_of(element))


def _is_inside(element: Element, names: Iterable[str]) -> bool:
    return any(local(a) in names for a in element.iterancestors())


def _add_name(element: Element, names: dict[str, SourcePersonName]) -> None:
    if any(local(inner) in _NAMES for inner in element):
        return
    parts = {local(e): text_of(e) for e in element}
    surname = parts.get("surname", "")
    given = parts.get("forename", "")
    text = f"{surname}, {given}" if surname and given else text_of(element)
    is_preferred = element.get("type") == "preferred" or _is_inside(element, {"preferred"})
    if text and (text not in names or is_preferred):
        lang = element.get(_XML_LANG, "") or _script(text)
        names[text] = SourcePersonName(text, lang, is_preferred)


def _own_text(element: Element) -> str:
    """Give an element's words without the addresses that they come from."""
    texts = [text_of(e) for e in children(element, "p", "name")]
    return " ".join(texts) if texts else text_of(element)


def _unique(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


# Several registers -------------------------------------------------------------------------------


def merge_registers(people: Iterable[SourcePerson]) -> Iterator[SourcePerson]:
    """Join entries of different files that have one first id; each keeps what only it knows."""
    merged: list[SourcePerson] = []
    places: dict[str, int] = {}
    for person in people:
        place = places.setdefault(person.ids[0], len(merged))
        if place < len(merged) and merged[place].file != person.file:
            merged[place] = _join(merged[place], person)
        else:
            merged.append(person)
    yield from merged


def _join(first: SourcePerson, second: SourcePerson) -> SourcePerson:
    known = {name.text for name in first.names}
    further = tuple(n for n in second.names if n.text not in known)
    return replace(
        first,
        ids=tuple(dict.fromkeys((*first.ids, *second.ids))),
        names=(*first.names, *further),
        birth=first.birth or second.birth,
        death=first.death or second.death,
        floruit=first.floruit or second.floruit,
        offices=first.offices or second.offices,
        descriptions=first.descriptions or second.descriptions,
        links=tuple(dict.fromkeys((*first.links, *second.links))),
    )
