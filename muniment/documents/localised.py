"""Titles, names and descriptions in the language of the interface, where the archive has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from muniment.core.dates import PartialDate
from muniment.documents.titles import title_with_year


@dataclass(frozen=True, slots=True)
class Localised:
    """Words and the language that they are in, "" where it is not known."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text


def localised(text: str, others: Mapping[str, str], language: str) -> Localised:
    """Choose among words that say the same in several languages."""
    if others.get(language):
        return Localised(others[language], language)
    return Localised(text, next((lang for lang, said in others.items() if said == text), ""))


def other_forms(chosen: Localised, text: str, others: Mapping[str, str]) -> tuple[Localised, ...]:
    """Give the words that were not chosen, each once."""
    forms = {said: Localised(said, lang) for lang, said in others.items() if said}
    forms = {text: localised(text, others, ""), **forms}
    return tuple(form for said, form in forms.items() if said and said != chosen.text)


def localised_title(
    title: str,
    titles: Mapping[str, str],
    language: str,
    *,
    edtf: str = "",
    earliest: date | None = None,
    latest: date | None = None,
    calendar: str = "",
) -> Localised:
    """Choose a document's title, and give it its year where it is a bare day or month."""
    chosen = localised(title, titles, language)
    when = PartialDate(edtf, earliest, latest, "", calendar)
    return Localised(title_with_year(chosen.text, when), chosen.lang)


def localised_name(name: str, names: Iterable[Mapping[str, Any]], language: str) -> Localised:
    """Choose the form of a person's name: preferred, in the interface's language and script."""
    forms = [form for form in names if form.get("lang") == language]
    chosen = next((form for form in forms if form.get("preferred")), None) or next(
        iter(forms), None
    )
    if chosen:
        return Localised(str(chosen["text"]), language)
    lang = next((str(form.get("lang") or "") for form in names if form.get("text") == name), "")
    return Localised(name, lang)


def localised_paragraphs(
    texts: Iterable[Iterable[str]], language: str
) -> tuple[tuple[Localised, ...], bool]:
    """Choose among [[language, text]] those in the interface's language; all where there are none.

    The second value tells whether they are in that language.
    """
    pairs = [tuple(pair) for pair in texts]
    mine = tuple(Localised(text, lang) for lang, text in pairs if lang == language)
    return (mine, True) if mine else (tuple(Localised(t, lang) for lang, t in pairs), False)
