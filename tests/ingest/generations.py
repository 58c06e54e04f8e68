"""Import one generation of an archive in a process of its own, which a test may kill.

Every part of a document names its generation, so that half a document would show.
Run as: python -m tests.ingest.generations GENERATION COUNT [PAUSE_SECONDS], with MUNIMENT_HOME set.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from muniment.core.text.model import TextKind
from muniment.sources.model import PersonMention, PersonRole, SourceDocument, SourcePackage
from tests.ingest.packages import document, package, text, tree

WORDS = "snow fell on the river all day and nobody came to the house "


def make(number: int, generation: int) -> SourceDocument:
    """Make a document whose title, people and both texts are of one generation."""
    texts = [
        text(tree(f"Text {number} of generation {generation}.", WORDS * 20)),
        text(
            tree(f"Translation of generation {generation}.", language="fr"),
            kind=TextKind.TRANSLATION,
        ),
    ]
    made = document(f"d{number}", *texts, title=f"generation {generation}")
    author = f"author {generation}"
    made.people = tuple(PersonMention(PersonRole.AUTHOR, author) for _ in range(generation))
    return made


def source(folder: Path, *, generation: int, count: int, pause: float) -> SourcePackage:
    """Make the package of one generation, whose documents come slowly if asked."""

    def documents() -> Iterator[SourceDocument]:
        for number in range(count):
            time.sleep(pause)
            yield make(number, generation)

    return package(folder, documents)  # type: ignore[arg-type]


def main(generation: int, count: int, pause: float) -> None:
    """Import and print the report."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from muniment.ingest.lock import import_lock
    from muniment.ingest.services import import_package
    from muniment.ingest.tally import Tally

    tally = Tally()
    home = Path(settings.MUNIMENT_HOME)
    made = source(home.parent / "package", generation=generation, count=count, pause=pause)
    with import_lock(home):
        import_package(made, tally)
    print(json.dumps(tally.report().as_json()["problems"]))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0.0)
