"""How names are sorted."""

from __future__ import annotations

import pytest

from muniment.people.names import sort_name


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Cordell Hull", "person", "hull, cordell"),
        ("Hull, Cordell", "person", "hull, cordell"),
        ("Charles de Gaulle", "person", "de gaulle, charles"),
        ("Martin Luther King Jr.", "person", "king jr., martin luther"),
        ("Молотов Вячеслав Михайлович", "person", "молотов вячеслав михайлович"),
        ("Voltaire", "person", "voltaire"),
        ("Édouard Élan (1880–1940)", "person", "elan, edouard"),
        ("People's Commissariat of Ways", "organisation", "people's commissariat of ways"),
    ],
)
def test_a_name_is_sorted_by_its_surname(name: str, kind: str, expected: str) -> None:
    assert sort_name(name, kind=kind) == expected
