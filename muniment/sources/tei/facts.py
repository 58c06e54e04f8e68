"""What a document is called, when it was written, by whom and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from muniment.core.dates import DateNotUnderstood, PartialDate, parse_iso, unknown
from muniment.sources.model import Level, PersonMention, PersonRole, Problems
from muniment.sources.tei import dates
from muniment.sources.tei.divide import Piece
from muniment.sources.tei.handlers import clean_ref
from muniment.sources.tei.header import first, header_titles, people_of_header
from muniment.sources.tei.nodes import folded, local_name, words
from muniment.sources.tei.opening import Opening, first_words_date
from muniment.sources.tei.profile import NAMESPACES, TeiProfile

_LONGEST_TITLE = 300
_ANCIENT, _MODERN = 500, 1500  # a year before the one among so many after the other is a slip
_ENOUGH = 5
FRUS = "{http://history.state.gov/frus/ns/1.0}"


@dataclass(slots=True)
class FactFinder:
    """Finds the facts of one file's documents; keeps the year of the document before."""

    name: str
    header: Any
    profile: TeiProfile
    problems: Problems
    division_elements: dict[str, Any] = field(default_factory=dict)
    last_years: dict[str, int] = field(default_factory=dict)
    _titles: list[tuple[str, str]] | None = None
    _modern_dates: int = 0
    _has_ancient_dates: bool = False

    @property
    def header_titles(self) -> list[tuple[str, str]]:
        """Give the titles of the file, read once."""
        if self._titles is None:
            self._titles = header_titles(self.header) if self.header is not None else []
        return self._titles

    def _titles_of(self, piece: Piece) -> list[tuple[str, str]]:
        header = self._header(piece)
        if header is None:
            return []
        return self.header_titles if header is self.header else header_titles(header)

    def _header(self, piece: Piece) -> Any:
        """Give the header that speaks of one document alone: of its file, or in a corpus."""
        if piece.is_whole_file:
            return self.header
        is_text = piece.element is not None and local_name(piece.element) == "text"
        own = first(piece.element.getparent(), "teiHeader") if is_text else None
        return None if own is self.header else own

    # -- titles ----------------------------------------------------------------------------

    def title(self, piece: Piece, date: PartialDate | None, heading: str) -> str:
        """Name a document: by its heading, else its date, else the file's title, else its kind.

        `heading` is the plain string of its own heading, "" if it has none.
        """
        element = piece.element
        if self.profile.title and element is not None:
            found = _found(self.profile.title, element)
            if found is not None:
                return _short(found)
        named = self._titles_of(piece)
        if named and (self.profile.prefer_header_title or not heading):
            return _short(named[0][1])
        if heading:
            return _short(heading)
        if date is not None and (date.wording or date.edtf):
            return _short(date.wording or date.edtf)
        return self._fallback(piece)

    def _fallback(self, piece: Piece) -> str:
        element = piece.element
        if element is None:
            return "Title page" if _has(piece.nodes, "titlePage") else ""
        kind = (element.get("type") or "").replace("-", " ").strip().capitalize()
        number = element.get("n") or ""
        return f"{kind} {number}".strip() or self.name

    # -- dates -----------------------------------------------------------------------------

    def date(self, piece: Piece, opening: Opening) -> PartialDate | None:
        """Date a document by the best that the source has; None if it says nothing."""
        element = piece.element
        if element is None:
            return None
        found = self._try(self._dates_of(piece, element, opening), element)
        if found is None or not found.edtf:
            found = self._in_words(piece, element, opening) or found
        if found is not None and found.earliest is not None:
            if self._is_out_of_time(found.earliest.year):
                self._warn_out_of_time(element, found)
                return unknown(found.wording)
            self.last_years[piece.division] = found.earliest.year
        return found

    def _is_out_of_time(self, year: int) -> bool:
        """Tell whether a year is a slip, such as 0201 among the letters of one modern volume."""
        if year >= _ANCIENT:
            self._modern_dates += year >= _MODERN
            return False
        self._has_ancient_dates = self._has_ancient_dates or self._modern_dates < _ENOUGH
        return not self._has_ancient_dates

    def _warn_out_of_time(self, element: Any, found: PartialDate) -> None:
        self.problems.add(
            Level.WARNING,
            "date-out-of-time",
            f"The date says {found.edtf}, a thousand years from the documents before it; only its "
            "wording is kept.",
            cure="Correct the year.",
            file=self.name,
            line=element.sourceline or 0,
        )

    def _dates_of(self, piece: Piece, element: Any, opening: Opening) -> list[Any]:
        """Collect the date elements of a document, the best first."""
        candidates: list[Any] = []
        if self.profile.date:
            scopes = [element, self._header(piece)]
            for scope in scopes:
                if scope is not None:
                    candidates.extend(_all_found(self.profile.date, scope))
        header = self._header(piece)
        if header is not None:
            candidates.extend(
                d
                for a in header.iter("{*}correspAction")
                if a.get("type") in ("sent", "sending")
                for d in a.iter("{*}date")
            )
        candidates.extend(opening.dates or _given(first_words_date(piece.nodes)))
        candidates.append(element)
        if header is not None:
            candidates.extend(_dates_in_header(header))
        return candidates

    def _try(self, candidates: list[Any], element: Any) -> PartialDate | None:
        wording = None
        in_header = set(_dates_in_header(self.header)) if self.header is not None else set()
        for candidate in candidates:
            try:
                if candidate is element:
                    read = _date_of_division(element)
                else:
                    read = dates.date_of(candidate, calendar=self.profile.calendar)
            except DateNotUnderstood as error:
                self._warn(candidate, str(error))
                read = None
            if read is not None:
                self._compare(candidate, read)
                return read
            if wording is None and local_name(candidate) in ("date", "dateline"):
                wording = dates.wording_of(candidate) or None
                if wording and candidate in in_header and not any(map(str.isdigit, wording)):
                    wording = None  # a place-holder of a template
        return unknown(wording) if wording else None

    def _compare(self, element: Any, read: PartialDate) -> None:
        year = dates.contradiction(read)
        if year:
            self.problems.add(
                Level.WARNING,
                "date-contradiction",
                f'The date says {read.edtf}, but its words say {year}: "{read.wording}".',
                cure="Correct @when or the words; @when was used.",
                file=self.name,
                line=element.sourceline or 0,
            )

    def _warn(self, element: Any, message: str) -> None:
        self.problems.add(
            Level.WARNING,
            "date-not-understood",
            message,
            cure="Write @when as 1939, 1939-03 or 1939-03-08; till then only the wording is kept.",
            file=self.name,
            line=element.sourceline or 0,
        )

    def _in_words(self, piece: Piece, element: Any, opening: Opening) -> PartialDate | None:
        """Read a heading or dateline that is only a date, with the year of its surroundings."""
        for text in [
            words(e) for e in (*opening.heads[:1], *opening.datelines[:1], *opening.dates[:1])
        ]:
            year = None if dates.has_year(text) else self._year_around(piece)
            read = dates.in_words(text, year=year, calendar=self.profile.calendar)
            if read is None:
                continue
            if year and read.edtf:
                self._tell_year(element, text, year)
            return read
        if piece.is_whole_file:
            found = dates.IN_NAME.search(self.name.rpartition("/")[2])
            if found:
                return self._try_name("-".join(found.groups()))
        return None

    def _try_name(self, iso: str) -> PartialDate | None:
        try:
            return parse_iso(iso)
        except DateNotUnderstood:
            return None

    def _year_around(self, piece: Piece) -> int | None:
        division = self.division_elements.get(piece.division)
        while division is not None and local_name(division).startswith("div"):
            head = next((c for c in division if local_name(c) == "head"), None)
            said = f"{division.get('when') or ''} {division.get('n') or ''} "
            found = dates.YEAR.findall(said + (words(head) if head is not None else ""))
            if len(set(found)) == 1:
                return int(found[0])
            division = division.getparent()
        return self.last_years.get(piece.division)

    def _tell_year(self, element: Any, text: str, year: int) -> None:
        self.problems.add(
            Level.NOTICE,
            "year-from-context",
            f'"{text}" names no year; {year} is taken from the division or the entry before.',
            cure="Give the entry a date with @when to be sure.",
            file=self.name,
            line=element.sourceline or 0,
        )

    # -- people ----------------------------------------------------------------------------

    def people(self, piece: Piece, opening: Opening) -> tuple[PersonMention, ...]:
        """Name writer and recipient as the heading marks them, else as the header does.

        A volume whose header names its author, such as a diary, is his in every document.
        """
        found: list[PersonMention] = []
        for head in opening.heads[:1]:
            for name in head.iter("{*}persName", "{*}gloss", "{*}orgName", "{*}rs", "{*}name"):
                role = _ROLES.get((name.get("type") or "").lower())
                text = words(name) if role else ""
                if role and text:
                    ref = name.get("ref") or name.get("corresp") or name.get("key") or ""
                    found.append(PersonMention(role, text, clean_ref(ref)))
        if not found:
            own = self._header(piece)
            found = people_of_header(self.header if own is None else own)
            if own is None:
                found = [mention for mention in found if mention.role == PersonRole.AUTHOR]
        return tuple(dict.fromkeys(found))

    def description(self, piece: Piece) -> str:
        """Give the summary that a letter's header has."""
        header = self._header(piece)
        if header is None:
            return ""
        notes = header.iterfind(".//{*}correspDesc/{*}note")
        paragraphs = [folded(n) for n in notes]
        abstract = header.iterfind(".//{*}profileDesc/{*}abstract")
        paragraphs.extend(folded(a) for a in abstract)
        return "\n\n".join(p for p in paragraphs if p)

    def place(self, piece: Piece, opening: Opening) -> str:
        """Say where a document was written."""
        header = self._header(piece)
        if header is not None:
            for action in header.iter("{*}correspAction"):
                if action.get("type") in ("sent", "sending"):
                    for name in action:
                        if local_name(name) in ("settlement", "placeName") and folded(name):
                            return folded(name)
        for dateline in opening.datelines[:1]:
            for name in dateline.iter("{*}placeName", "{*}settlement"):
                return words(name)
        return ""

    def reference_code(self, piece: Piece) -> str:
        """Give the shelf mark that a file's header has."""
        identifier = first(self._header(piece), "fileDesc", "sourceDesc", "msDesc", "msIdentifier")
        if identifier is None:
            return ""
        codes = [i for i in identifier.findall("{*}idno") if folded(i)]
        shelf = [c for c in codes if c.get("type") in ("shelf", "shelfmark", "signature")]
        return folded((shelf or codes[:1])[0]) if codes else ""


