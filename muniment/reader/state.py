"""What a reader asks to see, read from the address and the remembered panes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlencode

PANES_COOKIE = "panes"

MAX_LISTED = 50
"""Documents of a selection that previous and next follow."""

_MAX_NAMES = 8
_LONGEST_QUERY = 1000
_LONGEST_SEARCH = 2000
_LONGEST_PASSAGE = 240
_LARGEST = 1_000_000
_NAME = re.compile(r"[\w.\-]{1,100}")


@dataclass(frozen=True, slots=True)
class ReaderState:
    """Everything about a reader's view that stands in its address.

    `voices` is None where the address does not choose; `panes` is empty likewise.
    """

    panes: tuple[str, ...] = ()
    page: str = ""
    passage: str = ""  # words of a version of a text; see `passages.targeting`
    voices: tuple[str, ...] | None = None
    in_file: bool = False
    language: str = ""  # only where the address asks for one
    q: str = ""  # what is looked for in the document
    hit: int = 0  # the hit that is read, from 1; 0 where the address names none
    results: str = ""  # the query of the search page that the reader came from
    at: int = 0  # the document's place among those results, from 0
    listed: tuple[str, ...] = ()  # a selection of documents, by identifier
    folder: str = ""  # a reader's folder that is read in its order

    @classmethod
    def read(cls, query: Mapping[str, str], voices: Sequence[str] | None) -> ReaderState:
        """Read the parameters; whatever is not understood counts as not given."""
        return cls(
            panes=_names(query.get("panes", "")),
            page=query.get("page", "")[:60],
            passage=query.get("passage", "")[:_LONGEST_PASSAGE],
            voices=None if voices is None else _names(",".join(voices)),
            in_file=query.get("in") == "file",
            language=query.get("lang", "")[:10],
            q=query.get("q", "").replace("\0", " ").strip()[:_LONGEST_QUERY],
            hit=_number(query.get("hit", "")),
            results=_search(query.get("results", "")),
            at=_number(query.get("at", "")),
            listed=_names(query.get("list", ""), most=MAX_LISTED),
            folder="".join(_names(query.get("folder", ""), most=1)),
        )

    def query(self, *, page: str | None = None, panes: Sequence[str] | None = None) -> str:
        """Write the query of this view, with another page or other panes; "" if it is empty."""
        chosen = replace(
            self,
            page=self.page if page is None else page,
            panes=self.panes if panes is None else tuple(panes),
        )
        found = urlencode(chosen.pairs(), safe=",.:-")
        return f"?{found}" if found else ""

    def pairs(self) -> list[tuple[str, str]]:
        """Give the parameters of the address, without those that are not set."""
        pairs = [
            ("panes", ",".join(self.panes)),
            ("page", self.page),
            ("passage", self.passage),
            (
                "voices",
                ",".join(dict.fromkeys(("author", *self.voices)))
                if self.voices is not None
                else "",
            ),
            ("in", "file" if self.in_file else ""),
            ("lang", self.language),
            ("q", self.q),
            ("hit", str(self.hit) if self.hit else ""),
            ("results", self.results),
            ("at", str(self.at) if self.results else ""),
            ("list", ",".join(self.listed)),
            ("folder", self.folder),
        ]
        return [(name, value) for name, value in pairs if value]

    def without_trail(self) -> ReaderState:
        """Forget where the reader came from, what is looked for, the page and the passage."""
        return replace(
            self, page="", passage="", q="", hit=0, results="", at=0, listed=(), folder=""
        )


def remembered_panes(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """Read the panes that this browser showed last; a cookie that holds nothing else."""
    return _names(unquote(cookies.get(PANES_COOKIE, "")))


def _names(text: str, *, most: int = _MAX_NAMES) -> tuple[str, ...]:
    parts = (part.strip().lower() for part in text.split(","))
    return tuple(part for part in dict.fromkeys(parts) if _NAME.fullmatch(part))[:most]


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= 7
    return min(int(text), _LARGEST) if is_number else 0


def _search(text: str) -> str:
    """Take the query of a search page: never more than what stands behind its question mark."""
    text = text.removeprefix("?").partition("#")[0]
    return text if len(text) <= _LONGEST_SEARCH and text.isprintable() else ""
