"""A document with a text that is corrected."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from muniment.core.text.canonical import canonical_sha256, canonical_string
from muniment.core.text.model import Block, BlockKind, TextTree, tree_as_row
from muniment.documents.models import Document, Text, TextVersion
from muniment.passages.targets import ChosenPassage, Target

WORDS = ("It was a *warm* day in March.", "We walked along the river and spoke of peace.")


def text_of(paragraphs: tuple[str, ...]) -> TextTree:
    """Make a text of plain paragraphs."""
    blocks = [
        Block(BlockKind.PARAGRAPH, id=f"p{n}", plain=words)
        for n, words in enumerate(paragraphs, start=1)
    ]
    return TextTree(language="en", body=blocks)


def add_text(document: Document, *paragraphs: str, key: str = "en") -> Text:
    """Give a document a text with one version."""
    position = document.texts.count()
    text = Text.objects.create(
        document=document, key=key, kind=Text.Kind.TRANSCRIPTION, language="en", position=position
    )
    return correct(text, *(paragraphs or WORDS))


def correct(text: Text, *paragraphs: str) -> Text:
    """Give a text a new version, which is the current one from now on."""
    tree = text_of(paragraphs)
    canonical = canonical_string(tree)
    digest = canonical_sha256(canonical)
    text.current = TextVersion.objects.create(
        text=text,
        number=text.versions.count() + 1,
        tree=json.dumps(tree_as_row(tree)).encode(),
        sha256=digest,
        digest=digest,
        length=len(canonical),
        blocks=len(paragraphs),
        notes=0,
        reason="first",
        parser="test",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    text.save(update_fields=["current"])
    return text


def chosen(exact: str, *, text: str = "en", version: int = 1, before: str = "") -> ChosenPassage:
    """Choose words of the text in `WORDS`, or behind `before`."""
    start = len(before) if before else "\n".join(WORDS).index(exact)
    return ChosenPassage(text, version, start, start + len(exact), exact)


def on(document: Document, exact: str) -> Target:
    """Make a target of words of the document's text."""
    return Target(document.identifier, passage=chosen(exact))