_ROLES = {
    "from": PersonRole.AUTHOR,
    "author": PersonRole.AUTHOR,
    "sender": PersonRole.AUTHOR,
    "to": PersonRole.RECIPIENT,
    "recipient": PersonRole.RECIPIENT,
    "addressee": PersonRole.RECIPIENT,
}


def _found(expression: str, element: Any) -> str | None:
    for node in _all_found(expression, element):
        text = words(node) if hasattr(node, "tag") else " ".join(str(node).split())
        if text:
            return text
    return None


def _all_found(expression: str, element: Any) -> list[Any]:
    found = etree.XPath(expression, namespaces=NAMESPACES)(element)
    return found if isinstance(found, list) else [found]


def _short(text: str) -> str:
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _given(element: Any) -> list[Any]:
    return [] if element is None else [element]


def _has(nodes: list[Any], name: str) -> bool:
    return any(not isinstance(n, str) and local_name(n) == name for n in nodes)


def _dates_in_header(header: Any) -> list[Any]:
    return [
        *header.iterfind(".//{*}creation/{*}date"),
        *(d for d in header.iter("{*}date") if d.get("type") == "created"),
        *header.iterfind(".//{*}origin//{*}origDate"),
        *header.iterfind(".//{*}origDate"),
    ]


def _date_of_division(element: Any) -> PartialDate | None:
    first, last = (element.get(f"{FRUS}doc-dateTime-{end}") or "" for end in ("min", "max"))
    if first or last:
        return dates.day_of_stamps(first, last)
    for key in ("when", "n"):
        given = element.get(key) or ""
        if given and (key == "when" or dates.IN_NAME.fullmatch(given)):
            return parse_iso(given)
    return None
