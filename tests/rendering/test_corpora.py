"""Every current text of sample and corpora: the canonical string comes back from its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from muniment.core.text.canonical import canonical_sha256
from muniment.core.text.model import tree_from_row
from muniment.documents.models import TextVersion
from muniment.rendering.text import RenderContext, render_text
from tests.rendering.canonical import canonical_of

if TYPE_CHECKING:
    from tests.archives import Archive


def _wrong() -> list[str]:
    versions = TextVersion.objects.filter(text__current__isnull=False)
    found = []
    for version in versions.select_related("text__document").iterator(chunk_size=200):
        tree = tree_from_row(orjson.loads(bytes(version.tree)))
        rendered = render_text(tree, context=RenderContext("t"))
        words = canonical_of(rendered.body_html, rendered.notes_html)
        if canonical_sha256(words) != version.sha256:
            found.append(f"{version.text.document.source} {version.text.key}")
    return found


@pytest.mark.usefixtures("in_sample")
def test_every_text_of_the_sample_comes_back_from_its_html() -> None:
    assert TextVersion.objects.exists()
    assert _wrong() == []


def test_every_text_of_the_corpora_comes_back_from_its_html(in_corpora: Archive) -> None:
    assert TextVersion.objects.exists()
    assert _wrong() == []
