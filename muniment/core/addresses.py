"""Addresses of everything that has one: pure functions, so that any layer can point anywhere."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def home() -> str:
    """Address the first page."""
    return "/"


def browse(*parts: str) -> str:
    """Address a way to browse, such as ``browse("dates", "1939", "3")``."""
    return "/browse/" + "".join(f"{quote(part)}/" for part in parts)


def search(query_string: str = "") -> str:
    """Address the search page, or a search by the part behind the question mark."""
    return "/search/" + (f"?{query_string}" if query_string else "")


def volume(slug: str, *, at: str = "") -> str:
    """Address a volume, or the place in its contents where a document stands."""
    return f"/volumes/{quote(slug)}/{_place(at)}"


def repository(slug: str) -> str:
    """Address a holding institution."""
    return f"/archives/{quote(slug)}/"


def unit(repository_slug: str, slug: str, *, at: str = "") -> str:
    """Address an archival unit, or the place in its list where a document stands."""
    return f"/archives/{quote(repository_slug)}/{quote(slug)}/{_place(at)}"


def _place(identifier: str) -> str:
    return f"?at={quote(identifier)}#{quote(identifier)}" if identifier else ""


def person(slug: str) -> str:
    """Address a person."""
    return f"/people/{quote(slug)}/"


def collection(slug: str) -> str:
    """Address a collection."""
    return browse("collections", slug)


def document(
    identifier: str, *, panes: str = "", page: str = "", passage: str = "", fragment: str = ""
) -> str:
    """Address a document; `identifier` is the ARK's name."""
    asked = {"panes": panes, "page": page, "passage": passage}
    query = urlencode({k: v for k, v in asked.items() if v}, safe=",.:-")
    return (
        f"/documents/{quote(identifier)}/"
        + (f"?{query}" if query else "")
        + (f"#{quote(fragment)}" if fragment else "")
    )


def document_contents(identifier: str) -> str:
    """Address the list of the volume or file that a document stands in."""
    return f"/documents/{quote(identifier)}/contents/"


def ark(naan: str, name: str) -> str:
    """Address the permanent identifier itself."""
    return f"/ark:/{naan}/{quote(name)}"


def image_service(identifier: str) -> str:
    """Address an image's IIIF Image 3 service, without a slash at its end (IIIF Image 3.0 §2)."""
    return f"/iiif/image/3/{quote(identifier)}"
