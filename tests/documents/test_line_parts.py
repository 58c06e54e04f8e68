"""Where a word stands within the polygon of its line."""

from __future__ import annotations

from muniment.documents.selectors.line_parts import part_of_line

LINE = [[0, 0], [100, 0], [100, 10], [0, 10]]


def test_a_word_is_a_part_of_its_line() -> None:
    assert set(part_of_line(LINE, 0.25, 0.5)) == {(25, 0), (50, 0), (50, 10), (25, 10)}


def test_words_at_the_ends_reach_no_further_than_the_line() -> None:
    assert set(part_of_line(LINE, -0.1, 0.2)) == {(0, 0), (20, 0), (20, 10), (0, 10)}
    assert part_of_line(LINE, -0.1, 1.1) == tuple((x, y) for x, y in LINE)


def test_a_line_that_slants_is_cut_along_its_slant() -> None:
    slanting = [[0, 0], [100, 20], [100, 30], [0, 10]]
    assert set(part_of_line(slanting, 0.5, 1)) == {(50, 10), (100, 20), (100, 30), (50, 20)}


def test_what_is_written_from_right_to_left_or_downwards_begins_there() -> None:
    assert set(part_of_line(LINE, 0, 0.25, is_from_right=True)) == {
        (75, 0),
        (100, 0),
        (100, 10),
        (75, 10),
    }
    column = [[0, 0], [10, 0], [10, 100], [0, 100]]
    assert set(part_of_line(column, 0, 0.25)) == {(0, 0), (10, 0), (10, 25), (0, 25)}


def test_a_polygon_that_is_none_is_kept() -> None:
    assert part_of_line([], 0.2, 0.4) == ()
    assert part_of_line([[5, 5]], 0.2, 0.4) == ((5, 5),)
