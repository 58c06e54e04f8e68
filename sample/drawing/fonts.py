"""The faces in which the pages are written, from packages of fonts.

A package cuts a face into subsets; a face here is a list of such files, asked one after another
for each letter, so that ѣ and a Hebrew line find theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

Font = ImageFont.FreeTypeFont

_TYPEWRITER = "computer-modern/fonts/cmu-typewriter-text-500-roman.ttf"
_HEBREW = "@fontsource/cousine/files/cousine-hebrew-400-normal.woff2"


def _subsets(package: str) -> list[str]:
    return [
        f"@fontsource/{package}/files/{package}-{subset}-400-normal.woff2"
        for subset in ("cyrillic", "latin", "cyrillic-ext", "latin-ext")
    ]


FACES: dict[str, list[str]] = {
    "typescript": [_TYPEWRITER, _HEBREW],
    "hand": [*_subsets("bad-script"), _HEBREW, _TYPEWRITER],
    "anna": [*_subsets("caveat"), *_subsets("bad-script"), _TYPEWRITER],
    "round": [*_subsets("marck-script"), *_subsets("bad-script"), _TYPEWRITER],
}


class FontsNotFound(FileNotFoundError):
    """A file of a font package is not where it should be; the message says which."""


@lru_cache(maxsize=64)
def _load(path: str) -> tuple[bytes, frozenset[int]]:
    try:
        font = TTFont(path)
    except FileNotFoundError:
        raise FontsNotFound(
            f"No font {path}. Install the front-end packages first (npm ci), "
            "or name their folder with --fonts."
        ) from None
    known = frozenset(font.getBestCmap() or {})
    font.flavor = None
    out = BytesIO()
    font.save(out)
    return out.getvalue(), known


@lru_cache(maxsize=1024)
def _sized(path: str, size: int) -> Font:
    return ImageFont.truetype(BytesIO(_load(path)[0]), size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True, slots=True)
class Face:
    """A face from a folder of font packages."""

    name: str
    folder: Path

    def pieces(self, text: str, *, size: int) -> list[tuple[Font, str]]:
        """Cut a text into pieces that each have one font."""
        found: list[tuple[Font, str]] = []
        for letter in text:
            font = _sized(self._path(letter), size)
            if found and found[-1][0] is font:
                found[-1] = (font, found[-1][1] + letter)
            else:
                found.append((font, letter))
        return found

    def width(self, text: str, *, size: int) -> float:
        """Measure a text in pixels."""
        return sum(font.getlength(piece) for font, piece in self.pieces(text, size=size))

    def _path(self, letter: str) -> str:
        return _path_for(self.name, str(self.folder), letter)


@lru_cache(maxsize=4096)
def _path_for(name: str, folder: str, letter: str) -> str:
    for file in FACES[name]:
        path = str(Path(folder) / file)
        if ord(letter) in _load(path)[1]:
            return path
    raise ValueError(f"No font of the face {name} has the letter {letter!r}.")
