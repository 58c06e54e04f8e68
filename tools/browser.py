"""Find the Chromium that tests look at pages with; install it where that is possible.

python -m tools.browser            find or install, and print its path
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "The browser tests need Chromium and none could be installed. Install it by your system's "
    "package manager (Debian: apt-get install chromium), or set MUNIMENT_CHROMIUM to its path."
)

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> Path | None:
    """Look where MUNIMENT_CHROMIUM says, on the PATH, then among Playwright's own."""
    named = os.environ.get("MUNIMENT_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return playwright_browser()


def playwright_browser() -> Path | None:
    """Find the browser that `playwright install chromium` has fetched."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def flags() -> list[str]:
    """Return the options of a quiet browser; root may not use the sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def main() -> None:
    """Print where the browser is; install it first where there is none."""
    found = find_browser()
    if found is None:
        install()
        found = find_browser()
    if found is None:
        sys.exit(ADVICE)
    print(found)


def install() -> None:
    """Try Debian's package as root, then Playwright's own download."""
    from tools.system import install_packages

    if not install_packages(["chromium", "fonts-liberation"]):
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False)


if __name__ == "__main__":
    main()
