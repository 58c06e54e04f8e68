"""Unpack a zip, trusting nothing that it says of itself."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from muniment.sources.files import printable
from muniment.sources.model import Level, Problems

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How far a zip may grow. The ratio counts only once a file is larger than `free_bytes`."""

    max_files: int = 200_000
    max_total_bytes: int = 100 << 30
    max_ratio: int = 250
    free_bytes: int = 16 << 20


DEFAULT_ZIP_LIMITS = ZipLimits()


class ZipRefused(Exception):
    """The whole zip cannot be used. `code`, the sentence and `cure` go into the report."""

    def __init__(self, code: str, message: str, cure: str, file: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.cure, self.file = code, message, cure, file


def unpack(
    path: Path, problems: Problems, *, limits: ZipLimits = DEFAULT_ZIP_LIMITS
) -> Path | None:
    """Unpack a zip into a new temporary folder, None if it is refused whole.

    A member that is refused alone is named and left out: absolute and ``../`` names, links,
    encrypted files, a second file of the same name.
    """
    target = Path(tempfile.mkdtemp(prefix="muniment-package-"))
    try:
        with zipfile.ZipFile(path) as archive:
            _unpack_members(archive, target, problems, limits)
    except ZipRefused as refusal:
        _refuse(problems, refusal, path)
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        damaged = ZipRefused(
            "zip-damaged", f"The zip cannot be read: {error}.", "Make or copy the zip again."
        )
        _refuse(problems, damaged, path)
    except OSError as error:
        full = ZipRefused(
            "zip-unpacking",
            f"The zip could not be unpacked: {error.strerror}.",
            "See that the disk for temporary files has room, or give the unpacked folder.",
        )
        _refuse(problems, full, path)
    else:
        return target
    shutil.rmtree(target, ignore_errors=True)
    return None


def _refuse(problems: Problems, refusal: ZipRefused, path: Path) -> None:
    problems.add(
        Level.ERROR,
        refusal.code,
        refusal.message,
        cure=refusal.cure,
        file=refusal.file or printable(path.name),
    )


def _unpack_members(
    archive: zipfile.ZipFile, target: Path, problems: Problems, limits: ZipLimits
) -> None:
    members = [m for m in archive.infolist() if not m.is_dir()]
    if len(members) > limits.max_files:
        raise ZipRefused(
            "zip-too-many-files",
            f"The zip has {len(members):,} files; at most {limits.max_files:,} are unpacked.",
            "Divide the package.",
        )
    budget = limits.max_total_bytes
    seen: set[str] = set()
    for member in members:
        name = _safe_name(member, seen, problems)
        if not name:
            continue
        seen.add(name.casefold())
        budget -= _extract(archive, member, target / name, problems, limits, budget)


def _safe_name(member: zipfile.ZipInfo, seen: set[str], problems: Problems) -> str:
    name = member.filename.replace("\\", "/")
    reason = _why_refused(member, name, seen)
    if reason:
        code, message, cure = reason
        problems.add(Level.ERROR, code, message, cure=cure, file=printable(name))
        return ""
    return str(PurePosixPath(name))


def _why_refused(member: zipfile.ZipInfo, name: str, seen: set[str]) -> tuple[str, str, str] | None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or (parts and parts[0].endswith(":")):
        return (
            "zip-path",
            "The name leads out of the package, so the file was not unpacked.",
            "Zip the folder again with plain relative names.",
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        return (
            "zip-link",
            "This is a link, which is never followed.",
            "Put the file itself into the zip.",
        )
    if member.flag_bits & 0x1:
        return ("zip-encrypted", "The file is encrypted.", "Zip the folder without a password.")
    if str(PurePosixPath(name)).casefold() in seen:
        return (
            "zip-duplicate",
            "The zip holds a second file of this name; only the first was unpacked.",
            "Remove one of them.",
        )
    return None


def _extract(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    target: Path,
    problems: Problems,
    limits: ZipLimits,
    budget: int,
) -> int:
    """Unpack one file, counting what really comes out, and give its size in bytes."""
    written = 0
    allowed = max(limits.free_bytes, member.compress_size * limits.max_ratio)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("xb") as sink:
            while chunk := source.read(_CHUNK_BYTES):
                written += len(chunk)
                if written > min(allowed, budget):
                    raise _bomb(member)
                sink.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        target.unlink(missing_ok=True)
        problems.add(
            Level.ERROR,
            "zip-member-damaged",
            f"The file in the zip is damaged: {error}.",
            cure="Make or copy the zip again.",
            file=printable(member.filename),
        )
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        problems.add(
            Level.ERROR,
            "zip-duplicate",
            "The zip uses this name twice, as a file and as a folder.",
            cure="Rename one of them.",
            file=printable(member.filename),
        )
    return written


def _bomb(member: zipfile.ZipInfo) -> ZipRefused:
    return ZipRefused(
        "zip-bomb",
        "The zip unpacks to far more than its size allows; nothing of it was kept.",
        "Give the unpacked folder if the files are genuine.",
        printable(member.filename),
    )
