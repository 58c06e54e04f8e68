"""The promise: every token of every TEI source comes back, each break and note in its place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import takewhile
from pathlib import Path

import pytest

from muniment.core.text.model import Block, BlockKind, MarkKind
from muniment.sources.model import SourceDocument
from tests.fidelity.oracle import Source, read_source
from tests.fidelity.positions import positions
from tests.fidelity.reading import Read, document_tokens, errors, read_file, tokens

GROUPS = {
    "frus-1864": "frus/frus1864p4.xml",
    "frus-1918": "frus/frus1918Russiav03.xml",
    "frus-1930": "frus/frus1930v01.xml",
    "frus-history": "frus-history-documents/documents/*.xml",
    "diary-1900": "schnitzler-tagebuch/editions/entry__1900*.xml",
    "diary-1914": "schnitzler-tagebuch/editions/entry__1914*.xml",
    "letters": "suriano/tei/02/*.xml",
    "inscriptions": "iospe-ru-en/inscriptions/*.xml",
    "registers": "iospe-ru-en/alists/*.xml",
    "tolstoy": "tolstoy/*.xml",
    "tolstoy-digital": "tolstoydigital/texts/*/*.xml",
}


Group = list[tuple[Path, Source, Read]]


@pytest.fixture(scope="module", params=GROUPS, ids=str)
def group(request: pytest.FixtureRequest, corpora: Path) -> Group:
    paths = sorted(corpora.glob(GROUPS[request.param]))
    assert paths
    return [(path, read_source(path), read_file(path)) for path in paths]


def test_nothing_is_lost_and_nothing_invented(group: Group) -> None:
    for path, source, read in group:
        assert errors(read) == [], path.name
        texts = [t for d in read.documents for t in document_tokens(d)]
        assert Counter(w for t in texts for w in t) == Counter(source.tokens), path.name


def test_the_order_is_the_source_s(group: Group) -> None:
    for path, source, read in group:
        texts = [t for d in read.documents for t in document_tokens(d)]
        if all(len(d.texts) == 1 for d in read.documents):
            assert [w for t in texts for w in t] == source.tokens, path.name
        else:
            _assert_interleaved(texts, source.tokens, path.name)


def _assert_interleaved(texts: list[list[str]], wanted: list[str], name: str) -> None:
    """Each of a document's texts is in the source's order, and together they are all of it."""
    joined = " ".join(wanted)
    for text in texts:
        at = 0
        for token in text:
            at = joined.index(token, at) + len(token)
    assert sum(len(text) for text in texts) == len(wanted), name


def test_every_document_holds_its_own_division(group: Group) -> None:
    for path, source, read in group:
        for document in read.documents:
            start, end = source.by_id.get(document.xml_id, (0, 0))
            if not end or len(document.texts) > 1 or len(read.documents) == 1:
                continue
            given = "".join("".join(document_tokens(document)[0]).split())
            wanted = _characters(source, start, end)
            headings = "".join(_part_headings(document).split())
            assert given.removeprefix(headings).startswith(wanted), (path.name, document.xml_id)


def _part_headings(document: SourceDocument) -> str:
    """Collect what is listed in front of the first document of a part."""
    blocks = takewhile(lambda b: b.kind == BlockKind.REMOVED, document.texts[0].tree.body)
    return "".join(b.attrs["text"] for b in blocks)


def _characters(source: Source, start: int, end: int) -> str:
    return source.characters[start:end]


def test_characters_add_up(group: Group) -> None:
    for path, source, read in group:
        total = sum(document.source_characters for document in read.documents)
        assert total == len(source.characters), path.name


def test_every_page_break_stands_once_where_the_source_has_it(group: Group) -> None:
    for path, source, read in group:
        if any(len(d.texts) > 1 for d in read.documents):
            assert source.breaks == [], path.name
            continue
        found = []
        start = 0
        for document in read.documents:
            read_positions = positions(document.texts[0].tree, start=start)
            found.extend(read_positions.breaks)
            start = read_positions.count
        if not source.breaks:
            continue
        found.sort(key=lambda item: item[1:])
        assert [f[0].label for f in found] == [b.label for b in source.breaks], path.name
        for (page, low, high), wanted in zip(found, source.breaks, strict=True):
            assert low <= wanted.before <= high, (path.name, page.label)


def test_every_note_stands_once_where_the_source_has_it(group: Group) -> None:
    for path, source, read in group:
        if any(len(d.texts) > 1 for d in read.documents):
            continue
        found: list[int] = []
        start = 0
        for document in read.documents:
            read_positions = positions(document.texts[0].tree, start=start)
            found.extend(read_positions.notes.values())
            start = read_positions.count
        wanted = Counter(note.before for note in source.notes)
        assert not Counter(found) - wanted, path.name
        blocks = sum(
            1
            for d in read.documents
            for b in d.texts[0].tree.blocks()
            if b.attrs.get("voice") and b.kind in ("paragraph", "segment")
        )
        voices = sum(
            1
            for d in read.documents
            for leaf in d.texts[0].tree.leaves()
            for mark in leaf.marks
            if mark.kind == MarkKind.VOICE
        )
        assert len(found) + blocks + voices >= len(source.notes), path.name


def test_no_word_is_split_or_joined(group: Group) -> None:
    for path, source, read in group:
        whole = _joined_source(source)
        for document in read.documents:
            for text in document.texts:
                for leaf in text.tree.leaves():
                    for word in tokens(leaf.plain or ""):
                        assert word in whole or _is_known(word, whole, leaf), (path.name, word)


def _joined_source(source: Source) -> set[str]:
    """Collect the words of a source, those that a line end cuts written in one."""
    words = set(source.tokens)
    for first, second in zip(source.tokens, source.tokens[1:], strict=False):
        cut = re.match(r"^(.*?)[-¬\xad]([\])⟩>]*)$", first)
        if cut:
            words.add(cut[1] + cut[2] + second)
            words.add(first + second)
    return words


def _is_known(word: str, whole: set[str], leaf: Block) -> bool:
    """A word beside a second reading, a note's call or a cut is part of a token of the source."""
    inserting = (MarkKind.READING, MarkKind.REMOVED, MarkKind.NOTE, MarkKind.PLACE)
    return any(mark.kind in inserting for mark in leaf.marks) or any(
        mark.kind == MarkKind.LINE_BREAK for mark in leaf.marks
    )


def test_plain_strings_are_composed_and_folded(group: Group) -> None:
    for path, _, read in group:
        for document in read.documents:
            for text in document.texts:
                for leaf in text.tree.leaves():
                    plain = leaf.plain or ""
                    assert unicodedata.is_normalized("NFC", plain), path.name
                    assert plain == plain.strip(" \t\r\n"), (path.name, plain)
                    assert "  " not in plain and "\n" not in plain and "\t" not in plain
                    for mark in leaf.marks:
                        assert 0 <= mark.start <= mark.end <= len(plain), (path.name, mark)


def test_ids_are_unique_in_each_text(group: Group) -> None:
    for path, _, read in group:
        keys = [document.key for document in read.documents]
        assert len(keys) == len(set(keys)), path.name
        for document in read.documents:
            for text in document.texts:
                ids = [b.id for b in text.tree.blocks()] + [n.id for n in text.tree.notes]
                assert len(ids) == len(set(ids)) and all(ids), (path.name, document.key)
                leaves = {leaf.id: leaf for leaf in text.tree.leaves()}
                for page in text.tree.page_breaks:
                    assert page.offset <= len(leaves[page.leaf].plain or "")
