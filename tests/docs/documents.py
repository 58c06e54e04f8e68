"""The pages of documentation, cut into what can be tested."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Page:
    """One page of documentation."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """The page's path from the top folder."""
        return str(self.path.relative_to(ROOT))

    @property
    def code(self) -> str:
        """What stands in code: blocks and spans, one below the other."""
        blocks = re.findall(r"^```\w*\n(.*?)^```", self.text, flags=re.DOTALL | re.MULTILINE)
        rest = re.sub(r"^```.*?^```", "", self.text, flags=re.DOTALL | re.MULTILINE)
        return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", rest)])


@cache
def tracked_files() -> tuple[Path, ...]:
    """List the files that git keeps and that are there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return tuple(path for path in paths if path.is_file())


@cache
def pages() -> tuple[Page, ...]:
    """Read all pages of documentation."""
    return tuple(
        Page(path, path.read_text(encoding="utf-8"))
        for path in tracked_files()
        if path.suffix == ".md" and "sample" not in path.relative_to(ROOT).parts
    )


def page(name: str) -> Page:
    """Read the page of this path."""
    return Page(ROOT / name, (ROOT / name).read_text(encoding="utf-8"))
