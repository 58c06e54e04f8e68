"""The words of dates in each language of the interface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Case = Literal["nominative", "genitive", "instrumental"]


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language says dates. `months`: the twelve months, then the four seasons."""

    months: dict[Case, tuple[str, ...]]
    weekdays: tuple[tuple[str, str], ...]
    century: Callable[[int], str]
    year: str
    years: str
    year_of_a_day: str
    decade: str
    our_era: str
    before_our_era: str
    doubtful: str
    about: str
    since: str
    until: str
    between: str
    not_before: str
    not_after: str
    old_style: str
    both_styles: str


def _english_century(number: int) -> str:
    is_teen = 11 <= number <= 13
    ending = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} century"


def _russian_century(number: int) -> str:
    roman = "X" * (number // 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return f"{roman}{units[number % 10]}\u00a0в."


_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December", "spring", "summer", "autumn", "winter"),
)

ENGLISH = DateWords(
    months={
        "nominative": _ENGLISH_MONTHS,
        "genitive": _ENGLISH_MONTHS,
        "instrumental": _ENGLISH_MONTHS,
    },
    weekdays=(
        *(("Mo", "Monday"), ("Tu", "Tuesday"), ("We", "Wednesday"), ("Th", "Thursday")),
        *(("Fr", "Friday"), ("Sa", "Saturday"), ("Su", "Sunday")),
    ),
    century=_english_century,
    year="{}",
    years="{}",
    year_of_a_day="{}",
    decade="{}s",
    our_era="{} CE",
    before_our_era="{} BCE",
    doubtful="{}?",
    about="about {}",
    since="from {}",
    until="until {}",
    between="between {} and {}",
    not_before="not before {}",
    not_after="not after {}",
    old_style="{} (Old Style)",
    both_styles="{} ({}, Old Style)",
)

RUSSIAN = DateWords(
    months={
        "nominative": (
            *("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август"),
            *("сентябрь", "октябрь", "ноябрь", "декабрь", "весна", "лето", "осень", "зима"),
        ),
        "genitive": (
            *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа"),
            *("сентября", "октября", "ноября", "декабря", "весны", "лета", "осени", "зимы"),
        ),
        "instrumental": (
            *("январём", "февралём", "мартом", "апрелем", "маем", "июнем", "июлем", "августом"),
            *("сентябрём", "октябрём", "ноябрём", "декабрём"),
            *("весной", "летом", "осенью", "зимой"),
        ),
    },
    weekdays=(
        *(("пн", "понедельник"), ("вт", "вторник"), ("ср", "среда"), ("чт", "четверг")),
        *(("пт", "пятница"), ("сб", "суббота"), ("вс", "воскресенье")),
    ),
    century=_russian_century,
    year="{}\u00a0г.",
    years="{}\u00a0гг.",
    year_of_a_day="{}\u00a0г.",
    decade="{}-е\u00a0гг.",
    our_era="{} н.\u00a0э.",
    before_our_era="{} до н.\u00a0э.",
    doubtful="{} (?)",
    about="около {}",
    since="с {}",
    until="по {}",
    between="между {} и {}",
    not_before="не ранее {}",
    not_after="не позднее {}",
    old_style="{} (ст.\u00a0ст.)",
    both_styles="{} ({} ст.\u00a0ст.)",
)

LANGUAGES = {"en": ENGLISH, "ru": RUSSIAN}
