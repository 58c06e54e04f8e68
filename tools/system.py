"""Install what the tests need from the system, where this is Debian or Ubuntu and we are root.

python -m tools.system
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

APT_ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive"}


def missing_packages() -> list[str]:
    """Name the Debian packages whose content is not there.

    The IIIF validator reads magic; the tests of `muniment serve` list processes.
    """
    magic = [] if ctypes.util.find_library("magic") else ["libmagic1"]
    return [*magic, *([] if shutil.which("ps") else ["procps"])]


def install_packages(packages: Sequence[str]) -> bool:
    """Install packages by apt-get; tell whether it was possible."""
    if not packages:
        return True
    apt_get = shutil.which("apt-get")
    if os.geteuid() != 0 or not apt_get:
        return False
    environment = {**os.environ, **APT_ENVIRONMENT}
    for arguments in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            [apt_get, *arguments], env=environment, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            return False
    return True


def main() -> None:
    """Install what is missing, or say what to install."""
    packages = missing_packages()
    if not install_packages(packages):
        names = " ".join(packages)
        sys.exit(
            f"The tests need {names}, which could not be installed. Install it by your system's "
            f"package manager (Debian, as root: apt-get install {names})."
        )


if __name__ == "__main__":
    main()
