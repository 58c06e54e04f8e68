"""Fetch the pinned front-end packages, with the machine's npm or one from the locked wheel.

python -m tools.frontend
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_NODE = 18
NPM_OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def main() -> None:
    """Run `npm ci`: what the lock file names, checked by its hashes."""
    npm = machine_npm() or wheel_npm()
    done = subprocess.run(
        [str(npm), "ci", *NPM_OPTIONS], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        sys.exit("The front-end packages could not be fetched. Is the npm registry reachable?")


def machine_npm() -> Path | None:
    """Find the machine's own npm, if its Node is recent enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)", said)
    return Path(npm) if version and int(version[1]) >= OLDEST_NODE else None


def wheel_npm() -> Path:
    """Install Node into the virtual environment and return its npm."""
    scripts = Path(sys.executable).parent
    npm = scripts / "npm"
    if not npm.exists():
        lock = ROOT / "requirements" / "node.txt"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=False).returncode:
            sys.exit("Node could not be installed. Install Node 18 or later, then try again.")
    return npm


if __name__ == "__main__":
    main()
