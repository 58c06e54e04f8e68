"""Compile the interface's translations into the form that Django reads.

python -m tools.translations
"""

from __future__ import annotations

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "muniment" / "locale"


def main() -> None:
    """Write a `.mo` file beside each `.po` file."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


if __name__ == "__main__":
    main()
