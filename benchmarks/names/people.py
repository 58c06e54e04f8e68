"""The list of people, its two halves, and how each of them may be written."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from benchmarks.names.decline import cases
from benchmarks.names.romanise import romanisations

LIST = Path(__file__).resolve().parent / "people.tsv"


@dataclass(frozen=True, slots=True)
class Listed:
    """One person: the surname in Cyrillic, the usual English one, all in Latin letters, cases."""

    surname: str
    english: str
    spellings: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def is_unseen(self) -> bool:
        """Say whether the person is of the half that the rules were never tuned on."""
        return hashlib.sha256(self.surname.encode()).digest()[0] % 2 == 1


def people() -> tuple[Listed, ...]:
    """Read the list."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return tuple(_listed(row) for row in csv.DictReader(lines, delimiter="\t"))


def halves() -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """Give those to tune on and those to report on."""
    listed = people()
    return (
        tuple(one for one in listed if not one.is_unseen),
        tuple(one for one in listed if one.is_unseen),
    )


def _listed(row: dict[str, str]) -> Listed:
    attested = [row["english"], *filter(None, row["other"].split(", "))]
    spellings = dict.fromkeys([*attested, *romanisations(row["surname"]).values()])
    return Listed(
        surname=row["surname"],
        english=row["english"],
        spellings=tuple(spellings),
        cases=cases(row["surname"], woman=row["sex"] == "f"),
    )
