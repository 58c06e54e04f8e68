"""Make texts of paragraphs in English or Russian letters, many of them nearly alike.

Frequent words are real, the rest are made of syllables; how often each is used follows Zipf's
law, as in prose. Paragraphs of a formula ("At seven the barometer stood at 754 …"), copies with
a few other words, repeated headings and short notes are what makes finding a passage hard.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import accumulate
from typing import Literal

Language = Literal["en", "ru"]

FREQUENT = {
    "en": "the of and to in a that was he his it had with for as not on at but by from him they "
    "is were this which be all have said there we been their one when would who no so an more if",
    "ru": "и в не на что он с как это к по но его из было она за от так же у мы бы я ты они "
    "был который для вы до или когда уже только если ещё её при даже нет быть чтобы этого",
}
SYLLABLES = {
    "en": "ba be con den er fal gar hol in ka lor men ner on par quen ras sen tor un ver wil"
    " mor den li ta sho br ing ed ly",
    "ru": "ба бе вор го дон ер жи за ка лор мен ни ост пар ра сен тор ут фе хол ча шо ща ы"
    " ви ло ми ский но ого ла ть",
}
FORMULAS = {
    "en": "At {0} in the morning the barometer stood at {1}, and the wind was from the {2}.",
    "ru": "В {0} часов утра барометр показывал {1}, и ветер дул со стороны {2}.",
}
HEADINGS = {"en": "{0} March 1898", "ru": "{0} марта 1898 года"}
RARE = 6000
"""Different words beside the frequent ones."""


class Prose:
    """A writer of words, sentences and paragraphs that is repeatable by its chance."""

    def __init__(self, language: Language, chance: random.Random) -> None:
        self.language, self.chance = language, chance
        made = dict.fromkeys(self._made() for _ in range(RARE))
        self.words = [*FREQUENT[language].split(), *made]
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))

    def _made(self) -> str:
        parts = SYLLABLES[self.language].split()
        return "".join(self.chance.choices(parts, k=self.chance.choice((2, 2, 3, 3, 4))))

    def word(self) -> str:
        """Give a word, the frequent ones more often."""
        return self.chance.choices(self.words, cum_weights=self.weights)[0]

    def phrase(self, count: int) -> str:
        """Give so many words."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=count))

    def sentence(self) -> str:
        """Give a sentence of 4 to 24 words, or two halves of one with a comma."""
        words = self.phrase(self.chance.randint(4, 24)).split()
        for at in range(4, len(words) - 2, 7):
            words[at] += ","
        if self.chance.random() < 0.3:
            words[-1] = words[-1].capitalize()
        return " ".join(words).capitalize() + self.chance.choice("....?")

    def paragraph(self) -> str:
        """Give a paragraph of one to eight sentences."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(1, 8)))

    def formula(self) -> str:
        """Give a paragraph that is nearly like many others."""
        chance = self.chance
        words = (chance.randint(5, 9), chance.randint(735, 770), chance.choice(self.words[:99]))
        return FORMULAS[self.language].format(*words)

    def heading(self) -> str:
        """Give a heading that may well occur again."""
        return HEADINGS[self.language].format(self.chance.randint(1, 31))

    def like(self, paragraph: str) -> str:
        """Give a paragraph in which about one word in twenty is another."""
        words = paragraph.split(" ")
        for at in range(len(words)):
            if self.chance.random() < 0.05:
                words[at] = self.word()
        return " ".join(words)

    def text(self, count: int) -> list[str]:
        """Give so many paragraphs; about a quarter of them have another that is nearly alike."""
        kinds: list[Callable[[], str]] = [self.paragraph, self.formula, self.heading]
        written: list[str] = []
        while len(written) < count:
            if written and self.chance.random() < 0.12:
                written.append(self.like(self.chance.choice(written)))
            else:
                written.append(self.chance.choices(kinds, weights=(75, 10, 15))[0]())
        return written
