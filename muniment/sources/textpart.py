"""The plain text and Markdown files of a package, each a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from muniment.sources.files import FileKind, PackageFile
from muniment.sources.loosedates import read_loose_date
from muniment.sources.markdown import read_markdown
from muniment.sources.model import PersonMention, PersonRole, Problems, SourceDocument
from muniment.sources.parallel import Companion, Paired, merge_texts, pair_files
from muniment.sources.plain import read_plain, read_text_bytes, text_document
from muniment.sources.selection import Selection
from muniment.sources.settings import PackageSettings


@dataclass(slots=True)
class TextPart:
    """Text files in order, paired with their translations."""

    paired: list[Paired]
    settings: PackageSettings
    problems: Problems
    choices: list[str] = field(default_factory=list)

    @classmethod
    def plan(
        cls,
        selection: Selection,
        companions: list[Companion],
        settings: PackageSettings,
        problems: Problems,
    ) -> TextPart:
        """Pair the text files of a package."""
        part = cls([], settings, problems)
        files = selection.of(FileKind.TEXT, FileKind.MARKDOWN)
        part.paired = pair_files(files, companions, settings, part.choices, problems)
        return part

    def documents(self, tell: Callable[[str], None]) -> Iterator[SourceDocument]:
        """Yield the documents, joined with their translations."""
        for pair in self.paired:
            tell(pair.main.name)
            own = self._documents(pair.main)
            further = [(c, self._documents(c.file)) for c in pair.companions]
            yield from merge_texts(iter(own), further, count=len(own), problems=self.problems)

    def _documents(self, file: PackageFile) -> list[SourceDocument]:
        text = read_text_bytes(file, self.problems)
        if text is None:
            return []
        found = read_markdown(text) if file.kind == FileKind.MARKDOWN else read_plain(text)
        document = text_document(
            file, found, language=self.settings.language, problems=self.problems
        )
        _apply_facts(document, found.facts)
        return [document]


def _apply_facts(document: SourceDocument, facts: dict[str, str]) -> None:
    """Take the front matter into the document; what has no place of its own is a fact."""
    document.date = read_loose_date(facts.pop("date", "")) or document.date
    for name in ("description", "place", "type", "number", "unit", "reference_code", "rights"):
        setattr(document, name, facts.pop(name, "") or getattr(document, name))
    for name, role in (("author", PersonRole.AUTHOR), ("recipient", PersonRole.RECIPIENT)):
        if wording := facts.pop(name, ""):
            document.people += (PersonMention(role, wording),)
    document.facts += tuple((key.capitalize(), value) for key, value in facts.items())
