"""What is known of the corpora by counting their elements directly, against what is read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from muniment.core.text.model import Voice
from muniment.sources.model import SourceDocument
from tests.sources.tei.samples import Sample, read_path

NAMESPACES = {
    "t": "http://www.tei-c.org/ns/1.0",
    "f": "http://history.state.gov/frus/ns/1.0",
}


def count(path: Path, expression: str) -> int:
    """Count elements by XPath."""
    counted: Any = etree.parse(path).xpath(f"count({expression})", namespaces=NAMESPACES)
    return int(counted)


def items(sample: Sample) -> list[SourceDocument]:
    """Give the documents that are no front matter, headings or index."""
    return [d for d in sample.documents if str(d.kind) == "ITEM"]


VOLUMES = {"frus1864p4": 556, "frus1918Russiav03": 478, "frus1930v01": 576}


@pytest.fixture(scope="module", params=VOLUMES)
def volume(request: pytest.FixtureRequest, corpora: Path) -> tuple[Path, int, Sample]:
    path = corpora / "frus" / f"{request.param}.xml"
    return path, VOLUMES[request.param], read_path(path)


def test_every_document_of_a_volume_is_read(volume: tuple[Path, int, Sample]) -> None:
    path, wanted, sample = volume
    assert len(items(sample)) == wanted == count(path, "//t:div[@type='document']")
    assert [d.xml_id for d in items(sample)] == [f"d{n}" for n in range(1, wanted + 1)]
    assert all(d.title for d in sample.documents)


def test_every_division_of_a_volume_is_in_its_contents(volume: tuple[Path, int, Sample]) -> None:
    path, _, sample = volume
    inside = count(path, "//t:body//t:div[.//t:div[@type='document']]")
    assert len(sample.file.divisions) == inside
    assert sample.file.volume is not None
    assert sample.file.volume.title.lower().startswith("papers relating to")


def test_attachments_and_notes_of_a_volume(volume: tuple[Path, int, Sample]) -> None:
    path, _, sample = volume
    trees = [d.texts[0].tree for d in sample.documents]
    attachments = sum(b.kind == "attachment" for tree in trees for b in tree.blocks())
    assert attachments == count(path, "//f:attachment[normalize-space()]")
    sources = sum(b.attrs.get("voice") == Voice.SOURCE_NOTE for t in trees for b in t.blocks())
    assert sources == count(path, "//t:note[@rend='inline']")
    notes = sum(len(tree.notes) for tree in trees)
    assert notes == count(path, "//t:note[not(@rend='inline')]")
    breaks = sum(not b.implied for tree in trees for b in tree.page_breaks)
    assert breaks == count(path, "//t:pb")


def test_dates_of_a_volume(volume: tuple[Path, int, Sample]) -> None:
    path, _, sample = volume
    with_date = sum(1 for d in items(sample) if d.date is not None and d.date.edtf)
    known = count(path, "//t:div[@type='document'][t:dateline//t:date or t:opener//t:date]")
    assert with_date >= known
    years = Counter(d.date.earliest.year for d in items(sample) if d.date and d.date.earliest)
    assert len(years) <= 10


def test_people_of_a_volume_with_a_register(corpora: Path) -> None:
    path = corpora / "frus" / "frus1918Russiav03.xml"
    sample = read_path(path)
    assert len(sample.file.people) == count(path, "//t:persName[@xml:id]")
    known = {key for person in sample.file.people for key in person.ids}
    mentioned = {m.ref for d in items(sample) for m in d.people if m.ref}
    assert len(mentioned & known) > 20


def test_every_day_of_the_diary_has_its_date(corpora: Path) -> None:
    paths = sorted((corpora / "schnitzler-tagebuch" / "editions").glob("*.xml"))
    assert len(paths) == 719
    for path in paths:
        document = read_path(path).document
        assert document.date is not None
        assert document.date.is_exact_day
        assert path.stem == f"entry__{document.date.edtf}" == document.xml_id


def test_letters_have_their_images_attachments_and_notes(corpora: Path) -> None:
    paths = sorted((corpora / "suriano" / "tei" / "02").glob("*.xml"))
    surfaces: list[str] = []
    for path in paths:
        sample = read_path(path)
        surfaces.extend(sample.document.surfaces)
        kinds = Counter(block.kind for block in sample.tree.blocks())
        attachments = count(path, "//t:body/t:div[@type='attachment']")
        assert kinds["attachment"] == attachments
        assert len(sample.tree.notes) == count(path, "//t:note[@xml:id and ancestor::t:text]")
        assert all(note.label for note in sample.tree.notes)
        assert sample.document.date is not None
        assert sample.document.date.is_exact_day
        assert sample.document.description
        assert "note-uncalled" not in sample.codes
    assert len(paths) == 19
    pages = {page.stem for page in (corpora / "suriano" / "pages").glob("*.jpg")}
    assert len(pages) == 262
    assert set(surfaces) == pages


def test_inscriptions_stand_beside_two_translations(corpora: Path) -> None:
    paths = sorted((corpora / "iospe-ru-en" / "inscriptions").glob("*.xml"))
    languages: Counter[tuple[str, str]] = Counter()
    for path in paths:
        document = read_path(path).document
        languages.update((str(text.kind), text.language) for text in document.texts)
        assert document.title
    assert len(paths) == 130
    translations = {lang: n for (kind, lang), n in languages.items() if kind == "TRANSLATION"}
    for lang in ("ru", "en"):
        expression = f"//t:div[@type='translation'][@xml:lang='{lang}']"
        assert translations[lang] == sum(count(path, expression) for path in paths)
    assert sum(n for (kind, _), n in languages.items() if kind == "TRANSCRIPTION") == 130


def test_russian_files_are_one_document_each(corpora: Path) -> None:
    paths = [*(corpora / "tolstoy").glob("*.xml"), *(corpora / "tolstoydigital").rglob("*.xml")]
    for path in paths:
        sample = read_path(path)
        assert sample.document.title, path.name
        notes = count(path, "//t:note[ancestor::t:text][not(parent::t:noteGrp)]")
        assert len(sample.tree.notes) == notes, path.name
        assert sample.tree.language == ("fr" if path.name.startswith("Le non") else "ru")
    assert len(paths) == 21


def test_modern_spelling_is_plain_and_the_old_one_beside_it(corpora: Path) -> None:
    (path,) = (corpora / "tolstoydigital").rglob("v46*.xml")
    sample = read_path(path)
    assert "Угрызения совести" in " ".join(sample.plain)
    old = [attrs["text"].strip() for _, attrs in sample.marks("reading") if attrs["role"] == "orig"]
    assert old[:2] == ["Угрызенія", "совѣсти"]


def test_minutes_and_memoranda_are_one_document_each(corpora: Path) -> None:
    paths = sorted((corpora / "frus-history-documents" / "documents").glob("*.xml"))
    samples = [read_path(path) for path in paths]
    assert len(samples) == 17
    assert all(s.document.date is not None and s.document.date.is_exact_day for s in samples)
