"""XML from outside, read without trust: no network, no external entities, no bombs.

Every reader of an XML format parses through `parse_xml`, so that there is one place where the
parser is hardened and one sentence for each way in which a file can be bad.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

# A volume of a thousand pages is about 10 MB; METS and PAGE of a book about 50 MB.
LARGEST_BYTES = 200_000_000


class XmlNotReadable(Exception):
    """A file is not XML that can be read safely. `line` is 1-based, 0 where it means nothing."""

    def __init__(
        self, message: str, *, line: int = 0, cure: str = "", code: str = "not-xml"
    ) -> None:
        super().__init__(message)
        self.line = line
        self.cure = cure
        self.code = code


def parse_xml(source: Path | bytes) -> etree._ElementTree:
    """Parse a file or its bytes: entities of the internal subset only, nothing fetched.

    :raises XmlNotReadable: too large, not well-formed, truncated, an entity bomb, or an external
        entity.
    """
    data = _bytes_of(source)
    try:
        root = _parse(data)
    except etree.XMLSyntaxError as error:
        raise _explain(error, data) from None
    except (ValueError, LookupError, UnicodeError) as error:
        raise XmlNotReadable(f"The file is not XML: {error}.", cure=_SAVE_AS_UTF8) from None
    entity: Any = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise _external_entity(entity.name, entity.sourceline or 0)
    return root.getroottree()


_UNDEFINED = re.compile(r"Entity '([^']+)' not defined")
_LONGEST_TAG = 4_000  # bytes, at the end of a file that is cut off
_SAVE_AS_UTF8 = "Save the file as XML in UTF-8 and check it with an XML editor."


def _bytes_of(source: Path | bytes) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LARGEST_BYTES:
        raise XmlNotReadable(
            f"The file has {size // 1_000_000} MB; XML may have {LARGEST_BYTES // 1_000_000}.",
            cure="Split the file, one for each document or chapter.",
            code="file-too-large",
        )
    data = source if isinstance(source, bytes) else source.read_bytes()
    if not data.strip():
        raise XmlNotReadable("The file is empty.", cure="Replace it or take it out.")
    return data


def _parse(data: bytes) -> etree._Element:
    """Parse; an xml:id that is used twice does not spoil a file, since each format tells of it."""
    parser = _hardened_parser()
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        if not _only_ids_are_doubled(parser):
            raise
    lenient = _hardened_parser(recover=True)
    root = etree.fromstring(data, lenient)
    if not _only_ids_are_doubled(lenient):
        return etree.fromstring(data, _hardened_parser())
    return root


def _only_ids_are_doubled(parser: etree.XMLParser) -> bool:
    log = list(parser.error_log)
    return bool(log) and all(e.type == etree.ErrorTypes.DTD_ID_REDEFINED for e in log)


def _hardened_parser(*, recover: bool = False) -> etree.XMLParser:
    parser = etree.XMLParser(
        recover=recover,
        resolve_entities="internal",  # type: ignore[arg-type]
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
    )
    parser.resolvers.add(_NothingFromOutside())
    return parser


class _NothingFromOutside(etree.Resolver):
    """Answers every request for another file with nothing, so that no disk or net is touched."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        return self.resolve_empty(context)  # type: ignore[attr-defined]


def _explain(error: etree.XMLSyntaxError, data: bytes) -> XmlNotReadable:
    line = error.lineno or 0
    said = (error.msg or "no reason given").split(", line ")[0].strip().rstrip(".")
    lowered = said.lower()
    if "entity" in lowered and ("loop" in lowered or "amplification" in lowered):
        return XmlNotReadable(
            "The file's entities grow without bound when they are written out.",
            line=line,
            cure="Take the entity declarations out of the DOCTYPE and write the text itself.",
            code="entity-bomb",
        )
    named = _UNDEFINED.match(said)
    if named and re.search(
        rf"<!ENTITY\s+{re.escape(named[1])}\s+(?:SYSTEM|PUBLIC)\b", _start(data)
    ):
        return _external_entity(named[1], line)
    if "failed to load" in lowered:
        return XmlNotReadable(
            "The file uses entities of a DTD outside it; such files are never fetched.",
            line=line,
            cure="Write the characters themselves in place of the entities.",
            code="external-entity",
        )
    if named:
        cure = "Write the character itself, or declare the entity in the file's own DOCTYPE."
        return XmlNotReadable(f"{said}.", line=line, cure=cure, code="entity-undefined")
    if b"<" not in data[:2000].replace(b"\0", b""):
        return XmlNotReadable("The file is not XML.", line=line, cure=_SAVE_AS_UTF8)
    cure = "Correct the file at that line; an XML editor shows the place."
    if "excessive depth" in lowered:
        said, cure = "Its elements are nested more than 256 deep", "Flatten the markup."
    elif "premature end" in lowered or "eof" in lowered or _ends_in_a_tag(data):
        said = f"The file ends too early ({said})"
        cure = "The file is cut short: get the whole file again."
    else:
        said = f"The file is not well-formed XML: {said}"
    return XmlNotReadable(f"{said}.", line=line, cure=cure)


def _ends_in_a_tag(data: bytes) -> bool:
    """Tell whether the last tag of a file is begun and not closed."""
    end = data[-_LONGEST_TAG:].replace(b"\0", b"")
    return end.rfind(b"<") > end.rfind(b">")


def _start(data: bytes) -> str:
    return data[:100_000].replace(b"\0", b"").decode("latin-1")


def _external_entity(name: str, line: int) -> XmlNotReadable:
    return XmlNotReadable(
        f'The entity "{name}" stands outside the file; such entities are never fetched.',
        line=line,
        cure="Write the entity's text into the file.",
        code="external-entity",
    )
