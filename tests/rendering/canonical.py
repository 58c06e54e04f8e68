"""Read the canonical string out of HTML again, as a browser does."""

from __future__ import annotations

from lxml import html


def canonical_of(*fragments: str) -> str:
    """Join the words of all leaves outside `data-skip`, in document order."""
    root = html.fragment_fromstring("".join(fragments), create_parent="main")
    return "\n".join(_words(leaf) for leaf in root.iter() if leaf.get("data-leaf") is not None)


def _words(element: html.HtmlElement) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.get("data-skip") is None:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
