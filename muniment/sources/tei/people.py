"""Registers of people inside a TEI file: listPerson, or a printed list of names with ids."""

from __future__ import annotations

from typing import Any

from muniment.core.dates import DateNotUnderstood, PartialDate, unknown
from muniment.sources.model import SourcePerson, SourcePersonName
from muniment.sources.tei.dates import date_of
from muniment.sources.tei.nodes import folded, local_name, tags, words
from muniment.sources.tei.vocabulary import XML_ID, XML_LANG

_ENTRIES = {"person": "person", "personGrp": "person", "org": "organisation"}


def people_in(root: Any, *, file: str) -> list[SourcePerson]:
    """Collect the entries of every register in a file, header and text alike."""
    found = [_entry(e, file) for e in root.iter(*tags(root, *_ENTRIES))]
    found.extend(_printed(e, file) for e in _printed_entries(root))
    return [person for person in found if person.ids and person.names]


def is_register(root: Any) -> bool:
    """Tell whether a file's text is a register and nothing to read as a document."""
    bodies = list(root.iter("{*}body"))
    if not bodies:
        return True
    for body in bodies:
        for element in body.iter("{*}p", "{*}ab", "{*}pb", "{*}lg"):
            if not any(local_name(a) in _ENTRIES for a in element.iterancestors()):
                return False
    return True


def _entry(element: Any, file: str) -> SourcePerson:
    names = [n for n in element if local_name(n) in ("persName", "orgName", "name") and folded(n)]
    ids = [element.get(XML_ID) or "", *(folded(i) for i in element.findall("{*}idno"))]
    notes = [n for n in element if local_name(n) in ("note", "desc", "p") and folded(n)]
    offices = [o for o in element if local_name(o) in ("occupation", "state") and folded(o)]
    links = [i for i in ids[1:] if i.startswith("http")]
    return SourcePerson(
        ids=tuple(dict.fromkeys(i for i in ids if i)),
        names=tuple(_name(n, number == 0) for number, n in enumerate(names)),
        birth=_life(element, "birth"),
        death=_life(element, "death"),
        floruit="; ".join(folded(f) for f in element.findall("{*}floruit") if folded(f)),
        offices=tuple((o.get(XML_LANG) or "", folded(o)) for o in offices),
        descriptions=tuple((n.get(XML_LANG) or "", folded(n)) for n in notes),
        links=tuple(links),
        kind=_ENTRIES[local_name(element)],
        file=file,
        line=element.sourceline or 0,
    )


def _name(element: Any, is_first: bool) -> SourcePersonName:
    given = (element.get("type") or "").lower()
    preferred = is_first or given in ("main", "preferred", "pref", "reg")
    return SourcePersonName(_in_order(element), element.get(XML_LANG) or "", preferred)


def _in_order(element: Any) -> str:
    """Write a name that is marked part by part, surname first, with a comma."""
    parts = {local_name(c): words(c) for c in element}
    if set(parts) == {"surname", "forename"} and not (element.text or "").strip():
        return f"{parts['surname']}, {parts['forename']}"
    return words(element)


def _life(element: Any, name: str) -> PartialDate | None:
    event = element.find("{*}" + name)
    if event is None:
        return None
    for candidate in (event, *event.iter("{*}date")):
        try:
            found = date_of(candidate)
        except DateNotUnderstood:
            found = None
        if found is not None:
            return found
    return unknown(folded(event)) if folded(event) else None


def _printed_entries(root: Any) -> list[Any]:
    return [
        name
        for name in root.iter(*tags(root, "persName"))
        if name.get(XML_ID) and not any(local_name(a) in _ENTRIES for a in name.iterancestors())
    ]


def _printed(element: Any, file: str) -> SourcePerson:
    """Read "<item><persName xml:id>Name</persName>, office.</item>": the rest describes him."""
    item = next((a for a in element.iterancestors() if local_name(a) == "item"), None)
    names: tuple[SourcePersonName, ...] = ()
    description = ""
    if item is not None:
        names = (SourcePersonName(words(element).rstrip(" ,"), "", True),)
        rest = words(item)
        description = rest.removeprefix(words(element)).strip(" ,—–")
    return SourcePerson(
        ids=(element.get(XML_ID),),
        names=names,
        descriptions=(("", description),) if description else (),
        file=file,
        line=element.sourceline or 0,
    )
