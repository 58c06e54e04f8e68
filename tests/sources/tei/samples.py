"""Small TEI files of our own words, and short ways to look at what was read of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from muniment.core.text.linearise import linearise
from muniment.core.text.model import Block, Mark, TextTree
from muniment.sources.model import Problem, Problems, SourceDocument
from muniment.sources.tei import TeiFile, load_profile, read_tei

TEI = "http://www.tei-c.org/ns/1.0"
HEADER = """<teiHeader><fileDesc><titleStmt><title>A file of the house by the river</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader>"""


@dataclass
class Sample:
    """A file that was read, its documents and what was said of it."""

    file: TeiFile
    documents: list[SourceDocument]
    problems: list[Problem]

    @property
    def document(self) -> SourceDocument:
        """Give the only document."""
        (document,) = self.documents
        return document

    @property
    def tree(self) -> TextTree:
        """Give the first text of the first document."""
        return self.documents[0].texts[0].tree

    @property
    def leaves(self) -> list[Block]:
        """Give the leaves of the body."""
        return list(self.tree.body_leaves())

    @property
    def plain(self) -> list[str]:
        """Give the plain strings of the body."""
        return [leaf.plain or "" for leaf in self.leaves]

    @property
    def codes(self) -> list[str]:
        """Give the codes of all problems."""
        return [problem.code for problem in self.problems]

    @property
    def tokens(self) -> list[str]:
        """Give the tokens of every text in the source's order."""
        texts = [text for document in self.documents for text in document.texts]
        return [token for text in texts for token in linearise(text.tree).split()]

    def marks(self, kind: str, *, leaf: int | None = None) -> list[tuple[str, dict[str, str]]]:
        """Give the words and attributes of each mark of a kind."""
        leaves = self.leaves if leaf is None else [self.leaves[leaf]]
        return [(said(b, m), m.attrs or {}) for b in leaves for m in b.marks if m.kind == kind]


def said(leaf: Block, mark: Mark) -> str:
    """Give the words that a mark spans."""
    return (leaf.plain or "")[mark.start : mark.end]


def write(folder: Path, content: str, *, header: str = HEADER, name: str = "sample.xml") -> Path:
    """Write a TEI file with this body, text or, from "<TEI" or "<?xml" on, this whole content."""
    if not content.lstrip("\ufeff").startswith(("<TEI", "<?xml", "<!DOCTYPE")):
        text = content if content.startswith("<text") else f"<text><body>{content}</body></text>"
        content = f'<TEI xmlns="{TEI}">{header}{text}</TEI>'
    path = folder / name
    path.write_bytes(content.encode())
    return path


def read(
    folder: Path, content: str, *, header: str = HEADER, name: str = "sample.xml", **tei: object
) -> Sample:
    """Read such a file, with the keys of a profile if any."""
    return read_path(write(folder, content, header=header, name=name), **tei)


def read_path(path: Path, **tei: object) -> Sample:
    """Read a file."""
    problems = Problems()
    opened = read_tei(path, name=path.name, profile=load_profile(tei), problems=problems)
    return Sample(opened, list(opened.documents()), problems.all)
