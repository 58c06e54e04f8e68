"""Say plainly what is missing before anything is set up. Runs on any Python 3."""

import importlib.util
import sys

NEEDED = (3, 11)


def missing() -> str:
    """Name what this Python lacks, or return an empty string."""
    if sys.version_info < NEEDED:
        return (
            "Muniment needs Python %d.%d or later; %s is %d.%d. Set PYTHON, as in: make demo PYTHON=python3.12"
            % (
                *NEEDED,
                sys.executable,
                *sys.version_info[:2],
            )
        )
    absent = [
        name for name in ("venv", "ensurepip", "sqlite3") if not importlib.util.find_spec(name)
    ]
    if absent:
        return (
            "This Python lacks %s. On Debian and Ubuntu: apt-get install python3-venv"
            % " and ".join(absent)
        )
    return ""


if __name__ == "__main__":
    sys.exit(missing() or 0)
