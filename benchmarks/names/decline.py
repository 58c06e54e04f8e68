"""The cases of Russian surnames, by the rules of school grammars."""

from __future__ import annotations

import re

HUSHING = "жшчщ"
POSSESSIVE_MAN = ("", "а", "у", "ым", "е")
POSSESSIVE_WOMAN = ("а", "ой", "у")
ADJECTIVE_WOMAN = ("ая", "ой", "ую")


def cases(surname: str, *, woman: bool) -> tuple[str, ...]:
    """Give the forms of a surname in the singular; those of a man's also as his wife has it."""
    forms = _woman(surname) if woman else (*_man(surname), *_woman(_feminine(surname)))
    return tuple(dict.fromkeys(forms))


def _feminine(surname: str) -> str:
    if _is_possessive(surname):
        return surname + "а"
    return re.sub("(ий|ый|ой)$", "ая", surname)


def _is_possessive(surname: str) -> bool:
    """Say whether it ends like Petrov, Kamenev, Pushkin: of short foreign ones none is listed."""
    return bool(re.search("(ов|ев|ин|ын)$", surname))


def _man(surname: str) -> tuple[str, ...]:
    if _is_possessive(surname):
        return _with(surname, POSSESSIVE_MAN)
    if surname.endswith(("кий", "гий", "хий")):
        return _with(surname[:-2], ("ий", "ого", "ому", "им", "ом"))
    if surname.endswith(("ый", "ой")):
        return (surname, *_with(surname[:-2], ("ого", "ому", "ым", "ом")))
    return _noun(surname)


def _woman(surname: str) -> tuple[str, ...]:
    if re.search("(ов|ев|ин|ын)а$", surname):
        return _with(surname[:-1], POSSESSIVE_WOMAN)
    if surname.endswith("ая"):
        return _with(surname[:-2], ADJECTIVE_WOMAN)
    if surname.endswith(("а", "я")):
        return _noun(surname)
    return (surname,)


def _noun(surname: str) -> tuple[str, ...]:
    """Decline as a noun of its ending; those in other vowels and in -ых are never declined."""
    last = surname[-1]
    if surname.endswith("ия"):
        return _with(surname[:-1], ("я", "и", "ю", "ей"))
    if last == "а" and surname[-2] not in "уиоэ":
        soft = surname[-2] in "гкх" + HUSHING
        instrumental = "ей" if surname[-2] in HUSHING + "ц" else "ой"
        return _with(surname[:-1], ("а", "и" if soft else "ы", "е", "у", instrumental))
    if last == "ь":
        return _with(surname[:-1], ("ь", "я", "ю", "ем", "е"))
    if last in "аеёиоуыэюя" or surname.endswith("ых"):
        return (surname,)
    if last == "й":
        return _with(surname[:-1], ("й", "я", "ю", "ем", "е"))
    return _with(surname, ("", "а", "у", "ем" if last in HUSHING + "ц" else "ом", "е"))


def _with(stem: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem + ending for ending in endings)
