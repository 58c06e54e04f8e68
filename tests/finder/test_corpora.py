"""The search page over real sources: what is found is held against the database and the texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.db.models import Count, Q
from django.test import Client

from muniment.access.models import Scope
from muniment.core.text.canonical import canonical_string
from muniment.core.text.model import TextTree, tree_from_row
from muniment.documents.models import Document, DocumentPerson, PageBreak, Text, TextVersion

pytestmark = pytest.mark.usefixtures("in_corpora")

RUSSIAN_ENDINGS = ("", "а", "у", "ым", "е")
DIPLOMACY = "frus1918russiav03"


def asked(client: Client, **values: str) -> dict[str, Any]:
    answer = client.get("/search/", {"format": "json", **values})
    assert answer.status_code == 200
    return dict(answer.json())


def hits_of(client: Client, **values: str) -> dict[str, dict[str, Any]]:
    """Give all hits by identifier, from every page of results."""
    hits: list[dict[str, Any]] = []
    for page in range(1, asked(client, **values)["pages"] + 1):
        hits += asked(client, **values, page=str(page))["hits"]
    assert len({hit["identifier"] for hit in hits}) == len(hits)
    return {hit["identifier"]: hit for hit in hits}


def found(client: Client, q: str, **values: str) -> set[str]:
    """Give the identifiers of all that is found; the total must say how many they are."""
    identifiers = set(hits_of(client, q=q, **values))
    assert asked(client, q=q, **values)["total"] == len(identifiers)
    return identifiers


@lru_cache(maxsize=1)
def _texts(home: Path) -> tuple[tuple[str, str, str], ...]:
    rows = Text.objects.filter(is_withdrawn=False, current__length__gt=0).select_related("current")
    return tuple(
        (
            row["document__identifier"],
            row["language"],
            canonical_string(_tree(row["current__tree"])),
        )
        for row in rows.values("document__identifier", "language", "current__tree")
    )


def _tree(stored: bytes | memoryview[int]) -> TextTree:
    return tree_from_row(orjson.loads(bytes(stored)))


def with_words(pattern: str, *, language: str = "") -> set[str]:
    """Give the documents with whole words like this pattern, by reading all texts."""
    whole = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
    return {
        identifier
        for identifier, own, plain in _texts(Path(settings.MUNIMENT_HOME))
        if (not language or own == language) and whole.search(plain)
    }


def marked(hit: dict[str, Any]) -> set[str]:
    return {word for snippet in hit["snippets"] for word in snippet["hits"]}


@pytest.mark.parametrize(
    ("spellings", "as_written"),
    [
        (("Chicherin", "Tchitcherin", "Чичерин"), "Chicherin"),
        (("Trotsky", "Trotzki", "Троцкий"), "Trotsky"),
        (("Latyshev", "Latyschew", "Латышев"), "Latyshev|Латышев(?:а|у|ым|е)?"),
    ],
)
def test_a_person_spelt_three_ways_is_found_in_the_same_documents(
    client: Client, spellings: tuple[str, ...], as_written: str
) -> None:
    by_spelling = [found(client, spelling) for spelling in spellings]
    expected = with_words(as_written)
    assert expected
    assert by_spelling[0] >= expected
    assert by_spelling[1:] == by_spelling[:-1]


def test_a_writer_is_found_as_german_and_russian_texts_spell_him(client: Client) -> None:
    german, russian = with_words("Tolstoi"), with_words("Толсто(?:й|го|му|м)|Толстым")
    assert german
    assert russian
    for spelling in ("Tolstoy", "Tolstoi", "Толстой"):
        assert found(client, spelling) >= german | russian, spelling


def test_a_person_of_the_register_is_found_without_being_named_in_the_text(
    client: Client,
) -> None:
    people = DocumentPerson.objects.filter(person__name__contains="Chicherin")
    expected = set(people.values_list("document__identifier", flat=True))
    assert expected
    for spelling in ("Chicherin", "Tchitcherin", "Чичерин"):
        assert found(client, f"person:{spelling}") >= expected


@pytest.mark.parametrize("surname", ["Воронцов", "Латышев", "Авдеев", "Плетнев"])
def test_a_russian_surname_is_found_in_every_case_by_its_nominative(
    client: Client, surname: str
) -> None:
    cases = "|".join(f"{surname}{ending}" for ending in RUSSIAN_ENDINGS)
    assert found(client, surname) >= with_words(cases)


def test_five_cases_of_a_surname_find_the_same_documents(client: Client) -> None:
    forms = [f"Воронцов{ending}" for ending in RUSSIAN_ENDINGS]
    assert all(with_words(form) for form in forms)
    by_form = [found(client, form) for form in forms]
    assert by_form[1:] == by_form[:-1]


def test_oblique_cases_are_marked_in_the_snippets(client: Client) -> None:
    only_oblique = with_words("Латышев(?:а|у|ым|е)") - with_words("Латышев|Latyshev")
    assert only_oblique
    hits = hits_of(client, q="Латышев")
    for identifier in only_oblique:
        assert any(word.startswith("Латышев") for word in marked(hits[identifier]))


def phrases_over_breaks() -> Iterator[tuple[str, str, str]]:
    """Find words around breaks of pages: the document, the page that they begin on, the words."""
    versions = TextVersion.objects.filter(
        text__document__volume__slug=DIPLOMACY, pk__in=Text.objects.values("current")
    )
    for version in versions.select_related("text__document").order_by("pk"):
        leaves = {leaf.id: leaf.plain or "" for leaf in _tree(version.tree).body_leaves()}
        places = list(PageBreak.objects.filter(version=version).order_by("sequence"))
        for earlier, place in pairwise(places):
            words = _words_around(leaves.get(place.leaf, ""), place.offset)
            if words:
                yield version.text.document.identifier, earlier.label, words


def _words_around(plain: str, offset: int) -> str:
    """Give three words before a place and three after it, "" where more than spaces part them."""
    before = re.search(r"(?<![\w’'-])[a-z]+ [a-z]+ [a-z]+ ?$", plain[:offset])
    after = re.match(r" ?[a-z]+ [a-z]+ [a-z]+(?![\w’'-])", plain[offset:])
    words = before[0] + after[0] if before and after else ""
    return words if words.count(" ") == 5 else ""


def test_a_phrase_over_a_break_of_pages_is_found_and_marked(client: Client) -> None:
    phrases = list(phrases_over_breaks())
    assert len(phrases) > 20
    for identifier, page, phrase in phrases[::4]:
        hits = hits_of(client, q=f'"{phrase}"')
        assert hits.keys() >= with_words(phrase) >= {identifier}
        shown = [(snippet["page"], snippet["hits"]) for snippet in hits[identifier]["snippets"]]
        assert (page, [phrase]) in shown
        html = client.get("/search/", {"q": f'"{phrase}"'}).content.decode()
        assert re.search(rf"<mark[^>]*>{phrase}</mark>", html)


def test_a_range_of_months_counts_what_the_database_counts(client: Client) -> None:
    within = Document.objects.filter(
        is_withdrawn=False, date_earliest__lte=date(1918, 9, 30), date_latest__gte=date(1918, 3, 1)
    )
    expected = within.count()
    assert expected
    answer = asked(client, q="date:[1918-03 TO 1918-09]")
    assert answer["total"] == expected
    assert sum(volume["count"] for volume in answer["facets"]["volume"]) == expected


def test_a_range_and_a_word_find_what_both_find(client: Client) -> None:
    within = Document.objects.filter(
        date_earliest__lte=date(1918, 9, 30), date_latest__gte=date(1918, 3, 1)
    )
    expected = set(within.values_list("identifier", flat=True)) & with_words("Chicherin")
    assert expected
    by_word = found(client, "Chicherin")
    both = found(client, "Chicherin date:[1918-03 TO 1918-09]")
    assert both >= expected
    assert both == by_word & set(within.values_list("identifier", flat=True))


def counted(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {line["value"]: line["count"] for line in answer["facets"].get(facet, [])}


@pytest.mark.parametrize("volume", ["", DIPLOMACY, "schnitzler-tagebuch", "iospe-ru-en"])
def test_counts_of_facets_are_those_of_the_database(client: Client, volume: str) -> None:
    chosen = {"volume": volume} if volume else {}
    documents = Document.objects.filter(Q(volume__slug=volume) if volume else Q())
    answer = asked(client, more="type", **chosen)
    assert answer["total"] == documents.count()
    types = documents.exclude(type="").values_list("type").annotate(n=Count("pk"))
    assert counted(answer, "type") == dict(types)
    assert counted(asked(client, more="language", **chosen), "language") == _languages(documents)
    assert counted(asked(client, more="author", **chosen), "author") == _authors(documents)


def _languages(documents: Any) -> dict[str, int]:
    shown = Text.objects.filter(document__in=documents, current__length__gt=0).exclude(language="")
    of_texts = Counter(language for _, language in set(shown.values_list("document", "language")))
    textless = documents.exclude(pk__in=shown.values("document"))
    return dict(
        of_texts
        + Counter(x for own in textless.values_list("languages", flat=True) for x in set(own))
    )


def _authors(documents: Any) -> dict[str, int]:
    """Count documents by author; of a long list only the 200 most frequent are shown."""
    rows = DocumentPerson.objects.filter(document__in=documents, role="AUTHOR")
    pairs = {
        (pk, slug or wording)
        for pk, slug, wording in rows.values_list("document", "person__slug", "wording")
    }
    return dict(Counter(value for _, value in pairs if value))


def test_a_volume_is_counted_whichever_volume_is_chosen(client: Client) -> None:
    volumes = Document.objects.values_list("volume__slug").annotate(n=Count("pk"))
    expected = dict(volumes.exclude(volume=None))
    answer = asked(client, more="volume", volume=DIPLOMACY)
    assert counted(answer, "volume") == expected


def test_years_are_counted_as_the_database_dates_them(client: Client) -> None:
    answer = asked(client, volume=DIPLOMACY)
    expected: Counter[str] = Counter()
    dated = Document.objects.filter(volume__slug=DIPLOMACY).exclude(date_earliest=None)
    for first, last in dated.values_list("date_earliest", "date_latest"):
        assert first
        expected.update(str(year) for year in range(first.year, (last or first).year + 1))
    assert answer["years"] == dict(expected)


@pytest.mark.parametrize(
    ("typed", "forms", "language"),
    [
        ("Brief", "Briefe[sn]?|Briefs", "de"),
        ("Traum", "Träumen?", "de"),
        ("Spaziergang", "Spaziergänge", "de"),
        ("mercante", "mercanti", "it"),
        ("lettera", "lettere", "it"),
        ("soldato", "soldati", "it"),
        ("collègue", "collègues", "fr"),
        ("collegue", "collègues", "fr"),
        ("étudiant", "étudiants", "fr"),
        ("negotiation", "negotiations", "en"),
        ("дневник", "дневник(?:а|у|ом|е|и|ах)", "ru"),
    ],
)
def test_a_word_finds_its_other_forms(
    client: Client, typed: str, forms: str, language: str
) -> None:
    expected = with_words(forms, language=language)
    assert expected - with_words(typed, language=language)
    assert found(client, f"{typed} lang:{language}") >= expected


def test_exactly_a_form_finds_that_form_alone(client: Client) -> None:
    assert found(client, "exact:Briefes") == with_words("(?i:Briefes)")


@pytest.mark.parametrize(
    ("old", "new"),
    [("вѣроятно", "вероятно"), ("человѣкъ", "человек"), ("послѣднее", "последнее")],
)
def test_the_old_orthography_and_the_new_find_each_other(
    client: Client, old: str, new: str
) -> None:
    assert with_words(f"(?i:{old})")
    expected = with_words(f"(?i:{old}|{new})")
    assert found(client, old) == found(client, new)
    assert found(client, new) >= expected


def test_nothing_withdrawn_or_closed_a_moment_ago_is_shown(client: Client) -> None:
    withdrawn, closed, *rest = sorted(found(client, "Chicherin"))
    Document.objects.filter(identifier=withdrawn).update(is_withdrawn=True)
    nobodys = Scope.objects.create()
    Document.objects.filter(identifier=closed).update(scope=nobodys)
    answer = asked(client, q="Chicherin")
    assert sorted(hit["identifier"] for hit in answer["hits"]) == rest
    assert answer["total"] == len(rest)
    page = client.get("/search/", {"q": "Chicherin"}).content.decode()
    assert withdrawn not in page
    assert closed not in page


def test_the_page_shows_what_its_json_says(client: Client) -> None:
    answer = asked(client, q="Чичерин")
    page = client.get("/search/", {"q": "Чичерин"}).content.decode()
    for hit in answer["hits"]:
        assert f"/documents/{hit['identifier']}/" in page
    assert "<mark" in page
