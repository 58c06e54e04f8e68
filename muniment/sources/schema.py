"""Every table and key of `package.toml`, and what its values must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from muniment.core.text.model import Origin, TextKind
from muniment.sources.model import Absence


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _is_map(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())


def _is_text_or_number(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


@dataclass(frozen=True, slots=True)
class Type:
    """What a key's value must be: the words for it and the test."""

    words: str
    fits: Callable[[Any], bool]


TEXT = Type('a text in quotation marks, "…"', _is_text)
NUMBER = Type("a number or a text", _is_text_or_number)
TEXTS = Type('a list of texts, ["…", "…"]', _is_texts)
MAP = Type('a table of texts, { ru = "…" }', _is_map)
TABLE = Type("a table", lambda value: isinstance(value, dict))
TEXT_OR_TABLE = Type("a text or a table", lambda value: isinstance(value, str | dict))


def one_of(*words: str) -> Type:
    """Make a type of a few allowed words."""
    return Type("one of " + ", ".join(f'"{w}"' for w in words), lambda value: value in words)


SOURCE_KINDS = ("tei", "images", "alto", "page", "ead", "mets", "persons", "table", "text")
ABSENCES = {
    "in progress": Absence.IN_PROGRESS,
    "none": Absence.NONE_EXISTS,
    "not digitised": Absence.NOT_DIGITISED,
}
ORIGINS = {
    "edited": Origin.EDITED,
    "machine-read": Origin.MACHINE_READ,
    "machine-translated": Origin.MACHINE_TRANSLATED,
}
KINDS = {"transcription": TextKind.TRANSCRIPTION, "translation": TextKind.TRANSLATION}
GROUPINGS = ("name", "folder", "file")
_ABSENCE = one_of(*ABSENCES)
_ORIGIN = one_of(*ORIGINS)

SCHEMA: dict[str, dict[str, Type]] = {
    "": {
        "package": TABLE,
        "repository": TABLE,
        "series": TABLE,
        "collection": TABLE,
        "sources": TABLE,
        "pages": TABLE,
        "texts": TABLE,
        "documents": TABLE,
        "tei": TABLE,
    },
    "package": {
        "identifier": TEXT,
        "title": TEXT,
        "titles": MAP,
        "title_ru": TEXT,
        "arrangement": one_of("volume", "archive"),
        "description": TEXT,
        "descriptions": MAP,
        "rights": TEXT,
        "licence_url": TEXT,
        "language": TEXT,
        "repository": TEXT_OR_TABLE,
        "collection": TEXT_OR_TABLE,
        "register": TEXT,
        "series": TEXT_OR_TABLE,
        "access": TEXT,
    },
    "repository": {"name": TEXT, "abbreviation": TEXT, "country": TEXT, "names": MAP},
    "series": {"slug": TEXT, "title": TEXT, "titles": MAP, "number": NUMBER},
    "collection": {
        "slug": TEXT,
        "title": TEXT,
        "titles": MAP,
        "description": TEXT,
        "descriptions": MAP,
    },
    "sources": dict.fromkeys(SOURCE_KINDS, TEXTS),
    "pages": {"document": one_of(*GROUPINGS), "origin": _ORIGIN, "language": TEXT},
    "texts.*": {
        "files": TEXTS,
        "kind": one_of(*KINDS),
        "language": TEXT,
        "title": TEXT,
        "origin": _ORIGIN,
    },
    "documents.*": {
        "title": TEXT,
        "type": TEXT,
        "date": TEXT,
        "number": NUMBER,
        "description": TEXT,
        "place": TEXT,
        "unit": TEXT,
        "reference_code": TEXT,
        "physical_form": TEXT,
        "also_published": TEXT,
        "subjects": TEXTS,
        "languages": TEXTS,
        "rights": TEXT,
        "access": TEXT,
        "image": _ABSENCE,
        "transcription": _ABSENCE,
        "translation": _ABSENCE,
        "origin": _ORIGIN,
        "origins": Type(
            'a table, { translation = "machine-translated" }',
            lambda value: (
                isinstance(value, dict)
                and all(k in KINDS and v in ORIGINS for k, v in value.items())
            ),
        ),
    },
}
"""Every table and key of package.toml, but for [tei], whose keys the TEI reader knows."""
