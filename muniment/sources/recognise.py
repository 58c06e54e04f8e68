"""Tell what a file is by what stands in it, not by its name."""

from __future__ import annotations

import contextlib
import re
from pathlib import PurePosixPath
from typing import cast

from lxml import etree

from muniment.sources.files import FileKind, PackageFile
from muniment.sources.markup import Element, local, text_of, walk_xml
from muniment.sources.xml import LARGEST_BYTES

_HEAD_BYTES = 64 << 10
_STEP_BYTES = 2 << 10  # most roots stand in the first of them
_IMAGE_STARTS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"\x00\x00\x00\x0cjP  ",
    b"\xff\x4f\xff\x51",
)
IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".tif", ".tiff", ".png", ".jp2", ".j2k", ".webp"})
_ZIP_START = b"PK\x03\x04"
_XML_SUFFIXES = frozenset({".xml", ".tei", ".ead", ".mets", ".alto", ".page"})
_TEXT_SUFFIXES = frozenset({".txt", ".text"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})
_BAG_NAME = re.compile(r"^(bagit|bag-info|fetch|(tag)?manifest-[a-z0-9]+)\.txt$")
_NOTE_NAME = re.compile(
    r"^(readme|licen[cs]e|licence|copying|authors|contributing|changelog|changes|citation|notice)"
    r"\b",
    re.IGNORECASE,
)
_ROOTS = {
    "alto": FileKind.ALTO,
    "PcGts": FileKind.PAGE,
    "mets": FileKind.METS,
    "ead": FileKind.EAD,
    "TEI": FileKind.TEI,
    "TEI.2": FileKind.TEI,
    "teiCorpus": FileKind.TEI,
    "person": FileKind.PERSON,
}
_REGISTERS = {
    "listPerson": FileKind.TEI_REGISTER,
    "listOrg": FileKind.TEI_REGISTER,
    "listPlace": FileKind.PLACES,
    "listBibl": FileKind.PLACES,
    "listEvent": FileKind.PLACES,
}
# Elements whose words make a TEI file one to read, not a register.
_PROSE = frozenset({"p", "ab", "l", "lg", "u", "sp", "item", "cell", "row"})


def recognise(file: PackageFile) -> PackageFile:
    """Give the file with its kind; `detail` says why if it is unknown."""
    try:
        with file.path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError as error:
        return _as(file, FileKind.UNKNOWN, f"it cannot be read ({error.strerror})")
    kind, detail = _by_content(file, head)
    return _as(file, kind, detail)


def _as(file: PackageFile, kind: str, detail: str = "") -> PackageFile:
    return PackageFile(file.path, file.name, kind, detail)


def _by_content(file: PackageFile, head: bytes) -> tuple[str, str]:
    name = PurePosixPath(file.name).name
    suffix = PurePosixPath(name).suffix.lower()
    if head.startswith(_IMAGE_STARTS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return FileKind.IMAGE, ""
    if suffix in IMAGE_SUFFIXES:
        return FileKind.IMAGE, ""  # its inspection will say what is wrong with it
    if name == "package.toml":
        return FileKind.SETTINGS, ""
    if _BAG_NAME.match(name):
        return FileKind.BAG, ""
    if _NOTE_NAME.match(name):
        return FileKind.NOTE, ""
    if head.startswith(_ZIP_START):
        return (FileKind.TABLE, "xlsx") if suffix == ".xlsx" else _packed(suffix)
    if _looks_like_xml(head) or suffix in _XML_SUFFIXES:
        return _by_root(file, head)
    return _by_text(suffix, head)


def _packed(suffix: str) -> tuple[str, str]:
    if suffix == ".zip":
        return FileKind.UNKNOWN, "it is a zip inside the package; unpack it beside the others"
    return FileKind.UNKNOWN, "its format is not read"


def _looks_like_xml(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return not start[:15].lower().startswith((b"<!doctype html", b"<html"))
    return head.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<"))


def _by_root(file: PackageFile, head: bytes) -> tuple[str, str]:
    root = _root_name(head)
    if root is None:
        return FileKind.UNKNOWN, "xml"  # parsing it says what is wrong
    kind = _ROOTS.get(root)
    if kind == FileKind.TEI:
        return _kind_of_tei(file), root
    if kind is None and root.lower() in {"list", "alist"} | {r.lower() for r in _REGISTERS}:
        return _REGISTERS.get(root, FileKind.PLACES), root
    if kind is None:
        return FileKind.UNKNOWN, f"its root element, <{root}>, is of no format that is read"
    return kind, root


def _root_name(head: bytes) -> str | None:
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False
    )
    for at in range(0, len(head), _STEP_BYTES):
        with contextlib.suppress(etree.XMLSyntaxError):
            parser.feed(head[at : at + _STEP_BYTES])
        with contextlib.suppress(etree.XMLSyntaxError):
            for _, element in parser.read_events():
                return local(cast("Element", element))
    return None


def _kind_of_tei(file: PackageFile) -> str:
    """Tell a text from a register: a register has a list of entries and no prose in its body."""
    if file.path.stat().st_size > LARGEST_BYTES:
        return FileKind.TEI
    try:
        return _scan_tei(file)
    except etree.XMLSyntaxError:
        return FileKind.TEI  # its reader says what is wrong


def _scan_tei(file: PackageFile) -> str:
    register = ""
    depth_in_register = 0
    in_text = False
    for event, element in walk_xml(file.path):
        name = local(element)
        if event == "start" and name in {"text", "facsimile", "sourceDoc"}:
            in_text = True
        elif event == "start" and name in _REGISTERS:
            register = register or (name if in_text or name != "listBibl" else "")
            depth_in_register += 1
        elif event == "end" and name in _REGISTERS:
            depth_in_register -= 1
            element.clear()
        elif event == "end" and in_text and not depth_in_register and _is_prose(element):
            return FileKind.TEI
    return _REGISTERS.get(register, FileKind.TEI)


def _is_prose(element: Element) -> bool:
    name = local(element)
    return name == "pb" or (name in _PROSE and bool(text_of(element)))


def _by_text(suffix: str, head: bytes) -> tuple[str, str]:
    if suffix == ".json":
        return _by_json(head)
    if suffix in _TABLE_SUFFIXES:
        return FileKind.TABLE, suffix[1:]
    if suffix in _MARKDOWN_SUFFIXES and _is_text(head):
        return FileKind.MARKDOWN, ""
    if suffix in _TEXT_SUFFIXES and _is_text(head):
        return FileKind.TEXT, ""
    return FileKind.UNKNOWN, "its format is not read"


def _by_json(head: bytes) -> tuple[str, str]:
    if b"iiif.io/api/presentation" in head or b'"sc:Manifest"' in head:
        return FileKind.IIIF, ""
    return FileKind.UNKNOWN, "its format is not read"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in head
