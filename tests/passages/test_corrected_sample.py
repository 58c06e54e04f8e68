"""A correction of the sample is published, and what readers have chosen is still in place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from muniment.documents.models import Text
from muniment.ingest.services import import_packages
from muniment.passages.models import Anchor, Passage
from tests.archives import SAMPLE
from tests.passages.test_following import Stand, choose, stand_of

IMAGES = 'images = ["pages/*.jpg"]\n'
FILES = ("package.toml", "persons.xml", "persons.csv", "volume.xml")

CHOSEN = {
    "a word": "чернила",
    "a sentence": "Отвечу, что глубина по крайней мере не обижается, когда её промеришь дважды.",
    "over two paragraphs": "я начинаю карандашом.\nНачинаю заодно и пятую тетрадь.",
    "around a note": "Федос Лудин выстрелил с крыльца",
    "in another language": "was feststeht",
    "a word that a page break divides": "гидрографическому",
    "in a note": "Грамоты не знал, карту читал пальцем.",
    "overlapping the sentence": "по крайней мере не обижается",
    "what will be struck out": "То, чего нет на карте, но что есть под килем",
}
CORRECTED = (
    ("Мороз двадцать один по Реомюру; ", "Мороз двадцать два по Реомюру: "),  # before all
    ("этот год я начинаю карандашом", "год этот я начинаю карандашом"),
    ("Отвечу, что глубина по крайней", "Отвечу ей, что глубина по крайней"),
    ("Грамоты не знал, карту читал", "Грамоты не знал, а карту читал"),
    ("То, чего нет на карте, но что есть под килем, в нашем деле называется опасностью. ", ""),
    ('<p xml:id="e01-p4">', '<p xml:id="e01-p4a">Полночь.</p>\n<p xml:id="e01-p4">'),
)
AFTER = {
    "a word": Stand("moved", "чернила"),
    "a sentence": Stand(
        "edited",
        "Отвечу ей, что глубина по крайней мере не обижается, когда её промеришь дважды.",
    ),
    "over two paragraphs": Stand("moved", CHOSEN["over two paragraphs"]),
    "around a note": Stand("moved", CHOSEN["around a note"]),
    "in another language": Stand("moved", "was feststeht"),
    "a word that a page break divides": Stand("moved", "гидрографическому"),
    "in a note": Stand("edited", "Грамоты не знал, а карту читал пальцем."),
    "overlapping the sentence": Stand("moved", "по крайней мере не обижается"),
    "what will be struck out": Stand("orphan", ""),
}


@pytest.fixture
def diary(db: None, home: Path, tmp_path: Path) -> Path:
    """Give the sample's volume, without its images."""
    folder = tmp_path / "diary"
    folder.mkdir()
    for name in FILES:
        shutil.copy(SAMPLE["diary"] / name, folder)
    settings = (folder / "package.toml").read_text("utf-8")
    (folder / "package.toml").write_text(settings.replace(IMAGES, ""), encoding="utf-8")
    import_packages([folder])
    return folder


def correct(folder: Path, *changes: tuple[str, str]) -> None:
    content = (folder / "volume.xml").read_text("utf-8")
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new, 1)
    (folder / "volume.xml").write_text(content, encoding="utf-8")


def first_entry() -> Text:
    texts = Text.objects.filter(document__xml_id="e01", language="ru")
    return texts.select_related("current", "document").get()


def test_a_correction_is_published_and_what_was_chosen_is_in_place(diary: Path) -> None:
    chosen = {name: choose(words, first_entry()) for name, words in CHOSEN.items()}
    original = (diary / "volume.xml").read_text("utf-8")
    correct(diary, *CORRECTED)
    foreseen = import_packages([diary], dry_run=True)
    assert Anchor.objects.count() == len(CHOSEN)
    done = import_packages([diary])
    assert {name: stand_of(passage) for name, passage in chosen.items()} == AFTER
    assert done.passages == foreseen.passages
    (entry,) = done.passages
    assert (entry.unchanged, entry.edited, entry.gone) == (6, 2, 1)

    (diary / "volume.xml").write_text(original, encoding="utf-8")
    import_packages([diary])
    assert {name: stand_of(passage) for name, passage in chosen.items()} == {
        name: Stand("same", words) for name, words in CHOSEN.items()
    }
    assert Passage.objects.count() == len(CHOSEN)


def test_other_texts_and_documents_are_left_alone(diary: Path) -> None:
    text = first_entry()
    translation = text.document.texts.get(language="en")
    passage = choose("the ink in the office has frozen", translation)
    correct(diary, *CORRECTED)
    assert import_packages([diary]).passages == ()
    assert Anchor.objects.get(passage=passage).version_id == translation.current_id
