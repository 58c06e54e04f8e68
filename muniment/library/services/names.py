"""Names that readers give."""

from __future__ import annotations

from muniment.library.errors import NameMissing, NameTooLong


def clean_name(text: str, *, most: int) -> str:
    """Take a name as it was typed, on one line.

    :raises NameMissing: there is nothing.
    :raises NameTooLong: it has more characters than there is room for.
    """
    name = " ".join(text.replace("\0", " ").split())
    if not name:
        raise NameMissing
    if len(name) > most:
        raise NameTooLong(most)
    return name


def clean_text(text: str) -> str:
    """Take a description or a note as it was typed."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST_TEXT]


LONGEST_TEXT = 20_000
