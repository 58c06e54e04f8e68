"""What of its metadata made a document a hit."""

from __future__ import annotations

from muniment.search.marking import Marker
from muniment.search.metadata import zone_hits
from muniment.search.query.parser import parse
from muniment.search.records import Zone, ZoneText

ZONES = (
    ZoneText(Zone.DESCRIPTION, "On the talks with Litvinov."),
    ZoneText(Zone.AUTHOR, "Maisky, Ivan"),
    ZoneText(Zone.PERSON, "Maisky, Ivan"),
    ZoneText(Zone.PERSON, "Максим Литвинов", "ru"),
    ZoneText(Zone.PERSON, "Maxim Litvinov", "en"),
    ZoneText(Zone.PERSON, "Maksim Litvinoff", "fr"),
    ZoneText(Zone.TITLE, "Переговоры о мире", "ru"),
    ZoneText(Zone.PLACE, "London"),
)


def found(query: str) -> list[tuple[Zone, str, list[str]]]:
    hits = zone_hits(ZONES, Marker.of(parse(query).tree), languages=("ru", "en"))
    return [
        (
            hit.zone,
            "".join(piece.plain for piece in hit.pieces),
            [piece.plain for piece in hit.pieces if piece.is_hit],
        )
        for hit in hits
    ]


def test_a_person_is_shown_by_the_names_that_were_found_and_not_by_too_many() -> None:
    assert found("Litvinov") == [
        (Zone.PERSON, "Максим Литвинов", ["Литвинов"]),
        (Zone.PERSON, "Maxim Litvinov", ["Litvinov"]),
        (Zone.DESCRIPTION, "On the talks with Litvinov.", ["Litvinov"]),
    ]


def test_who_wrote_is_said_to_have_written_whatever_was_asked() -> None:
    author = [(Zone.AUTHOR, "Maisky, Ivan", ["Maisky"])]
    assert found("Maisky") == found("person:maisky") == found("author:maisky") == author
    assert found("to:maisky") == []


def test_words_are_found_in_all_their_forms_in_their_own_language() -> None:
    assert found("переговорах") == [(Zone.TITLE, "Переговоры о мире", ["Переговоры"])]
    assert found("title:talk") == []
    assert found("description:talk") == [
        (Zone.DESCRIPTION, "On the talks with Litvinov.", ["talks"])
    ]


def test_a_field_is_marked_alone() -> None:
    assert found("place:london Litvinov NOT title:мир")[0] == (
        Zone.PERSON,
        "Максим Литвинов",
        ["Литвинов"],
    )
    assert (Zone.PLACE, "London", ["London"]) in found("place:london Litvinov NOT title:мир")
