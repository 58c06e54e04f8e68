"""One TEI file: what is common to it, then its documents one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml.etree import XPath

from muniment.sources.model import (
    Level,
    Problems,
    SourceDivision,
    SourceDocument,
    SourcePerson,
    SourceVolume,
)
from muniment.sources.tei.adopt import adopt_notes
from muniment.sources.tei.assemble import may_have_other_spaces
from muniment.sources.tei.calls import find_calls
from muniment.sources.tei.context import FileContext
from muniment.sources.tei.divide import Division, divide
from muniment.sources.tei.documents import DocumentMaker
from muniment.sources.tei.facts import FactFinder
from muniment.sources.tei.header import (
    credits_by_id,
    facsimile_of,
    header_of,
    language_of_header,
    volume_of,
)
from muniment.sources.tei.nodes import text_of_lines
from muniment.sources.tei.people import is_register, people_in
from muniment.sources.tei.profile import NAMESPACES, TeiProfile
from muniment.sources.tei.vocabulary import XML_ID
from muniment.sources.tei.words import Attestation
from muniment.sources.wording import counted
from muniment.sources.xml import parse_xml


@dataclass(slots=True)
class TeiFile:
    """What a TEI file holds. `documents()` builds one document at a time, and may run again.

    `volume` is None where the file is a single document. Division keys are the divisions'
    xml:ids, else made from their place; a document's `volume` and `division` name them.
    `people` are the entries of registers inside the file. `surfaces` are (key, image name) of a
    ``facsimile``. `choices` are sentences that say what was taken for what; documents add to it.
    `is_register` says that the file holds a register of people and no text to read.
    """

    name: str
    documents: Callable[[], Iterator[SourceDocument]]
    volume: SourceVolume | None = None
    divisions: list[SourceDivision] = field(default_factory=list)
    people: list[SourcePerson] = field(default_factory=list)
    surfaces: list[tuple[str, str]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    document_count: int = 0
    is_register: bool = False


def read_tei(
    path: Path,
    *,
    name: str,
    profile: TeiProfile,
    problems: Problems,
    attested: Callable[[str], bool] | None = None,
) -> TeiFile:
    """Parse a TEI file and read what is common to it; its documents are built when asked for.

    `name` is the path inside the package, used in problems and as the documents' `source`.
    `attested` says whether a word occurs elsewhere in the same volume, for hyphens at line ends;
    without it only the file itself is asked. The parsed file is held until `documents()` has run
    once; after that it is parsed again when needed, so keep few TeiFiles whose documents wait.

    :raises XmlNotReadable: the file is not XML, or not safe.
    """
    parsed = [_parse(path, profile)]
    opened = _open(parsed[0], path, name, problems)

    def documents() -> Iterator[SourceDocument]:
        tree = parsed.pop() if parsed else _parse(path, profile)
        maker = _maker(tree, name, profile, problems, attested, opened)
        yield from maker.documents()

    opened.documents = documents
    return opened


@dataclass(slots=True)
class _Parsed:
    """A file's tree and how it divides."""

    root: Any
    division: Division
    has_languages: bool
    has_other_spaces: bool = True


def _parse(path: Path, profile: TeiProfile) -> _Parsed:
    root = parse_xml(path).getroot()
    # The bytes tell faster than the tree; other encodings than ASCII's kin must ask the tree.
    data = path.read_bytes()
    has_languages = b"xml:lang" in data or b"\0" in data[:200]
    is_utf8 = (root.getroottree().docinfo.encoding or "UTF-8").upper() in ("UTF-8", "ASCII")
    has_other_spaces = not is_utf8 or b"&#" in data or may_have_other_spaces(data)
    return _Parsed(root, divide(root, profile=profile), has_languages, has_other_spaces)


def _open(parsed: _Parsed, path: Path, name: str, problems: Problems) -> TeiFile:
    root, division = parsed.root, parsed.division
    opened = TeiFile(name=name, documents=lambda: iter(()))
    opened.document_count = len(division.pieces)
    opened.divisions = division.divisions
    opened.people = people_in(root, file=name)
    opened.surfaces = facsimile_of(root)[1]
    opened.is_register = bool(opened.people) and is_register(root)
    if division.is_volume:
        key = root.get(XML_ID) or path.stem
        opened.volume = volume_of(root, header_of(root), key)
        documents = counted(len(division.pieces), "document")
        opened.choices.append(f"{name}: a volume of {documents}.")
    if not division.pieces:
        problems.add(
            Level.WARNING,
            "no-text",
            "The file has no text element.",
            cure="Put the transcription into <text><body>.",
            file=name,
        )
    return opened


def _maker(
    parsed: _Parsed,
    name: str,
    profile: TeiProfile,
    problems: Problems,
    attested: Callable[[str], bool] | None,
    opened: TeiFile,
) -> DocumentMaker:
    root, division, header = parsed.root, parsed.division, header_of(parsed.root)
    calls = find_calls(root)
    if calls.called and division.is_volume:
        adopt_notes([piece.nodes for piece in division.pieces], calls)
    context = FileContext(name, profile, Attestation(lambda: text_of_lines(root), attested))
    context.root = root
    context.has_languages = parsed.has_languages
    context.has_parts = division.has_parts
    context.has_other_spaces = parsed.has_other_spaces
    context.called, context.anchors = calls.called, calls.anchors
    context.facsimile = facsimile_of(root)[0]
    context.unwrapped = {p.element for p in division.pieces if p.element is not None}
    if profile.image:
        context.image_path = XPath(profile.image, namespaces=NAMESPACES, smart_strings=False)
    facts = FactFinder(name, header, profile, problems, division.division_elements)
    return DocumentMaker(
        *(name, profile, problems, context, calls, division, facts),
        credits=credits_by_id(header),
        language=language_of_header(header),
        volume_key=opened.volume.key if opened.volume else "",
        surfaces=tuple(key for key, _ in opened.surfaces),
        choices=opened.choices,
    )
