"""Count what is read, and what becomes of it, for the report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from muniment.documents.incoming import Incoming, Outcome, take_in, title_of
from muniment.ingest.people_check import PeopleCheck
from muniment.ingest.report import (
    DocumentEntry,
    PassagesEntry,
    Report,
    document_entry,
    make_report,
)
from muniment.sources.model import Level, Problem, Problems, SourcePackage
from muniment.sources.wording import times

_NO_REASON = "it has no place on the page"


@dataclass(slots=True)
class _Omission:
    """What is not shown of one file for one reason."""

    texts: Counter[str] = field(default_factory=Counter)
    line: int = 0
    document: str = ""


class Tally:
    """The growing report of one command, over all its packages."""

    def __init__(self) -> None:
        self._documents: list[DocumentEntry] = []
        self._problems: list[Problem] = []
        self._passages: list[PassagesEntry] = []
        self._counts: Counter[str] = Counter()

    def add_document(self, incoming: Incoming, *, identifier: str = "") -> None:
        """Count one document."""
        self._documents.append(document_entry(incoming, identifier=identifier))

    def add_outcome(self, outcome: Outcome | str) -> None:
        """Count what became of a document."""
        self._counts[str(outcome)] += 1

    def add_passages(self, entries: Iterable[PassagesEntry]) -> None:
        """Take over what corrections do to readers' passages."""
        self._passages += entries

    def add_package(self, source: SourcePackage, own: Problems) -> None:
        """Count what is common to a package, and take its problems over."""
        surfaces = source.surfaces.values()
        self._counts["surfaces"] += len(surfaces)
        self._counts["images"] += len({s.image for s in surfaces if s.image})
        self._counts["units"] += len(source.units)
        self._counts["people"] += len(source.people)
        self._problems += [*source.problems.all, *own.all]

    def add_problems(self, problems: Problems) -> None:
        """Take over problems that belong to no package."""
        self._problems += problems.all

    def report(self) -> Report:
        """Put the report together."""
        return make_report(
            self._documents,
            self._problems,
            counts=dict(self._counts),
            passages=self._passages,
        )


class Reading:
    """One reading of a package's documents: each once, with what is wrong with it."""

    def __init__(self, source: SourcePackage) -> None:
        self.source = source
        self.problems = Problems()  # found here, beside those that the readers note
        self.keys: set[str] = set()
        self._left_out: set[str] = set()
        self._seen_problems = 0
        self._omissions: dict[tuple[str, str], _Omission] = defaultdict(_Omission)
        self._people = PeopleCheck(source.people)

    def documents(self) -> Iterator[Incoming]:
        """Read one document after another; the second of two with one key is left out."""
        for document in self.source.documents():
            incoming = take_in(document)
            if incoming.key in self.keys:
                self._note_duplicate(incoming)
            else:
                self.keys.add(incoming.key)
                self._note_omissions(incoming)
                self._check_characters(incoming)
                self._people.look_at(incoming)
                yield incoming

    def is_left_out(self, incoming: Incoming) -> bool:
        """Tell whether the readers found an error in a document."""
        for problem in self.source.problems.all[self._seen_problems :]:
            if problem.level == Level.ERROR and problem.document:
                self._left_out.add(problem.document)
        self._seen_problems = len(self.source.problems.all)
        return incoming.source.key in self._left_out

    def broken_files(self) -> set[str]:
        """Give the files that could not be read; "" stands for the whole package."""
        return {p.file for p in self.source.problems.errors() if not p.document}

    def note_common(self) -> None:
        """Report, in the end, what was left to choose and what is listed instead of shown."""
        for sentence in self.source.choices:
            self.problems.add(Level.NOTICE, "choice", sentence, cure="")
        self._people.report(self.problems)
        for (file, reason), omission in self._omissions.items():
            self._report_omission(file, reason, omission)

    def _note_duplicate(self, incoming: Incoming) -> None:
        self.problems.add(
            Level.ERROR,
            "document-duplicate",
            f'A second document has the id "{incoming.source.key}" and is left out.',
            cure="Give each document of the package an xml:id of its own.",
            file=incoming.source.source,
            line=incoming.source.line,
            document=incoming.source.key,
        )

    def _note_omissions(self, incoming: Incoming) -> None:
        source = incoming.source
        for text in incoming.texts:
            for (reason, words), count in text.facts.omissions.items():
                omission = self._omissions[source.source, reason]
                if not omission.texts:
                    omission.line, omission.document = source.line, source.key
                omission.texts[words] += count

    def _report_omission(self, file: str, reason: str, omission: _Omission) -> None:
        listed = ", ".join(
            f'"{words}" ({count:,})' for words, count in omission.texts.most_common()
        )
        total = omission.texts.total()
        self.problems.add(
            Level.NOTICE,
            "text-not-shown",
            f"Kept but not shown ({reason or _NO_REASON}), {times(total)}: {listed}.",
            cure="",
            file=file,
            line=omission.line,
            document=omission.document,
        )

    def _check_characters(self, incoming: Incoming) -> None:
        source = incoming.source
        kept = incoming.shown_characters + incoming.listed_characters
        if source.source_characters and kept != source.source_characters:
            self.problems.add(
                Level.WARNING,
                "characters-differ",
                f'"{title_of(source)}" has {source.source_characters:,} characters in its source '
                f"and {kept:,} here.",
                cure="Compare the document with its source, and report the file to the project.",
                file=source.source,
                line=source.line,
                document=source.key,
            )
