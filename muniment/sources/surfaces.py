"""Find the image that a source names, whatever it writes, and keep the package's surfaces."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import PurePosixPath
from urllib.parse import unquote

from muniment.sources.files import PackageFile
from muniment.sources.images import ImageProblem, inspect_image
from muniment.sources.model import Level, Problems, SourceSurface
from muniment.sources.recognise import IMAGE_SUFFIXES
from muniment.sources.wording import counted

_UNNAMED = "images are named by no source and are"
_MISSING = "images are named here and are"
_REMOTE = re.compile(r"^(https?|ftp|urn|ark|doi|info)[:/]", re.IGNORECASE)
# Where one picture lies there in several formats, the fullest is the master.
_BEST_FIRST = (".tif", ".tiff", ".jp2", ".j2k", ".png", ".jpg", ".jpeg", ".webp")
_LAST_NUMBER = re.compile(r"(\d+[a-z]?(?:\.\d+)?(?:\s?(?:r|v|recto|verso))?)[^\d]*$", re.IGNORECASE)


def is_remote(name: str) -> bool:
    """Tell whether a name is an address on the web, which is never fetched."""
    return bool(_REMOTE.match(name))


def label_from_stem(stem: str) -> str:
    """Take a page's label from a file name: its last number, without leading zeros."""
    found = _LAST_NUMBER.search(stem)
    return (found[1].lstrip("0") or "0") if found else stem


class ImageIndex:
    """The images of a package by what sources may call them: path, name or stem."""

    def __init__(self, images: list[PackageFile]) -> None:
        self._by_path: dict[str, list[PackageFile]] = defaultdict(list)
        self._by_name: dict[str, list[PackageFile]] = defaultdict(list)
        for image in images:
            whole = _normal(image.name)
            self._by_path[whole].append(image)
            self._by_path[_without_suffix(whole)].append(image)
            last = whole.rpartition("/")[2]
            self._by_name[last].append(image)
            if _without_suffix(last) != last:
                self._by_name[_without_suffix(last)].append(image)
        self.count = len(images)

    def find(self, name: str, *, near: str = "") -> PackageFile | None:
        """Find the image that a file at `near` (its path in the package) calls `name`.

        Case, accents' encoding, %20 and the extension may differ; of several in different
        folders the nearest is taken.
        """
        if not self.count or not name.strip():
            return None
        wanted = _normal(_local_part(name))
        folder = near.rpartition("/")[0]
        relative = _normal(str(PurePosixPath(folder) / wanted)) if folder else wanted
        for path in (relative, wanted):
            if found := self._by_path.get(path) or self._by_path.get(_without_suffix(path)):
                return _best(found, near)
        last = wanted.rpartition("/")[2]
        found = self._by_name.get(last) or self._by_name.get(_without_suffix(last))
        return _best(found, near) if found else None


def _local_part(name: str) -> str:
    name = re.split(r"[?#]", name, maxsplit=1)[0] if is_remote(name) else name
    return unquote(name.strip())


def _normal(name: str) -> str:
    parts = [p for p in name.replace("\\", "/").split("/") if p not in ("", ".")]
    kept: list[str] = []
    for part in parts:
        if part == ".." and kept:
            kept.pop()
        elif part != "..":
            kept.append(part)
    return unicodedata.normalize("NFC", "/".join(kept)).casefold()


def _without_suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return name[: -len(suffix)] if suffix in IMAGE_SUFFIXES else name


def _best(found: list[PackageFile], near: str) -> PackageFile:
    return min(found, key=lambda image: (-_nearness(image.name, near), _format_rank(image.name)))


def _nearness(name: str, near: str) -> int:
    shared = 0
    for a, b in zip(name.split("/")[:-1], near.split("/")[:-1], strict=False):
        if a != b:
            break
        shared += 1
    return shared


def _format_rank(name: str) -> int:
    suffix = PurePosixPath(name).suffix.lower()
    return _BEST_FIRST.index(suffix) if suffix in _BEST_FIRST else len(_BEST_FIRST)


