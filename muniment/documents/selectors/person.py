"""People: the alphabet of their names in every script, and the page of one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.localised import Localised, localised_name, localised_paragraphs
from muniment.documents.models import Document, DocumentPerson
from muniment.documents.selectors.entries import PAGE_SIZE, DocumentEntry, document_entries
from muniment.documents.selectors.errors import PersonNotFound
from muniment.documents.selectors.people_of import life_words
from muniment.people.models import Person
from muniment.people.names import sort_name
from muniment.ui.paging import Paging

PEOPLE_SIZE = 100
SCRIPT_OF = {"ru": "CYRILLIC"}  # of the languages that are not written in Latin letters
ALPHABET_LANGUAGES = ("en", "ru")  # whose form of a name stands for its script, if it has one


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of an alphabet under which somebody stands."""

    letter: str
    href: str
    people: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters of one script."""

    script: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A name in the alphabet; `also` is the person's name in the interface, where it differs."""

    href: str
    name: Localised
    also: Localised
    years: str


@dataclass(frozen=True, slots=True)
class PeopleScreen:
    """The people of the archive, all or those of one letter."""

    alphabets: tuple[Alphabet, ...]
    letter: str
    people: tuple[PersonLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class RoleTab:
    """What the person is to documents, and to how many."""

    role: str
    documents: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PersonScreen:
    """A person and a page of the documents by, to or naming him."""

    href: str
    name: Localised
    kind: str
    names: tuple[Localised, ...]
    years: str
    offices: tuple[Localised, ...]
    descriptions: tuple[Localised, ...]
    links: tuple[str, ...]
    tabs: tuple[RoleTab, ...]
    role: str
    documents: tuple[DocumentEntry, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class _Form:
    """A person's name in one script: the one of its alphabet."""

    key: str
    letter: str
    script: str
    text: str
    lang: str
    person: int


def people_screen(letter: str, page: str, *, viewer: Viewer, language: str) -> PeopleScreen:
    """Read a page of the people: under a letter in its script, else each once. Two queries."""
    rows = Person.objects.visible_to(viewer).values_list("pk", "name", "names", "kind")
    forms = sorted(_forms(rows, language), key=lambda form: (form.key, form.person))
    if letter:
        chosen = [form for form in forms if form.letter == letter]
    else:
        chosen = sorted(_once(forms, language), key=lambda form: (form.script, form.key))
    paging = Paging.of(page, total=len(chosen), size=PEOPLE_SIZE)
    return PeopleScreen(
        alphabets=tuple(_alphabets(forms, letter)),
        letter=letter,
        people=_lines(chosen[paging.start : paging.stop], language),
        paging=paging,
    )


def person_screen(
    slug: str, role: str, page: str, *, viewer: Viewer, language: str
) -> PersonScreen:
    """Read a person and a page of his documents.

    :raises PersonNotFound: none of this slug that the viewer may see.
    Four queries.
    """
    person = Person.objects.visible_to(viewer).filter(slug=slug).first()
    if person is None:
        raise PersonNotFound(slug)
    visible = Document.objects.visible_to(viewer)
    counts = dict(
        DocumentPerson.objects.filter(person=person, document__in=visible.values("pk"))
        .order_by()
        .values_list("role")
        .annotate(n=Count("document", distinct=True))
    )
    chosen = _chosen_role(role, counts)
    paging = Paging.of(page, total=counts.get(chosen, 0), size=PAGE_SIZE)
    mentions = DocumentPerson.objects.filter(person=person, role=chosen).values("document")
    ordered = visible.filter(pk__in=mentions).order_by(
        F("date_earliest").asc(nulls_last=True), "volume_position", "pk"
    )
    name = localised_name(person.name, person.names, language)
    return PersonScreen(
        href=addresses.person(slug),
        name=name,
        kind=person.kind,
        names=_other_names(person, name),
        years=life_words(person, language=language),
        offices=localised_paragraphs(person.offices, language)[0],
        descriptions=localised_paragraphs(person.descriptions, language)[0],
        links=tuple(person.links),
        tabs=tuple(
            RoleTab(key, counts[key], key == chosen)
            for key in DocumentPerson.Role.values
            if counts.get(key)
        ),
        role=chosen,
        documents=document_entries(
            ordered[paging.start : paging.stop], viewer=viewer, language=language
        ),
        paging=paging,
    )


def _chosen_role(asked: str, counts: dict[str, int]) -> str:
    roles = DocumentPerson.Role.values
    if asked.upper() in roles:
        return asked.upper()
    return next((role for role in roles if counts.get(role)), roles[0])


def _other_names(person: Person, name: Localised) -> tuple[Localised, ...]:
    forms = [Localised(str(f["text"]), str(f.get("lang") or "")) for f in person.names]
    return tuple(form for form in dict.fromkeys(forms) if form.text != name.text)


def _forms(
    rows: Iterable[tuple[int, str, list[dict[str, Any]], str]], language: str
) -> Iterable[_Form]:
    """Give each person's name once in each script, if it can in the interface's language."""
    for pk, name, names, kind in rows:
        seen: set[str] = set()
        for text, lang in _by_preference(name, names, language):
            key = sort_name(text, kind=kind)
            letter, script = _initial(key)
            if letter and script not in seen:
                seen.add(script)
                yield _Form(key, letter, script, text, lang, pk)


def _by_preference(
    name: str, names: list[dict[str, Any]], language: str
) -> Iterable[tuple[str, str]]:
    forms = [(str(form.get("text") or ""), str(form.get("lang") or "")) for form in names]
    wanted = (language, *ALPHABET_LANGUAGES)
    yield from sorted(forms, key=lambda f: wanted.index(f[1]) if f[1] in wanted else len(wanted))
    yield name, ""


def _once(forms: Iterable[_Form], language: str) -> list[_Form]:
    """Keep one form of each person: that in the interface's script, where there is one."""
    script = SCRIPT_OF.get(language, "LATIN")
    best: dict[int, _Form] = {}
    for form in forms:
        if form.person not in best or form.script == script:
            best[form.person] = form
    return list(best.values())


def _initial(text: str) -> tuple[str, str]:
    for character in text:
        if character.isalpha():
            return character.upper(), unicodedata.name(character, "").partition(" ")[0]
    return "", ""


def _alphabets(forms: Iterable[_Form], chosen: str) -> Iterable[Alphabet]:
    people: dict[str, dict[str, int]] = {}
    for form in forms:
        letters = people.setdefault(form.script, {})
        letters[form.letter] = letters.get(form.letter, 0) + 1
    base = addresses.browse("people")
    for script, letters in sorted(people.items(), reverse=True):
        yield Alphabet(
            script,
            tuple(
                Letter(letter, f"{base}?{urlencode({'letter': letter})}", n, letter == chosen)
                for letter, n in sorted(letters.items())
            ),
        )


def _lines(forms: list[_Form], language: str) -> tuple[PersonLine, ...]:
    people = Person.objects.in_bulk([form.person for form in forms])
    lines = []
    for form in forms:
        person = people[form.person]
        own = localised_name(person.name, person.names, language)
        lines.append(
            PersonLine(
                href=addresses.person(person.slug),
                name=Localised(form.text, form.lang),
                also=own if own.text != form.text else Localised(""),
                years=_life_years(person, language),
            )
        )
    return tuple(lines)


def _life_years(person: Person, language: str) -> str:
    """Say the years of a life where they are known, else what is known."""
    born, died = person.birth_edtf[:4], person.death_edtf[:4]
    are_simple = "/" not in person.birth_edtf + person.death_edtf
    if born.isdigit() and died.isdigit() and are_simple:
        return f"{born}–{died}"
    return life_words(person, language=language)
