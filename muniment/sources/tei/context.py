"""What the builder must know of a whole file while it builds one document of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from muniment.sources.tei.profile import TeiProfile
from muniment.sources.tei.words import Attestation

_IDS: Any = etree.XPath("//@xml:id", smart_strings=False)


@dataclass(slots=True)
class FileContext:
    """Facts of one file.

    `called` maps a note's id to the signs by which references call it. `anchors` maps an anchor's
    id to the ids of the notes that point back to it. `facsimile` maps the id of a surface, zone
    or graphic to the name of its image. `unwrapped` are divs that add no section of their own,
    `skipped` those that another text of the document holds. `unknown` counts elements that no
    table knows, with the line of the first.
    """

    name: str
    profile: TeiProfile
    attested: Attestation
    has_languages: bool = False
    has_parts: bool = True
    has_other_spaces: bool = True
    called: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, list[str]] = field(default_factory=dict)
    facsimile: dict[str, str] = field(default_factory=dict)
    unwrapped: set[Any] = field(default_factory=set)
    skipped: set[Any] = field(default_factory=set)
    image_path: Callable[[Any], Any] | None = None
    root: Any = None
    unknown: Counter[str] = field(default_factory=Counter)
    unknown_lines: dict[str, int] = field(default_factory=dict)
    _ids: set[str] | None = None

    def has_id(self, key: str) -> bool:
        """Tell whether any element of the file has that xml:id."""
        if self._ids is None:
            self._ids = {str(i) for i in _IDS(self.root)} if self.root is not None else set()
        return key in self._ids

    def note_unknown(self, element: Any, local: str) -> None:
        """Remember that an element is not known here."""
        self.unknown[local] += 1
        self.unknown_lines.setdefault(local, element.sourceline or 0)
