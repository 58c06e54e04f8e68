"""The details of a document, as a catalogue gives them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from muniment.core import addresses
from muniment.documents.language_names import language_name
from muniment.documents.models import Document, DocumentPerson, Text, Unit, Volume
from muniment.documents.selectors.neighbours import date_of, shown_title
from muniment.documents.selectors.people_of import person_links
from muniment.documents.selectors.screens import Detail, Link, PersonCard
from muniment.documents.words import credit_role, type_name
from muniment.ui.dates import date_words

Role = DocumentPerson.Role


def worded(main: str, others: dict[str, str], language: str) -> str:
    """Give words in the interface's language where there are any."""
    return others.get(language) or main


def details_of(
    document: Document,
    texts: Sequence[Text],
    mentions: Sequence[DocumentPerson],
    *,
    by_id: dict[int, PersonCard],
    volume: Volume | None,
    units: Sequence[Unit],
    language: str,
) -> tuple[Detail, ...]:
    """Give the fields that have a value, in the order in which a catalogue gives them."""

    def people(role: str) -> tuple[Link, ...]:
        return person_links(mentions, role=role, cards_by_id=by_id)

    def words(*values: str) -> tuple[Link, ...]:
        return tuple(Link(value) for value in values if value)

    when = date_of(document)
    readable = date_words(when.edtf, language, calendar=when.calendar) if when.edtf else ""
    reference = document.reference_code or (units[-1].reference_code if units else "")
    fields = [
        (pgettext("detail", "Title"), words(shown_title(document, language=language))),
        (pgettext("detail", "Author"), people(Role.AUTHOR)),
        (pgettext("detail", "Recipient"), people(Role.RECIPIENT)),
        (gettext("Date"), words(readable)),
        (gettext("Date as written"), words(when.wording)),
        (gettext("Place"), words(document.place)),
        (pgettext("detail", "Type"), words(type_name(document.type))),
        (gettext("Description"), words(document.description)),
        (gettext("Repository"), _repository(document, units, language)),
        (gettext("Archival reference"), _linked(reference, units)),
        (gettext("Volume"), _volume_links(volume, language)),
        (gettext("Number in the volume"), words(document.number)),
        (gettext("Physical form"), words(document.physical_form)),
        (gettext("Also published in"), words(document.also_published)),
        (
            gettext("Languages"),
            words(*dict.fromkeys(map(language_name, _languages(document, texts)))),
        ),
        (gettext("Subjects"), words(*map(str, document.subjects))),
        (gettext("People named"), people(Role.NAMED)),
        *((str(label), words(str(value))) for label, value in document.facts),
        (gettext("Edition"), words(*_credits(texts))),
        (gettext("How the text was made"), words(*_origins(texts))),
    ]
    return tuple(Detail(name, values) for name, values in fields if values)


def _repository(document: Document, units: Sequence[Unit], language: str) -> tuple[Link, ...]:
    if units:
        repository = units[0].repository
        name = worded(repository.name, repository.names, language)
        return (Link(name, addresses.repository(repository.slug)),)
    return (Link(document.repository_name),) if document.repository_name else ()


def _linked(reference: str, units: Sequence[Unit]) -> tuple[Link, ...]:
    if not reference:
        return ()
    href = addresses.unit(units[-1].repository.slug, units[-1].slug) if units else ""
    return (Link(reference, href),)


def _volume_links(volume: Volume | None, language: str) -> tuple[Link, ...]:
    if volume is None:
        return ()
    own = Link(worded(volume.title, volume.titles, language), addresses.volume(volume.slug))
    if volume.series is None:
        return (own,)
    title = worded(volume.series.title, volume.series.titles, language)
    return (own, Link(f"{title}, {volume.number}" if volume.number else title))


def _languages(document: Document, texts: Sequence[Text]) -> list[str]:
    return [str(tag) for tag in document.languages] or [t.language for t in texts if t.language]


def _credits(texts: Sequence[Text]) -> list[str]:
    found = [
        f"{name} ({credit_role(role)})" if role else str(name)
        for text in texts
        for name, role in text.credits
    ]
    return list(dict.fromkeys(found))


def _origins(texts: Sequence[Text]) -> list[str]:
    """Say which texts no person has corrected, each with its language."""
    named = ((text, origin_words(text.origin)) for text in texts)
    return [
        f"{language_name(text.language)}: {words.lower()}" if text.language else words
        for text, words in named
        if words
    ]


def origin_words(origin: str) -> str:
    """Say that a text was made by a machine, "" of an edited one."""
    if origin == Text.Origin.MACHINE_READ:
        return gettext("Machine-read, uncorrected")
    if origin == Text.Origin.MACHINE_TRANSLATED:
        return gettext("Machine-translated")
    return ""
