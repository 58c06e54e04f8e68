"""Give each document its place and what tables and package.toml say of it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from muniment.core.dates import parse_edtf
from muniment.core.text.model import TextKind
from muniment.sources.metadata import Metadata, apply_row
from muniment.sources.model import Level, Problems, SourceDocument, SourceUnit
from muniment.sources.schema import ABSENCES, KINDS, ORIGINS
from muniment.sources.settings import PackageSettings

_PLAIN_FACTS = (
    *("title", "type", "description", "place", "unit", "reference_code", "physical_form"),
    *("also_published", "rights", "access"),
)


@dataclass(slots=True)
class Finisher:
    """Completes documents one after another, and reports what fitted none of them."""

    settings: PackageSettings
    metadata: Metadata
    units: list[SourceUnit]
    problems: Problems
    default_volume: str = ""
    _seen: dict[str, tuple[str, int]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)  # ids of [documents] that were used
    _keys: set[str] = field(init=False)
    _by_code: dict[str, str] = field(init=False)
    _roots: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._keys = {unit.key for unit in self.units}
        self._by_code = {}
        for unit in self.units:
            if unit.reference_code:
                self._by_code.setdefault(_normal(unit.reference_code), unit.key)
        self._roots = [unit.key for unit in self.units if not unit.parent]

    def finish(self, document: SourceDocument) -> bool:
        """Complete a document; False, with an error noted, if another has its key."""
        if not self._is_first(document):
            return False
        row = self.metadata.row_for(document)
        if row:
            apply_row(document, row)
        self._apply_settings(document)
        self._place(document)
        return True

    def _is_first(self, document: SourceDocument) -> bool:
        first = self._seen.setdefault(document.key, (document.source, document.line))
        if first == (document.source, document.line):
            return True
        self.problems.add(
            Level.ERROR,
            "id-twice",
            f'The id "{document.key}" is used twice: in {first[0]}, line {first[1]}, and here; '
            "this document is left out.",
            cure="Give one of the two another xml:id.",
            file=document.source,
            line=document.line,
            document=f"{document.source}#{document.key}",
        )
        return False

    # What package.toml says ----------------------------------------------------------------------

    def _apply_settings(self, document: SourceDocument) -> None:
        stem = document.source.rpartition("/")[2].rpartition(".")[0]
        names = (document.xml_id, document.key, document.source, stem)
        key = next((name for name in names if name in self.settings.documents), None)
        if key is None:
            return
        self._told.add(key)
        facts = self.settings.documents[key]
        for name in _PLAIN_FACTS:
            if name in facts:
                setattr(document, name, facts[name])
        if "number" in facts:
            document.number = str(facts["number"])
        if "date" in facts:
            document.date = parse_edtf(facts["date"])
        document.subjects = tuple(facts.get("subjects", document.subjects))
        document.languages = tuple(facts.get("languages", document.languages))
        self._apply_states(document, facts)

    def _apply_states(self, document: SourceDocument, facts: dict[str, Any]) -> None:
        for name in ("image", "transcription", "translation"):
            if name in facts:
                pane = str(KINDS.get(name, name))
                document.absences[pane] = ABSENCES[facts[name]]
        origins = facts.get("origins", {})
        for text in document.texts:
            said = next((o for kind, o in origins.items() if KINDS[kind] == text.kind), None)
            if said is None and text.kind == TextKind.TRANSCRIPTION:
                said = facts.get("origin")
            if said:
                text.origin = ORIGINS[said]

    # Where it belongs ----------------------------------------------------------------------------

    def _place(self, document: SourceDocument) -> None:
        if not document.volume:
            document.volume = self.default_volume
        if document.unit:
            self._check_unit(document)
        elif self.units and document.reference_code:
            document.unit = self._unit_by_code(document.reference_code)
        if not document.unit and not document.volume and len(self._roots) == 1:
            document.unit = self._roots[0]

    def _check_unit(self, document: SourceDocument) -> None:
        if document.unit in self._keys:
            return
        if found := self._by_code.get(_normal(document.unit)):
            document.unit = found
            return
        near = difflib.get_close_matches(document.unit, self._keys, n=1)
        self.problems.add(
            Level.WARNING,
            "unit-unknown",
            f'There is no archival unit "{document.unit}" in the finding aid.',
            cure=f'Write "{near[0]}".' if near else "Use the id of a component of the EAD file.",
            file=document.source,
            line=document.line,
            document=document.key,
        )
        document.unit = ""

    def _unit_by_code(self, code: str) -> str:
        """Find the unit whose reference code is the longest beginning of a document's."""
        whole = _normal(code)
        for end in range(len(whole), 0, -1):
            at_border = end == len(whole) or not whole[end].isalnum()
            if at_border and (found := self._by_code.get(whole[:end].rstrip(" ,.;:/"))):
                return found
        return ""

    def report(self) -> None:
        """Note the ids of [documents] that no document has."""
        known = list(self._seen)
        for name in self.settings.documents:
            if name in self._told:
                continue
            near = difflib.get_close_matches(name, known, n=1)
            self.problems.add(
                Level.WARNING,
                "documents-unknown",
                f'[documents."{name}"] names a document that is not in the package.',
                cure=f'Write "{near[0]}".' if near else "Use the xml:id of a document.",
                file=self.settings.file.name if self.settings.file else "",
            )


def _normal(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold()
    spaced = re.sub(r"\s*([,.;:/])\s*", r"\1 ", folded)
    return re.sub(r"\s+", " ", spaced).strip(" ,.;:/")
