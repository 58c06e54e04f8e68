"""Cut the fonts down to what a page of an archive needs, and write their style sheet.

A browser fetches a file only for characters that occur on the page: so each face is cut into one
file per script. Weights are limited to what the pages use and the optical size is fixed.

The licence of Source Serif and Source Sans keeps the name "Source" for the fonts as published
(SIL Open Font License 1.1, clause 3). What is cut from them goes by names of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FEATURES = ("ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "onum", "pnum", "sups", "tnum")

SCRIPTS = {
    "latin": (
        "U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+02BC, U+02C6, U+02DA, U+02DC, "
        "U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212, U+FEFF, U+FFFD"
    ),
    "latin-a": "U+0100-0130, U+0132-0151, U+0154-017F, U+0218-021B, U+2070-209F",
    "latin-ext": (
        "U+0180-0217, U+021C-02B8, U+02BB, U+02BD-02C5, U+02C7-02D9, U+02DB, U+02DD-02FF, U+0300, "
        "U+0302-036F, U+1D00-1DBF, U+1E00-1EFF, U+20A0-20AB, U+20AD-20CF, U+2100-2113, "
        "U+2117-2121, U+2150-218F, U+2215, U+2248, U+2260-2265"
    ),
    "cyrillic": ("U+0301, U+0400-045F, U+0462-0463, U+046A-046B, U+0472-0475, U+0490-0491, U+2116"),
    "cyrillic-ext": "U+0460-0461, U+0464-0469, U+046C-0471, U+0476-048F, U+0492-052F",
    "greek": "U+0370-03FF",
    "greek-ext": "U+1F00-1FFF",
}
"""One file each, with the characters for which a browser fetches it (the last wins on overlap)."""

ACCENTS = frozenset({0x0300, 0x0301, 0x0302, 0x0304, 0x0306, 0x0308, 0x030B, 0x030F, 0x0311})
"""Marks that stand above Cyrillic letters: mark and letter must be in one file to meet."""


@dataclass(frozen=True, slots=True)
class Face:
    """One style of a family: where it comes from, and which weights of it are kept."""

    family: str
    style: str
    source: str
    weights: float | tuple[float, float]
    optical_size: float | None = None

    @property
    def limits(self) -> dict[str, float | tuple[float, float]]:
        """Say what is kept of each axis of the variable font."""
        size = {} if self.optical_size is None else {"opsz": self.optical_size}
        return {"wght": self.weights, **size}

    @property
    def stem(self) -> str:
        """Name the face as its files are named."""
        return f"{self.family.lower().replace(' ', '-')}-{self.style}"


WEIGHTS = (400.0, 700.0)
TEXT_SIZE = 14.0
"""Optical size in points: documents are set at 18 pixels, which is 13.5 points."""

SERIF_FOLDER = "source-serif/VAR/SourceSerif4Variable-"
FACES = (
    Face("Muniment Serif", "normal", f"{SERIF_FOLDER}Roman.ttf", WEIGHTS, TEXT_SIZE),
    Face("Muniment Serif", "italic", f"{SERIF_FOLDER}Italic.ttf", 400.0, TEXT_SIZE),
    Face("Muniment Sans", "normal", "source-sans/VF/SourceSans3VF-Upright.ttf", WEIGHTS),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Characters that a family lacks, taken from another one."""

    name: str
    source: str
    characters: str


NOTO_SERIF = "@fontsource/noto-serif/files/noto-serif-{}-400-normal.woff2"
GAPS = (
    Gap("letters", NOTO_SERIF.format("latin-ext"), "U+02B9-02BA, U+2114"),
    Gap("slavonic", NOTO_SERIF.format("cyrillic-ext"), "U+0460-052F, U+2DE0-2DFF, U+A640-A69F"),
    Gap("polytonic", NOTO_SERIF.format("greek-ext"), "U+1F00-1FFF"),
    Gap("brackets", "source-sans/TTF/SourceSans3-Regular.ttf", "U+27E8-27E9"),
)

FALLBACKS = {
    "Muniment Serif": {"Liberation Serif": 453, "Times New Roman": 453, "Georgia": 498},
    "Muniment Sans": {"Roboto": 492, "Liberation Sans": 488, "Arial": 488},
}
"""Fonts that machines have, with the mean width of their FREQUENT letters in thousandths of an em.

The last that is installed is used."""

UNUSED_TABLES = frozenset({"DSIG", "STAT", "MVAR", "meta"})
OPTIONS = subset.Options(
    flavor="woff2",
    layout_features=list(FEATURES),
    hinting=False,
    name_IDs=[0, 1, 2],
    notdef_outline=True,
)

