"""The people of a document: its authors and recipients, and the cards of those it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import pgettext

from muniment.access.viewer import Viewer
from muniment.core import addresses
from muniment.documents.models import DocumentPerson, Name
from muniment.documents.selectors.screens import Link, PersonCard
from muniment.people.models import Person
from muniment.ui.dates import date_words


def cards(people: Iterable[Person], *, language: str) -> dict[int, PersonCard]:
    """Make the cards of people, by primary key."""
    return {person.pk: _card(person, language=language) for person in people}


def visible_people(
    mentions: Sequence[DocumentPerson], names: Mapping[str, int], *, viewer: Viewer
) -> list[Person]:
    """Read whom the viewer may see of those that are mentioned. One query."""
    wanted = {m.person_id for m in mentions if m.person_id} | set(names.values())
    return list(Person.objects.visible_to(viewer).filter(pk__in=wanted).order_by("sort_name"))


def named_in(version_ids: Iterable[int]) -> dict[str, int]:
    """Read which ids of the texts' names are whose: key → person. One query."""
    rows = Name.objects.filter(version_id__in=list(version_ids), person_id__isnull=False)
    return dict(rows.order_by().values_list("key", "person_id").distinct())


def person_links(
    mentions: Iterable[DocumentPerson], *, role: str, cards_by_id: Mapping[int, PersonCard]
) -> tuple[Link, ...]:
    """Give those of one role, linked where they can be seen, each once."""
    found: dict[str, Link] = {}
    for mention in mentions:
        if mention.role != role:
            continue
        card = cards_by_id.get(mention.person_id or 0)
        link = Link(card.name, card.href) if card else Link(mention.wording)
        if link.label:
            found.setdefault(link.href or link.label, link)
    return tuple(found.values())


def byline_words(
    mentions: Iterable[DocumentPerson], *, cards_by_id: Mapping[int, PersonCard]
) -> str:
    """Name the authors: as the document does, or as the reader's script has them."""
    authors = [m for m in mentions if m.role == DocumentPerson.Role.AUTHOR and m.wording]
    named = [_in_script(m.wording, cards_by_id.get(m.person_id or 0)) for m in authors]
    return ", ".join(dict.fromkeys(named))


def _in_script(wording: str, card: PersonCard | None) -> str:
    """Take the card's name, put in speaking order, where the wording is in another script."""
    if card is None or _is_cyrillic(wording) == _is_cyrillic(card.name):
        return wording
    family, _, given = card.name.partition(", ")
    return f"{given} {family}".strip()


def _is_cyrillic(text: str) -> bool:
    return any("\u0400" <= character <= "\u04ff" for character in text)


def _card(person: Person, *, language: str) -> PersonCard:
    named = [(n.get("lang") or "", n["text"]) for n in person.names if n.get("text")]
    own = [text for lang, text in named if lang.partition("-")[0] == language and "-" not in lang]
    name = own[0] if own else person.name
    others = tuple(dict.fromkeys((lang, text) for lang, text in named if text != name))
    offices = [(lang or "", text) for lang, text in person.offices]
    mine = [o for o in offices if o[0].startswith(language)] or offices
    return PersonCard(
        slug=person.slug,
        href=addresses.person(person.slug),
        name=name,
        names=others,
        dates=life_words(person, language=language),
        offices=tuple(mine),
    )


def life_words(person: Person, *, language: str) -> str:
    """Say when somebody lived: "1868–1941", "born 1868", or when he was active."""
    born, died = person.birth_edtf, person.death_edtf
    if born and died:
        are_years = len(born) == len(died) == len("1868") and (born + died).isdigit()
        birth, death = date_words(born, language), date_words(died, language)
        return f"{born}–{died}" if are_years else f"{birth} – {death}"
    if born:
        return pgettext("life", "born %(date)s") % {"date": date_words(born, language)}
    if died:
        return pgettext("life", "died %(date)s") % {"date": date_words(died, language)}
    return person.floruit
