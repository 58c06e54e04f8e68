"""Put the pinned front-end files of `node_modules` where the archive serves them from.

    python -m tools.vendor            (run by `make`, after `npm ci`)

Nothing that this script writes is committed.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tools.fonts import write_fonts

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
LICENCES = {
    "openseadragon": "openseadragon/LICENSE.txt",
    "htmx": "htmx.org/LICENSE",
    "source-serif": "source-serif/LICENSE.md",
    "source-sans": "source-sans/LICENSE.md",
    "noto-serif": "@fontsource/noto-serif/LICENSE",
}
TARGET = ROOT / "muniment" / "ui" / "static" / "vendor"


def main() -> None:
    """Make the folder of third-party files anew."""
    if not MODULES.is_dir():
        sys.exit("node_modules is missing. Run `make setup`, which fetches it.")
    draft = TARGET.with_name("vendor.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    write_openseadragon(draft)
    write_htmx(draft)
    write_fonts(MODULES, draft / "fonts")
    write_licences(draft / "licences")
    shutil.rmtree(TARGET, ignore_errors=True)
    draft.rename(TARGET)
    report(TARGET)


def write_openseadragon(target: Path) -> None:
    """Make an ES module of the viewer, which its authors publish as a plain script only."""
    source = MODULES / "openseadragon" / "build" / "openseadragon" / "openseadragon.min.js"
    script = source.read_text(encoding="utf-8").rpartition("//# sourceMappingURL=")[0]
    module = f"{script}\nexport default OpenSeadragon;\n"
    (target / "openseadragon.js").write_text(module, encoding="utf-8")


def write_htmx(target: Path) -> None:
    """Copy the module that the search page loads parts of itself with."""
    source = MODULES / "htmx.org" / "dist" / "htmx.esm.min.js"
    script = source.read_text(encoding="utf-8").rpartition("//# sourceMappingURL=")
    (target / "htmx.js").write_text(script[0] or script[2], encoding="utf-8")


def write_licences(target: Path) -> None:
    """Put the licence of each package beside its files, as each of them asks."""
    target.mkdir()
    for name, source in LICENCES.items():
        shutil.copyfile(MODULES / source, target / f"{name}.txt")


def report(target: Path) -> None:
    """Print what was written, with sizes in bytes."""
    for path in sorted(target.rglob("*")):
        if path.is_file():
            print(f"{path.stat().st_size:>8}  {path.relative_to(target)}")


if __name__ == "__main__":
    main()
