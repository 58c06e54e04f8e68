"""Full addresses of annotations and of what they are about, and the way back from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from muniment.annotations.w3c.errors import Rejected
from muniment.core import addresses

CONTAINER = "/annotations/"
MINE = f"{CONTAINER}mine/"
PUBLIC = f"{CONTAINER}public/"

_DOCUMENT = re.compile(r"/documents/([0-9A-Za-z]{1,32})/?")
_ARK = re.compile(r"/?ark:/?[0-9A-Za-z]+/([0-9A-Za-z-]{1,40})/?")
_IMAGE = re.compile(r"/iiif/image/3/([0-9A-Za-z]{1,40})(?:/.*)?")
_GROUP = re.compile(r"/annotations/groups/([0-9A-Za-z]{1,32})/?")

_FOREIGN = (
    'The target "{}" is nothing of this archive, or is not open to you. Name a document, one of '
    "its texts, or the IIIF service of one of its images by the address that it has here."
)


@dataclass(frozen=True, slots=True)
class Site:
    """Scheme and host of the archive: as it writes them, and all under which it is known."""

    root: str
    roots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """What an address of the archive names, as far as the address itself tells.

    `passage` is as the reader's address has it; `panes` may name texts.
    """

    document: str = ""
    image: str = ""
    page: str = ""
    panes: tuple[str, ...] = ()
    passage: str = ""
    fragment: str = ""


def annotation(identifier: str) -> str:
    """Address an annotation: its container's address and one more part (Protocol, 5.1)."""
    return f"{CONTAINER}{quote(identifier)}"


def group_container(group: str) -> str:
    """Address the container of what is shown to a group."""
    return f"{CONTAINER}groups/{quote(group)}/"


def document_container(document: str) -> str:
    """Address the container of what there is on a document."""
    return f"{CONTAINER}documents/{quote(document)}/"


def text(document: str, key: str) -> str:
    """Address a text: its document, with the pane that shows it."""
    return addresses.document(document, panes=key)


def place_of(iri: str, *, site: Site) -> Place:
    """Read what an address names.

    :raises Rejected: it is no address of a document, a text or an image here.
    """
    path, query, fragment = _own(iri, site=site)
    asked = {name: values[-1] for name, values in parse_qs(query).items()}
    if found := (_DOCUMENT.fullmatch(path) or _ARK.fullmatch(path)):
        return Place(
            document=found[1].replace("-", ""),
            page=asked.get("page", ""),
            panes=tuple(pane for pane in asked.get("panes", "").split(",") if pane),
            passage=asked.get("passage", ""),
            fragment=fragment,
        )
    if found := _IMAGE.fullmatch(path):
        return Place(image=found[1], fragment=fragment)
    raise Rejected(_FOREIGN.format(iri[:200]))


def group_of(iri: str, *, site: Site) -> str:
    """Read which group's container an address names; "" where it names none."""
    return found[1] if (found := _GROUP.fullmatch(path_of(iri, site=site))) else ""


def path_of(iri: str, *, site: Site) -> str:
    """Give the path of an address of the archive; "" where it is none."""
    try:
        return _own(iri, site=site)[0]
    except Rejected:
        return ""


def _own(iri: str, *, site: Site) -> tuple[str, str, str]:
    """Take an address of the archive apart: path, query, fragment."""
    try:
        parts = urlsplit(iri)
        path = unquote(parts.path, errors="strict")
    except ValueError as problem:
        raise Rejected(_FOREIGN.format(iri[:200])) from problem
    is_ours = f"{parts.scheme}://{parts.netloc}" in site.roots or parts.scheme == "ark"
    if not is_ours or not (path + parts.fragment).isprintable():
        raise Rejected(_FOREIGN.format(iri[:200]))
    if parts.scheme == "ark":
        path = f"ark:{path}"
    return path, parts.query, unquote(parts.fragment)
