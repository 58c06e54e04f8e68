"""What the help says is found is found in a text, and what it says is not is not."""

from __future__ import annotations

import pytest

from muniment.search.marking import Marker
from muniment.search.query.parser import parse

FOUND = [
    ("negotiation", "their negotiations", "en", "negotiations"),
    ("переговоры", "по переговорам", "ru", "переговорам"),
    ("переговоры", "на переговорах", "ru", "переговорах"),
    ("Litvinov", "Mr Litvinoff said", "en", "Litvinoff"),
    ("Litvinov", "сказал Литвинов", "ru", "Литвинов"),
    ("Litvinov", "Литвинову сказали", "ru", "Литвинову"),
    ("Литвинов", "Litvinov said", "en", "Litvinov"),
    ("Cafe", "in a café", "en", "café"),
    ("миръ", "за мир", "ru", "мир"),
    ("мир", "за миръ", "ru", "миръ"),
    ("telegra*", "a telegraphic reply", "en", "telegraphic"),
    ("телегра*", "ответ телеграфный", "ru", "телеграфный"),
    ("*grad", "in Leningrad", "en", "Leningrad"),
    ("gr?y", "a grey day", "en", "grey"),
    ("л?сть", "грубая лесть", "ru", "лесть"),
    ("ribentrop~", "von Ribbentrop", "de", "Ribbentrop"),
    ("ribentropp~2", "von Ribbentrop", "de", "Ribbentrop"),
    ("рибентроп~", "фон Риббентроп", "ru", "Риббентроп"),
    ("рибентропп~2", "фон Риббентроп", "ru", "Риббентроп"),
    ('"pact poland"~5', "the pact with the Republic of Poland", "en", "pact"),
    ("'talks'", "the talks", "en", "talks"),
    ("O'Neill", "Mr O’Neill", "en", "O’Neill"),
    ("«почётный мир»", "за почетный мир", "ru", "почетный"),
]
NOT_FOUND = [
    ("'talks'", "a talk", "en"),
    ("exact:talks", "talking", "en"),
    ("'переговоры'", "переговорам", "ru"),
    ('"pact poland"~5', "a pact of one two three four five six Poland", "en"),
    ('"pact poland"~5', "Poland has a pact", "en"),
    ("ribentropp~", "von Ribbentrop", "de"),
    ("gr?y", "a grizzly", "en"),
    ("-munich", "in Munich", "en"),
]


def _marked(query: str, text: str, language: str) -> list[str]:
    marker = Marker.of(parse(query).tree, languages={language})
    return [text[start:end] for start, end in marker.find(text, language)]


@pytest.mark.parametrize(("query", "text", "language", "word"), FOUND)
def test_it_is_found(query: str, text: str, language: str, word: str) -> None:
    assert any(word in marked for marked in _marked(query, text, language))


@pytest.mark.parametrize(("query", "text", "language"), NOT_FOUND)
def test_it_is_not_found(query: str, text: str, language: str) -> None:
    assert _marked(query, text, language) == []
