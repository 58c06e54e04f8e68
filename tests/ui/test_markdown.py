"""What readers write in Markdown."""

from __future__ import annotations

from muniment.ui.markdown import readers_words


def test_in_lists_it_stands_as_plain_words() -> None:
    said = "We *read*:\n\n- one & two\n- `<b>`, [three](https://example.org)"
    assert readers_words(said) == "We read: one & two <b>, three"