class SurfaceBook:
    """Collects the surfaces of a package, and what is wrong with their images."""

    def __init__(self, images: list[PackageFile], problems: Problems) -> None:
        self.index = ImageIndex(images)
        self.surfaces: dict[str, SourceSurface] = {}
        self._images, self._problems = images, problems
        stems = Counter(_without_suffix_of(image.name) for image in images)
        self._keys = {
            image.path: stem if stems[stem := _without_suffix_of(image.name)] == 1 else image.name
            for image in images
        }
        self._missing: dict[str, list[str]] = defaultdict(list)
        self._remote: Counter[str] = Counter()

    def add(self, image: PackageFile, *, label: str = "") -> str:
        """Make the surface of an image, once, and give its key."""
        key = self._keys[image.path]
        if key not in self.surfaces:
            self.surfaces[key] = self._surface(key, image, label or label_from_stem(image.stem))
        return key

    def _surface(self, key: str, image: PackageFile, label: str) -> SourceSurface:
        try:
            facts = inspect_image(image.path)
        except OSError as error:
            facts = ImageProblem(
                "file-unreadable",
                f"The image cannot be read: {error.strerror}.",
                "Give the account that runs Muniment the right to read it.",
            )
        if isinstance(facts, ImageProblem):
            self._note(Level.ERROR, facts, image)
            return SourceSurface(key, label)
        for warning in facts.warnings:
            self._note(Level.WARNING, warning, image)
        return SourceSurface(key, label, image.path, image.name, facts.width_px, facts.height_px)

    def _note(self, level: Level, problem: ImageProblem, image: PackageFile) -> None:
        self._problems.add(level, problem.code, problem.message, cure=problem.cure, file=image.name)

    def named(self, name: str, *, source: str, label: str = "") -> str:
        """Give the key of the surface that a source names, "" if there is no image of it."""
        image = self.index.find(name, near=source)
        if image:
            return self.add(image, label=label)
        if is_remote(name):
            self._remote[source] += 1
        else:
            self._missing[source].append(name)
        return ""

    def absent(self, name: str, *, source: str, label: str) -> str:
        """Make a surface without image, for a page among others that have theirs."""
        key = f"{source}#{name}"
        self.surfaces.setdefault(key, SourceSurface(key, label or name))
        return key

    def forget_names(self) -> None:
        """Forget what was named and absent, before all documents are read again."""
        self._missing.clear()
        self._remote.clear()

    def report(self, *, only_named: bool = False) -> None:
        """Note the images that are named and absent, and those that nobody names."""
        self._report_missing()
        self._report_remote()
        unnamed = [i.name for i in self._images if self._keys[i.path] not in self.surfaces]
        if unnamed and not only_named:
            self._problems.add(
                Level.NOTICE,
                "image-unnamed",
                f"{counted(len(unnamed), 'image is named by no source and is', _UNNAMED)} not "
                f"shown: {shortened(unnamed)}.",
                cure="Name them in the text (pb facs) or take them out.",
            )

    def _report_remote(self) -> None:
        count = self._remote.total()
        if count:
            self._problems.add(
                Level.NOTICE,
                "image-remote",
                f"{counted(count, 'image is', 'images are')} named by addresses on the web, which "
                f"are never fetched, in {counted(len(self._remote), 'file')}, this the first.",
                cure="Put the image files into the package if they are to be shown.",
                file=next(iter(self._remote)),
            )

    def _report_missing(self) -> None:
        if not self.surfaces:
            total = sum(map(len, self._missing.values()))
            if total:
                self._problems.add(
                    Level.NOTICE,
                    "images-none",
                    f"{counted(len(self._missing), 'file names', 'files name')} "
                    f"{counted(total, 'image')}, and the package has "
                    "none of them.",
                    cure="Put the image files into the package if they are to be shown.",
                )
            return
        for source, names in self._missing.items():
            self._problems.add(
                Level.WARNING,
                "image-missing",
                f"{counted(len(names), 'image is named here and is', _MISSING)} not in the "
                f"package: {shortened(names)}.",
                cure="Put them into the package, or correct their names.",
                file=source,
            )


def _without_suffix_of(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return name[: -len(suffix)] if suffix.lower() in IMAGE_SUFFIXES else name


def shortened(names: list[str], *, longest: int = 5) -> str:
    """Name the first few of a list, and how many more there are."""
    shown = ", ".join(f'"{name}"' for name in names[:longest])
    return f"{shown} and {len(names) - longest:,} more" if len(names) > longest else shown
