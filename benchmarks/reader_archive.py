"""Archives of bilingual documents, of any size: python -m benchmarks.reader_archive HOME N.

The first document of each volume has the length of a median document of three real volumes of
diplomatic papers, the second that of a document at their 95th percentile; the others are median.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

MEDIAN_CHARACTERS = 1_198
LONG_CHARACTERS = 6_118
VOLUME = 950  # documents of an ordinary volume
LARGE_VOLUME = 2_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = {
    "ru": "Вечером говорили о ледоходе и о маяке, которого нет на старой карте. ",
    "en": "In the evening we talked of the ice and of a light that the old chart lacks. ",
}


def tree_json(language: str, *, characters: int) -> bytes:
    """Make a text of paragraphs with emphasis, names, page breaks and notes."""
    import orjson

    from muniment.core.text.model import (
        Block,
        BlockKind,
        Mark,
        MarkKind,
        Note,
        PageBreak,
        TextTree,
        tree_as_row,
    )

    sentence = WORDS[language]
    plain = (sentence * (400 // len(sentence) + 1)).strip()
    tree = TextTree(language)
    for number in range(max(1, characters // len(plain))):
        marks = [
            Mark(3, 11, MarkKind.EMPHASIS, {"rend": "italic"}),
            Mark(20, 28, MarkKind.NAME, {"type": "person", "ref": "#orlov"}),
        ]
        if number % 3 == 0:
            note = f"n{number}"
            marks.append(Mark(40, 40, MarkKind.NOTE, {"note": note}))
            leaf = Block(BlockKind.PARAGRAPH, f"{note}p", sentence.strip())
            tree.notes.append(Note(note, [leaf]))
        tree.body.append(Block(BlockKind.PARAGRAPH, f"p{number}", plain, marks))
        if number % 5 == 0:
            page = len(tree.page_breaks) + 1
            tree.page_breaks.append(PageBreak(page, str(page), "", "", "", f"p{number}", 0))
    return orjson.dumps(tree_as_row(tree), default=tuple)


def seed(count: int, *, with_large_volume: bool) -> None:
    """Fill an empty archive with so many documents in volumes."""
    from muniment.access.services import set_scope
    from muniment.documents.models import Package, Volume

    scope = set_scope("bench", level="open")
    package = Package.objects.create(identifier="bench", title="Bench", scope=scope)
    trees = {
        (language, size): tree_json(language, characters=size)
        for language in WORDS
        for size in (MEDIAN_CHARACTERS, LONG_CHARACTERS)
    }
    sizes = [LARGE_VOLUME] if with_large_volume else []
    while (left := count - sum(sizes)) > 0:
        sizes.append(min(VOLUME, left))
    for number, size in enumerate(sizes):
        volume = Volume.objects.create(
            slug=f"v{number}", package=package, scope=scope, key=f"v{number}", title=f"V {number}"
        )
        _fill(volume, number=number, size=size, trees=trees)


def _fill(volume: Any, *, number: int, size: int, trees: dict[tuple[str, int], bytes]) -> None:
    from muniment.documents.models import Document, PageBreak, Text, TextVersion

    day = date(1930, 1, 1)
    documents = Document.objects.bulk_create(
        Document(
            identifier=f"b{number}x{position}",
            package=volume.package,
            key=f"{number}/{position}",
            scope=volume.scope,
            title="8 March",
            date_edtf=(day + timedelta(position)).isoformat(),
            date_earliest=day + timedelta(position),
            date_latest=day + timedelta(position),
            volume=volume,
            volume_position=position,
            changed_at=NOW,
        )
        for position in range(size)
    )
    texts = Text.objects.bulk_create(
        Text(document=document, key=language, kind=kind, language=language, position=place)
        for document in documents
        for place, (language, kind) in enumerate((("ru", "TRANSCRIPTION"), ("en", "TRANSLATION")))
    )
    versions = TextVersion.objects.bulk_create(
        TextVersion(
            text=text,
            number=1,
            tree=trees[text.language, LONG_CHARACTERS if index in (2, 3) else MEDIAN_CHARACTERS],
            sha256="0" * 64,
            digest="0" * 64,
            length=MEDIAN_CHARACTERS,
            blocks=3,
            notes=1,
            reason="first",
            parser="bench",
            created_at=NOW,
        )
        for index, text in enumerate(texts)
    )
    for text, version in zip(texts, versions, strict=True):
        text.current = version
    Text.objects.bulk_update(texts, ["current"], batch_size=400)
    PageBreak.objects.bulk_create(
        PageBreak(version=version, sequence=1, label="1", leaf="p0", offset=0)
        for version in versions
    )


def main() -> None:
    """Make the archive named on the command line."""
    home, count = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["MUNIMENT_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "muniment.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        seed(count, with_large_volume=count > LARGE_VOLUME)


if __name__ == "__main__":
    main()
