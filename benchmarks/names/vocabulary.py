"""Other words and names, counted in the real sources: nothing of them is kept."""

from __future__ import annotations

import html
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZE = 50_000
# English, Russian, German and French: diplomatic papers, Tolstoy, diaries.
FOLDERS = (
    *("frus", "frus-history-documents", "hsg-people", "tolstoy", "tolstoydigital"),
    *("iospe-ru-en", "schnitzler-tagebuch", "ehri-typescripts", "suriano"),
)
_TAG = re.compile("<[^>]*>")
_HEADER = re.compile("<teiHeader.*?</teiHeader>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{3,}")


def corpora() -> Path:
    """Say where the real sources are."""
    return Path(os.environ.get("MUNIMENT_CORPORA") or ROOT.parent / "shared" / "corpora")


def vocabulary(folder: Path, *, without: Iterable[str], size: int = SIZE) -> tuple[str, ...]:
    """Give the most frequent words of the sources in small letters, but for those listed."""
    counted: Counter[str] = Counter()
    for name in FOLDERS:
        for path in sorted((folder / name).rglob("*.xml")):
            counted.update(words(path.read_text(encoding="utf-8", errors="replace")))
    for word in without:
        counted.pop(word.lower(), None)
    return tuple(word for word, _ in counted.most_common(size))


def words(xml: str) -> list[str]:
    """Cut the text of an XML file into words in small letters."""
    text = html.unescape(_TAG.sub(" ", _HEADER.sub(" ", xml)))
    return _WORD.findall(text.lower())
