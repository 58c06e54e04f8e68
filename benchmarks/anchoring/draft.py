"""A text that is edited while every character keeps a mark of where it stood at first.

So it is known by construction, not by comparing, where each character of a passage is at last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.anchoring.prose import Prose

NEW = -1
"""The mark of a character that was not in the text at first."""

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Paragraph:
    """Characters, the mark of each, and the id of the block."""

    id: str
    text: str
    marks: list[int]

    def replace(self, start: int, end: int, text: str) -> None:
        """Put new characters in the place of others."""
        self.text = self.text[:start] + text + self.text[end:]
        self.marks[start:end] = [NEW] * len(text)


class Draft:
    """Paragraphs under an editor's hands."""

    def __init__(self, paragraphs: Sequence[str], prose: Prose) -> None:
        self.prose, self.chance = prose, prose.chance
        self.paragraphs: list[Paragraph] = []
        self.minted = 0
        offset = 0
        for text in paragraphs:
            marks = list(range(offset, offset + len(text)))
            self.paragraphs.append(Paragraph(self._mint(), text, marks))
            offset += len(text) + 1

    def _mint(self) -> str:
        self.minted += 1
        return f"p{self.minted}"

    def edit(self) -> None:
        """Do one thing that editors do, small things more often than large ones."""
        acts: dict[Callable[[], None], int] = {
            self.mend_letter: 30,
            self.change_word: 18,
            self.put_words_in: 9,
            self.take_words_out: 9,
            self.put_sentence_in: 4,
            self.take_sentence_out: 4,
            self.split: 5,
            self.merge: 5,
            self.move: 6,
            self.put_paragraph_in: 2,
            self.take_paragraph_out: 2,
            self.put_like_paragraph_in: 6,
        }
        self.chance.choices(list(acts), weights=list(acts.values()))[0]()

    def mint_anew(self, share: float) -> None:
        """Give this share of the paragraphs other ids, as a careless export does."""
        for paragraph in self.paragraphs:
            if self.chance.random() < share:
                paragraph.id = self._mint()

    # Within a paragraph -------------------------------------------------------------------------

    def _words(self, count: int = 1) -> tuple[Paragraph, int, int] | None:
        """Choose so many words in a row, any of the text."""
        sizes = [len(each.text) for each in self.paragraphs]
        paragraph = self.chance.choices(self.paragraphs, weights=sizes)[0]
        words = list(_WORD.finditer(paragraph.text))
        if len(words) <= count:
            return None
        first = self.chance.randrange(len(words) - count)
        return paragraph, words[first].start(), words[first + count - 1].end()

    def mend_letter(self) -> None:
        """Replace, drop, double or swap a letter of a word of four letters or more."""
        place = self._words()
        if place is None or place[2] - place[1] < 4:
            return
        paragraph, start, end = place
        at = self.chance.randrange(start, end - 1)
        pair = paragraph.text[at : at + 2]
        letter = self.chance.choice(self.prose.word())
        act = self.chance.choice(("replace", "drop", "double", "swap"))
        if act == "swap":
            paragraph.replace(at, at + 2, pair[::-1])
        elif act == "drop":
            paragraph.replace(at, at + 1, "")
        else:
            paragraph.replace(at, at + (act == "replace"), letter)

    def change_word(self) -> None:
        """Put another word in the place of one."""
        if place := self._words():
            paragraph, start, end = place
            paragraph.replace(start, end, self.prose.word())

    def put_words_in(self) -> None:
        """Put one to five words before another."""
        if place := self._words():
            paragraph, start, _ = place
            paragraph.replace(start, start, self.prose.phrase(self.chance.randint(1, 5)) + " ")

    def take_words_out(self) -> None:
        """Delete one to five words."""
        if place := self._words(self.chance.randint(1, 5)):
            paragraph, start, end = place
            while end < len(paragraph.text) and paragraph.text[end] == " ":
                end += 1
            paragraph.replace(start, end, "")

    def _sentence(self) -> tuple[Paragraph, int, int]:
        """Choose a sentence with the space behind it."""
        paragraph = self.chance.choice(self.paragraphs)
        ends = [match.end() for match in re.finditer(r"[.?] ", paragraph.text)]
        bounds = [0, *ends, len(paragraph.text)]
        at = self.chance.randrange(len(bounds) - 1)
        return paragraph, bounds[at], bounds[at + 1]

    def put_sentence_in(self) -> None:
        """Put a sentence before another."""
        paragraph, start, _ = self._sentence()
        paragraph.replace(start, start, self.prose.sentence() + " ")

    def take_sentence_out(self) -> None:
        """Delete a sentence; the paragraph may be empty then."""
        paragraph, start, end = self._sentence()
        paragraph.replace(start, end, "")

    # Whole paragraphs ---------------------------------------------------------------------------

    def split(self) -> None:
        """Begin a new paragraph at a sentence, which has a new id."""
        paragraph, start, _ = self._sentence()
        if start == 0:
            return
        behind = Paragraph(self._mint(), paragraph.text[start:], paragraph.marks[start:])
        paragraph.replace(start - 1, len(paragraph.text), "")
        self.paragraphs.insert(self.paragraphs.index(paragraph) + 1, behind)

    def merge(self) -> None:
        """Put a paragraph behind the one before it, whose id stays."""
        at = self.chance.randrange(1, len(self.paragraphs))
        behind = self.paragraphs.pop(at)
        before = self.paragraphs[at - 1]
        before.text = f"{before.text} {behind.text}"
        before.marks = [*before.marks, NEW, *behind.marks]

    def move(self) -> None:
        """Put a paragraph elsewhere."""
        moved = self.paragraphs.pop(self.chance.randrange(len(self.paragraphs)))
        self.paragraphs.insert(self.chance.randrange(len(self.paragraphs) + 1), moved)

    def put_paragraph_in(self) -> None:
        """Put a new paragraph in."""
        self._insert(self.prose.paragraph())

    def put_like_paragraph_in(self) -> None:
        """Put a paragraph in that is nearly like one that is there, or just like it."""
        self._insert(self.prose.like(self.chance.choice(self.paragraphs).text))

    def _insert(self, text: str) -> None:
        at = self.chance.randrange(len(self.paragraphs) + 1)
        self.paragraphs.insert(at, Paragraph(self._mint(), text, [NEW] * len(text)))

    def take_paragraph_out(self) -> None:
        """Delete a paragraph."""
        self.paragraphs.pop(self.chance.randrange(len(self.paragraphs)))

    # The result ---------------------------------------------------------------------------------

    def marks(self) -> list[int]:
        """Give the mark of each character of the canonical string."""
        marks: list[int] = []
        for paragraph in self.paragraphs:
            marks += [*paragraph.marks, NEW]
        return marks[:-1]
