"""What a header says of a file: titles, makers, letters' writers, images."""

from __future__ import annotations

from typing import Any

from muniment.sources.model import Credit, PersonMention, PersonRole, SourceVolume
from muniment.sources.tei.handlers import clean_ref
from muniment.sources.tei.nodes import folded, local_name, words
from muniment.sources.tei.vocabulary import XML_ID, XML_LANG

_GENERIC = ("iso-date", "bibl", "series", "subseries", "volume", "volumenumber", "short", "sub")


def header_of(root: Any) -> Any:
    """Find the header of a file, None if it has none."""
    return next(root.iter("{*}teiHeader"), None)


def first(element: Any, *path: str) -> Any:
    """Follow local names down from an element; None where a step is missing."""
    for step in path:
        if element is None:
            return None
        element = element.find("{*}" + step)
    return element


def header_titles(header: Any) -> list[tuple[str, str]]:
    """Give the titles of a file as (language, text), the best first."""
    statement = first(header, "fileDesc", "titleStmt")
    if statement is None:
        return []
    titles = [t for t in statement if local_name(t) == "title" and folded(t)]
    main = [t for t in titles if t.get("type") in ("main", "complete")]
    plain = [t for t in titles if t.get("type") not in _GENERIC]
    chosen = main or plain or titles
    subtitle = next((folded(t) for t in titles if t.get("type") == "sub"), "")
    found = []
    for title in chosen:
        text = words(title)
        if subtitle and text.endswith((",", ":")):
            text = f"{text} {subtitle}"
        found.append((title.get(XML_LANG) or "", text))
    return found


def credits_of(header: Any) -> tuple[Credit, ...]:
    """Name those who made the edition: editors, and what each other did."""
    statement = first(header, "fileDesc", "titleStmt")
    found: list[Credit] = []
    for element in statement if statement is not None else ():
        name = local_name(element)
        if name == "editor" and folded(element):
            found.extend(Credit(n, element.get("role") or "editor") for n in _names(element))
        elif name == "respStmt":
            role = folded(element.find("{*}resp")) if element.find("{*}resp") is not None else ""
            people = [c for c in element if local_name(c) in ("name", "persName", "orgName")]
            found.extend(Credit(words(p), role) for p in people if words(p))
    return tuple(found)


def _names(element: Any) -> list[str]:
    inner = [c for c in element if local_name(c) in ("persName", "name")]
    english = [c for c in inner if c.get(XML_LANG) == "en"]
    return [words(c) for c in (english or inner[:1] or [element])]


def credits_by_id(header: Any) -> dict[str, str]:
    """Map the ids by which @resp names people to their names."""
    found: dict[str, str] = {}
    for element in header.iter() if header is not None else ():
        key = element.get(XML_ID) if isinstance(element.tag, str) else None
        if key and local_name(element) in ("editor", "persName", "name", "respStmt", "person"):
            found[key] = _names(element)[0]
    return found


def volume_of(root: Any, header: Any, key: str) -> SourceVolume:
    """Describe a volume from its header."""
    titles = header_titles(header)
    publication = first(header, "fileDesc", "publicationStmt")
    date = first(publication, "date")
    publishers = [] if publication is None else publication.findall("{*}publisher")
    return SourceVolume(
        key=key,
        title=titles[0][1] if titles else key,
        titles=tuple((lang, text) for lang, text in titles if lang),
        credits=credits_of(header),
        publisher="; ".join(p for p in map(folded, publishers) if p),
        published="" if date is None else (folded(date) or date.get("when") or ""),
    )


def people_of_header(header: Any) -> list[PersonMention]:
    """Name the writer and the receiver of a letter, else the author."""
    found: list[PersonMention] = []
    for action in header.iter("{*}correspAction") if header is not None else ():
        given = (action.get("type") or "").lower()
        role = PersonRole.AUTHOR if given in ("sent", "sending") else PersonRole.RECIPIENT
        if given in ("sent", "sending", "received", "receiving"):
            found.extend(_mentions(action, role))
    if not any(m.role == PersonRole.AUTHOR for m in found):
        statement = first(header, "fileDesc", "titleStmt")
        authors = statement.findall("{*}author") if statement is not None else []
        found.extend(m for a in authors for m in _author(a))
    return found


def _mentions(action: Any, role: PersonRole) -> list[PersonMention]:
    names = [c for c in action if local_name(c) in ("persName", "name", "orgName", "rs")]
    return [PersonMention(role, words(n), _ref(n)) for n in names if words(n)]


def _author(element: Any) -> list[PersonMention]:
    named = next((c for c in element if local_name(c) in ("persName", "name")), element)
    text = words(named)
    return [PersonMention(PersonRole.AUTHOR, text, _ref(named) or _ref(element))] if text else []


def _ref(element: Any) -> str:
    ref = element.get("ref") or element.get("key") or element.get("corresp") or ""
    return clean_ref(ref)


def language_of_header(header: Any) -> str:
    """Give the language of the texts if the header names one and only one."""
    if header is None:
        return ""
    found = {e.get("ident") for e in header.iter("{*}language") if e.get("ident")}
    return found.pop() if len(found) == 1 else ""


def facsimile_of(root: Any) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Read a facsimile: image names by the ids that breaks may point to, and all in order."""
    by_id: dict[str, str] = {}
    names: list[tuple[str, str]] = []
    for graphic in root.iterfind("{*}facsimile//{*}graphic"):
        url = graphic.get("url") or ""
        if not url:
            continue
        names.append((url, url))
        for element in (graphic, *graphic.iterancestors()):
            if local_name(element) == "facsimile":
                break
            if element.get(XML_ID):
                by_id.setdefault(element.get(XML_ID), url)
    return by_id, names
