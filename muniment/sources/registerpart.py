"""The people and the tables of a package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from muniment.sources.files import FileKind, PackageFile
from muniment.sources.markup import parse_xml
from muniment.sources.metadata import Metadata, add_table, is_document_table, report_unused
from muniment.sources.model import Level, Problems, SourcePerson
from muniment.sources.persons import (
    Register,
    is_register,
    merge_registers,
    read_person,
    read_register,
)
from muniment.sources.selection import PERSONS_TABLE, Selection
from muniment.sources.tables import Table, read_tables
from muniment.sources.tei import TeiProfile
from muniment.sources.teipart import register_people
from muniment.sources.wording import counted


@dataclass(slots=True)
class RegisterPart:
    """People from registers of every format, and rows that describe documents."""

    people: list[SourcePerson] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)
    choices: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, selection: Selection, profile: TeiProfile, problems: Problems) -> RegisterPart:
        """Read TEI registers, files of one person each, and tables."""
        part = cls()
        for file in selection.of(FileKind.TEI_REGISTER):
            people, is_read = register_people(file, profile, problems)
            part.people.extend(people)
            if is_read and not people:
                part.choices.append(f"{file.name} is passed over: it lists no people or bodies.")
        nameless = [f for f in selection.of(FileKind.PERSON) if not part._read_person(f, problems)]
        if nameless:
            problems.add(
                Level.WARNING,
                "person-nameless",
                f"{counted(len(nameless), 'file of a person gives', 'files of people give')} no "
                "name, the first of them here.",
                cure="Give every person a name.",
                file=nameless[0].name,
            )
        for file in selection.of(PERSONS_TABLE):
            part._read_tables(file, problems, are_people=True)
        for file in selection.of(FileKind.TABLE):
            part._read_tables(file, problems, are_people=False)
        return part

    def _read_person(self, file: PackageFile, problems: Problems) -> bool:
        root = parse_xml(file, problems)
        if root is None:
            return True
        person = read_person(root, file)
        if person:
            self.people.append(person)
        return person is not None

    def _read_tables(self, file: PackageFile, problems: Problems, *, are_people: bool) -> None:
        tables = read_tables(file, problems)
        fitting = [t for t in tables if is_register(t) or (not are_people and is_document_table(t))]
        for table in tables:
            if is_register(table):
                self._take_register(table, problems)
            elif table in fitting:
                add_table(self.metadata, table)
                self.choices.append(f"{_name(table)} was taken for a table of documents.")
            else:
                self.choices.append(
                    f"{_name(table)} is passed over: its headers are neither those of people nor "
                    "of documents."
                )
        if are_people and not fitting and tables:
            problems.add(
                Level.WARNING,
                "register-headers",
                "The table has no column of names that is known.",
                cure='Call the columns "id", "name", "birth", "death" and so on.',
                file=file.name,
                line=1,
            )

    def _take_register(self, table: Table, problems: Problems) -> None:
        register = read_register(table)
        self.people.extend(register.people)
        told = _told(register)
        self.choices.append(
            f"{_name(table)} was taken for a register of {len(register.people):,} people and "
            f"bodies{told}."
        )
        if count := register.passed_over["nameless"]:
            problems.add(
                Level.WARNING,
                "person-nameless",
                f"{counted(count, 'row names nobody', 'rows name nobody')}; not taken in.",
                cure="Give every person a name.",
                file=table.file.name,
            )

    def all_people(self, from_texts: Iterable[SourcePerson]) -> list[SourcePerson]:
        """Join the people of the registers with those that the texts themselves list."""
        return list(merge_registers([*self.people, *from_texts]))

    def report(self, problems: Problems) -> None:
        """Note the rows that described no document."""
        report_unused(self.metadata, problems)


def _told(register: Register) -> str:
    others: Counter[str] = Counter(register.passed_over)
    others.pop("nameless", None)
    explains = others.pop("instruction", 0)
    parts = [f"{count:,} of kind {kind.upper()}" for kind, count in others.items()]
    if explains:
        parts.append("a row that explains the headers")
    return f"; {', '.join(parts)} passed over" if parts else ""


def _name(table: Table) -> str:
    return f'{table.file.name}, sheet "{table.sheet}",' if table.sheet else table.file.name
