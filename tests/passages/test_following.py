"""Passages follow the corrections of their texts, from the source's file to the anchors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from muniment.core.text.canonical import canonical_string
from muniment.documents.models import Document, Text
from muniment.documents.renderings import trees_of
from muniment.documents.succession import Succession
from muniment.ingest.services import import_packages
from muniment.passages.following import follow
from muniment.passages.models import Anchor, Passage
from muniment.passages.services import make_passage
from muniment.passages.targets import ChosenPassage
from tests.passages.conftest import Bring, the_text

FIRST = "The post came on Monday with a letter from my sister in Kazan."
SECOND = "She writes that the river has risen and the lower town is under water."
THIRD = "We answered the same evening by the light of one candle."


def words_of(text: Text) -> str:
    """Give a text's canonical string."""
    assert text.current_id
    return canonical_string(trees_of({text.current_id})[text.current_id])


def choose(exact: str, text: Text | None = None) -> Passage:
    """Keep a passage of a text, the letter's, by its words."""
    text = text or the_text()
    assert text.current
    start = words_of(text).index(exact)
    chosen = ChosenPassage(text.key, text.current.number, start, start + len(exact), exact)
    return make_passage(text.document, chosen)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a passage stands now: what became of it, and the words that are there."""

    status: str
    words: str


def stand_of(passage: Passage) -> Stand:
    """Read the anchor of a passage in the current version of its text."""
    text = passage.text
    assert text
    text.refresh_from_db()
    anchor = Anchor.objects.get(passage=passage, version=text.current)
    return Stand(anchor.status, words_of(text)[anchor.start : anchor.end])


CHOSEN = "the river has risen"
CORRECTIONS = [
    pytest.param((FIRST, SECOND, THIRD + "."), "same", CHOSEN, id="words behind it"),
    pytest.param(("Dear friend.", FIRST, SECOND, THIRD), "moved", CHOSEN, id="a paragraph before"),
    pytest.param((FIRST[:-1] + " city.", SECOND, THIRD), "moved", CHOSEN, id="words before"),
    pytest.param((FIRST, THIRD, SECOND), "moved", CHOSEN, id="its paragraph goes down"),
    pytest.param((FIRST + " " + SECOND, THIRD), "same", CHOSEN, id="two paragraphs joined"),
    pytest.param(
        (FIRST, SECOND.replace("river", "Volga"), THIRD),
        "edited",
        "the Volga has risen",
        id="a word of it",
    ),
    pytest.param(
        (FIRST, SECOND.replace("has risen", "has again risen"), THIRD),
        "edited",
        "the river has again risen",
        id="a word put into it",
    ),
    pytest.param((FIRST, THIRD), "orphan", "", id="its paragraph is gone"),
    pytest.param(
        (FIRST, SECOND.replace(f"{CHOSEN} and ", ""), THIRD), "orphan", "", id="its words are gone"
    ),
]


@pytest.mark.parametrize("with_ids", [True, False], ids=["with ids", "without ids"])
@pytest.mark.parametrize(("corrected", "status", "words"), CORRECTIONS)
def test_a_passage_follows_a_correction(
    bring: Bring, corrected: tuple[str, ...], status: str, words: str, *, with_ids: bool
) -> None:
    known = {FIRST: "a", SECOND: "b", THIRD: "c"}

    def named(paragraph: str) -> str:
        name = next((known[each] for each in known if each[:12] == paragraph[:12]), "new")
        return f"{name}: {paragraph}"

    bring(*map(named, (FIRST, SECOND, THIRD)), with_ids=with_ids)
    passage = choose(CHOSEN)
    bring(*map(named, corrected), with_ids=with_ids)
    assert stand_of(passage) == Stand(status, words)


def test_passages_over_paragraphs_and_in_notes_follow_too(bring: Bring) -> None:
    noted = f"<p>{FIRST[:-1]}<note>A town on the Volga, far away.</note>.</p>"
    bring(noted, SECOND, THIRD)
    across = choose("in Kazan.\nShe writes")
    note = choose("far away")
    bring("A head.", noted, SECOND.replace("She", "My sister"), THIRD)
    assert stand_of(across) == Stand("edited", "in Kazan.\nMy sister writes")
    assert stand_of(note) == Stand("moved", "far away")


def test_a_passage_that_was_lost_comes_back_when_the_correction_is_undone(bring: Bring) -> None:
    bring(FIRST, SECOND, THIRD)
    passage = choose(CHOSEN)
    bring(FIRST, THIRD)
    bring("Dear friend.", FIRST, THIRD)
    assert stand_of(passage).status == "orphan"
    bring("Dear friend.", FIRST, SECOND, THIRD)
    assert stand_of(passage) == Stand("moved", CHOSEN)
    assert passage.anchors.count() == 4


def test_a_passage_that_was_cut_has_all_its_words_when_the_cut_is_undone(bring: Bring) -> None:
    bring(FIRST, SECOND, THIRD)
    passage = choose("the river has risen and the lower town")
    bring(FIRST, SECOND.replace(" and the lower town is under water", ""), THIRD)
    assert stand_of(passage) == Stand("edited", "the river has risen")
    bring(FIRST, SECOND, THIRD)
    assert stand_of(passage) == Stand("same", "the river has risen and the lower town")


def test_what_became_of_a_passage_is_told_from_the_words_that_were_chosen(bring: Bring) -> None:
    bring(FIRST, SECOND, THIRD)
    passage = choose(CHOSEN)
    bring(FIRST, SECOND.replace("river", "Volga"), THIRD)
    bring(FIRST + " At last.", SECOND.replace("river", "Volga"), THIRD)
    assert stand_of(passage) == Stand("edited", "the Volga has risen")


def test_marks_that_change_alone_leave_all_passages_in_place(bring: Bring) -> None:
    bring(FIRST, SECOND)
    passage = choose(CHOSEN)
    bring(FIRST, SECOND.replace("river", "<hi>river</hi>"))
    assert the_text().current_id != passage.version_id
    assert stand_of(passage) == Stand("same", CHOSEN)


def test_a_text_that_is_read_again_unchanged_makes_no_anchors(bring: Bring) -> None:
    bring(FIRST, SECOND)
    choose(CHOSEN)
    bring(FIRST, SECOND)
    assert Anchor.objects.count() == 1


def test_a_withdrawn_document_keeps_its_passages_and_they_follow_when_it_is_back(
    bring: Bring, letters: Path
) -> None:
    bring(FIRST, SECOND)
    passage = choose(CHOSEN)
    content = (letters / "letter.xml").read_text("utf-8")
    (letters / "letter.xml").write_text(content.replace('"l1"', '"l2"'), encoding="utf-8")
    import_packages([letters], withdraw_missing=True)
    assert Document.objects.get(xml_id="l1").is_withdrawn
    passage.refresh_from_db()
    assert (passage.exact, passage.anchors.count()) == (CHOSEN, 1)
    corrected = content.replace("The post", "Today the post")
    (letters / "letter.xml").write_text(corrected, encoding="utf-8")
    import_packages([letters])
    assert stand_of(passage) == Stand("moved", CHOSEN)


def test_a_withdrawn_text_keeps_its_passages_and_they_follow_when_it_is_back(
    bring: Bring,
) -> None:
    def edition(words: str) -> str:
        return f'<div type="edition" xml:lang="en" xml:id="en"><p>{words}</p></div>'

    translation = '<div type="translation" xml:lang="fr" xml:id="fr"><p>La poste.</p></div>'
    bring(edition(SECOND), translation)
    english = Text.objects.get(kind=Text.Kind.TRANSCRIPTION)
    passage = choose(CHOSEN, english)
    bring(translation)
    english.refresh_from_db()
    assert english.is_withdrawn
    bring(edition("Kazan. " + SECOND), translation)
    assert stand_of(passage) == Stand("moved", CHOSEN)


def test_a_deleted_document_leaves_the_words_of_its_passages(bring: Bring) -> None:
    bring(FIRST, SECOND)
    passage = choose(CHOSEN)
    Document.objects.all().delete()
    passage.refresh_from_db()
    assert (passage.exact, passage.text, passage.version) == (CHOSEN, None, None)
    assert not passage.anchors.exists()


def test_texts_without_passages_cost_one_query(
    bring: Bring, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bring(FIRST, SECOND)
    text = the_text()
    assert text.current_id
    with django_assert_num_queries(1):
        follow([Succession(text.pk, text.current_id, text.current_id)] * 50)


def test_two_thousand_passages_cost_as_many_queries_as_one(
    bring: Bring, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    paragraphs = [f"In the year {year} nothing of note befell us here." for year in range(1000)]
    bring(*paragraphs)
    text = the_text()
    before = text.current_id
    assert before
    whole = words_of(text)
    Passage.objects.bulk_create(
        Passage(
            text=text,
            version=text.current,
            version_number=1,
            start=at * 20,
            end=at * 20 + 15,
            exact=whole[at * 20 : at * 20 + 15],
            first_block="",
            first_offset=0,
            last_block="",
            last_offset=0,
        )
        for at in range(2000)
    )
    bring("A year was forgotten.", *paragraphs)
    version = the_text().current_id
    assert version
    made = Anchor.objects.filter(version=version)
    assert set(made.values_list("status", flat=True)) == {"moved"}
    assert made.count() == 2000
    made.delete()
    with django_assert_num_queries(5):
        follow([Succession(text.pk, before, version)])
    assert made.count() == 2000


def test_the_effect_is_foreseen_and_then_reported(bring: Bring) -> None:
    bring(FIRST, SECOND, THIRD)
    kept, corrected, lost = map(choose, ("from my sister", "the lower town is under", "one candle"))
    new = ("Dear friend.", FIRST, SECOND.replace("lower", "upper"))
    foreseen = bring(*new, dry_run=True)
    assert (the_text().versions.count(), Anchor.objects.count()) == (1, 3)
    done = bring(*new)
    assert foreseen.passages == done.passages
    (entry,) = done.passages
    assert (entry.unchanged, entry.edited, entry.gone, entry.returned) == (1, 1, 1, 0)
    assert (entry.title, entry.text) == (the_text().document.title, the_text().key)
    assert [stand_of(passage).status for passage in (kept, corrected, lost)] == [
        *("moved", "edited", "orphan")
    ]


def test_only_what_this_correction_changes_is_counted(bring: Bring) -> None:
    bring(FIRST, SECOND, THIRD)
    for words in ("from my sister", "the lower town is under", "one candle"):
        choose(words)
    bring(FIRST, SECOND.replace("lower", "upper"))
    (entry,) = bring(FIRST + " So it is.", SECOND.replace("lower", "upper")).passages
    assert (entry.unchanged, entry.edited, entry.gone, entry.returned) == (2, 0, 0, 0)
    (entry,) = bring(FIRST, SECOND, THIRD, dry_run=True).passages
    assert (entry.unchanged, entry.edited, entry.gone, entry.returned) == (1, 1, 0, 1)


def test_texts_without_passages_are_not_spoken_of(bring: Bring) -> None:
    bring(FIRST, SECOND)
    assert bring(FIRST, THIRD, dry_run=True).passages == ()
    assert bring(FIRST, THIRD).passages == ()


WORDS = st.sampled_from("river town letter candle sister water evening post light day".split())
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=3, max_size=12).map(" ".join), min_size=1, max_size=6
)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(versions=st.lists(PARAGRAPHS, min_size=2, max_size=4), with_ids=st.booleans())
def test_whatever_is_corrected_no_anchor_claims_what_is_not_there(
    bring: Bring, versions: list[list[str]], *, with_ids: bool
) -> None:
    bring(*versions[0], with_ids=with_ids)
    text = the_text()
    chosen = [choose(words) for words in words_of(text).split("\n")]
    for paragraphs in versions[1:]:
        bring(*paragraphs, with_ids=with_ids)
        for passage in chosen:
            stand = stand_of(passage)
            assert (stand.words == passage.exact) == (stand.status in {"same", "moved"})
            assert bool(stand.words) == (stand.status != "orphan")
    bring(*versions[0], with_ids=with_ids)
    assert all(stand_of(passage).words == passage.exact for passage in chosen)
