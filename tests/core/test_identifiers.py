"""Identifiers: minted once, and wrong ones are noticed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muniment.core import identifiers

NAAN = "99999"
NAMES = st.text(identifiers.ALPHABET, min_size=8, max_size=8).map(
    lambda body: "m" + body + identifiers.check_character(f"{NAAN}/m{body}")
)


def test_the_check_character_is_that_of_noid() -> None:
    # The worked example of NOID's documentation: 13030/xf93gt2 has the check character q.
    assert identifiers.check_character("13030/xf93gt2") == "q"


def test_a_minted_name_is_valid() -> None:
    name = identifiers.new_name(NAAN)
    assert identifiers.is_valid_name(name, naan=NAAN)
    assert len({identifiers.new_name(NAAN) for _ in range(100)}) == 100


@given(NAMES, st.integers(1, 8), st.sampled_from(identifiers.ALPHABET))
def test_one_wrong_character_is_noticed(name: str, place: int, other: str) -> None:
    wrong = name[:place] + other + name[place + 1 :]
    assert identifiers.is_valid_name(wrong, naan=NAAN) == (wrong == name)


@given(NAMES, st.integers(1, 7))
def test_two_neighbours_in_the_wrong_order_are_noticed(name: str, place: int) -> None:
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    assert identifiers.is_valid_name(swapped, naan=NAAN) == (swapped == name)


def test_an_ark_is_read_with_and_without_slash_and_hyphens() -> None:
    assert identifiers.parse_ark("ark:/99999/m12-34") == ("99999", "m1234")
    assert identifiers.parse_ark("ark:99999/M1234?info") == ("99999", "m1234")
    assert identifiers.parse_ark("ark:/b5678/m1") == ("b5678", "m1")
    assert identifiers.parse_ark("doi:10.1/x") is None
    assert identifiers.ark("m1", naan=NAAN) == "ark:/99999/m1"