FREQUENT = "etaoinshrdlucmfwgypbv "
"""The letters whose mean width stands for running text."""


def write_fonts(modules: Path, target: Path) -> None:
    """Write every font file and `fonts.css` into `target`, from the packages in `modules`."""
    target.mkdir(parents=True, exist_ok=True)
    rules: list[str] = []
    for face in FACES:
        known = set(TTFont(modules / face.source).getBestCmap())
        rules += _face_rules(face, known, modules, target)
        if face.style == "normal":
            rules += _gap_rules(face.family, known, modules, target)
            rules += _fallback_rules(face, target)
    (target / "fonts.css").write_text("\n".join(rules), encoding="utf-8")


def _face_rules(face: Face, known: set[int], modules: Path, target: Path) -> Iterator[str]:
    for script, characters in SCRIPTS.items():
        wanted = set(_code_points(characters)) & known
        if not wanted:
            continue
        name = f"{face.stem}-{script}.woff2"
        kept = wanted | (ACCENTS & known) if script.startswith("cyrillic") else wanted
        _cut(modules / face.source, target / name, kept, family=face.family, limits=face.limits)
        yield _rule(face.family, name, wanted, style=face.style, weight=_weight(face.weights))


def _gap_rules(family: str, known: set[int], modules: Path, target: Path) -> Iterator[str]:
    for gap in GAPS:
        source = modules / gap.source
        wanted = set(_code_points(gap.characters)) & set(TTFont(source).getBestCmap()) - known
        if wanted:
            name = f"{gap.name}-for-{family.lower().replace(' ', '-')}.woff2"
            _cut(source, target / name, wanted, family=family, limits={})
            yield _rule(family, name, wanted, style="normal", weight="400")


def _cut(
    source: Path,
    target: Path,
    code_points: Iterable[int],
    *,
    family: str,
    limits: dict[str, float | tuple[float, float]],
) -> None:
    """Keep these characters and weights. Characters go first: merging the kerning is slow."""
    font = subset.load_font(str(source), OPTIONS)
    worker = subset.Subsetter(OPTIONS)
    worker.populate(unicodes=sorted(code_points))
    worker.subset(font)
    if limits:
        font = instancer.instantiateVariableFont(font, limits)
        for table in UNUSED_TABLES & set(font.keys()):
            del font[table]
    _rename(font, family)
    subset.save_font(font, str(target), OPTIONS)


def _rename(font: TTFont, family: str) -> None:
    """Give the font the family's name, keep whose it is, drop all other names."""
    if "fvar" in font:
        font["fvar"].instances = []
    table = font["name"]
    copyright_notice = str(table.getDebugName(0) or "")
    axes = {axis.axisNameID for axis in font["fvar"].axes} if "fvar" in font else set()
    table.names = [record for record in table.names if record.nameID in axes]
    names = {0: copyright_notice, 1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def _weight(weights: float | tuple[float, float]) -> str:
    bounds = weights if isinstance(weights, tuple) else (weights,)
    return " ".join(f"{bound:g}" for bound in bounds)


def _rule(family: str, name: str, code_points: set[int], *, style: str, weight: str) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{family}";\n  font-style: {style};\n  font-weight: {weight};\n'
        f'  font-display: swap;\n  src: url("{name}") format("woff2");\n'
        f"  unicode-range: {_ranges(code_points)};\n}}\n"
    )


def _fallback_rules(face: Face, target: Path) -> Iterator[str]:
    """Size the fonts that a machine has like ours, so that the text keeps its place on arrival."""
    family, font = face.family, TTFont(target / f"{face.stem}-latin.woff2")
    metrics, head, widths, names = font["hhea"], font["head"], font["hmtx"], font.getBestCmap()
    em = head.unitsPerEm
    ours = sum(widths[names[ord(letter)]][0] for letter in FREQUENT) / len(FREQUENT) / em
    for installed, thousandths in FALLBACKS[family].items():
        size = ours / (thousandths / 1000)
        yield (
            "@font-face {\n"
            f'  font-family: "{family} Fallback";\n  src: local("{installed}");\n'
            f"  size-adjust: {size:.2%};\n"
            f"  ascent-override: {metrics.ascent / em / size:.2%};\n"
            f"  descent-override: {-metrics.descent / em / size:.2%};\n"
            "  line-gap-override: 0%;\n}\n"
        )


def _code_points(characters: str) -> Iterator[int]:
    for part in characters.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _ranges(code_points: set[int]) -> str:
    """Write code points as CSS does: U+0400-045F, U+0462."""
    runs: list[list[int]] = []
    for point in sorted(code_points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in runs)
