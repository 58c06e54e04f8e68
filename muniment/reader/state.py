"""What a reader asks to see, read from the address and the remembered panes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlencode

PANES_COOKIE = "panes"

_MAX_NAMES = 8
_NAME = re.compile(r"[\w.\-]{1,100}")


@dataclass(frozen=True, slots=True)
class ReaderState:
    """Everything about a reader's view that stands in its address.

    `voices` is None where the address does not choose; `panes` is empty likewise.
    """

    panes: tuple[str, ...] = ()
    page: str = ""
    voices: tuple[str, ...] | None = None
    in_file: bool = False
    language: str = ""  # only where the address asks for one

    @classmethod
    def read(cls, query: Mapping[str, str], voices: Sequence[str] | None) -> ReaderState:
        """Read the parameters; whatever is not understood counts as not given."""
        return cls(
            panes=_names(query.get("panes", "")),
            page=query.get("page", "")[:60],
            voices=None if voices is None else _names(",".join(voices)),
            in_file=query.get("in") == "file",
            language=query.get("lang", "")[:10],
        )

    def query(self, *, page: str | None = None, panes: Sequence[str] | None = None) -> str:
        """Write the query of this view, with another page or other panes; "" if it is empty."""
        chosen = replace(
            self,
            page=self.page if page is None else page,
            panes=self.panes if panes is None else tuple(panes),
        )
        pairs = [
            ("panes", ",".join(chosen.panes)),
            ("page", chosen.page),
            ("voices", "author," + ",".join(self.voices) if self.voices is not None else ""),
            ("in", "file" if self.in_file else ""),
            ("lang", self.language),
        ]
        found = urlencode([(k, v.rstrip(",")) for k, v in pairs if v], safe=",.:-")
        return f"?{found}" if found else ""


def remembered_panes(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """Read the panes that this browser showed last; a cookie that holds nothing else."""
    return _names(unquote(cookies.get(PANES_COOKIE, "")))


def _names(text: str) -> tuple[str, ...]:
    parts = (part.strip().lower() for part in text.split(","))
    return tuple(part for part in dict.fromkeys(parts) if _NAME.fullmatch(part))[:_MAX_NAMES]
