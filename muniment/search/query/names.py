"""The fields that people type before a colon, and the values that some of them can have."""

from __future__ import annotations

import difflib

from muniment.search.fields import OWN, VOICE_ZONES
from muniment.search.records import NO_TEXT, Facet, Zone

# What is typed → the zone that is searched. `Word.field` and `Phrase.field` hold the typed name.
TEXT_FIELDS: dict[str, str] = {
    "title": Zone.TITLE,
    "author": Zone.AUTHOR,
    "to": Zone.RECIPIENT,
    "person": Zone.PERSON,
    "place": Zone.PLACE,
    "subject": Zone.SUBJECT,
    "ref": Zone.REFERENCE,
    "description": Zone.DESCRIPTION,
    "own": OWN,
    "note": VOICE_ZONES["NOTE"],
    "commentary": VOICE_ZONES["COMMENTARY"],
    "biography": VOICE_ZONES["BIOGRAPHY"],
    "source": VOICE_ZONES["SOURCE_NOTE"],
    "apparatus": VOICE_ZONES["APPARATUS"],
}

# `in:` may name a volume, a unit or a collection.
IN = "in"

# What is typed → the facet, which `Among.facet` holds.
FACET_FIELDS: dict[str, str] = {
    "lang": Facet.LANGUAGE.value,
    IN: IN,
    "type": Facet.TYPE.value,
    "voice": Facet.VOICE.value,
    "origin": Facet.ORIGIN.value,
    "image": Facet.IMAGE.value,
}
TYPED_FACETS = {facet: typed for typed, facet in FACET_FIELDS.items()}

DATE_FIELDS = ("year", "date")
EXACT = "exact"

FIELDS = (*TEXT_FIELDS, *FACET_FIELDS, *DATE_FIELDS, EXACT)

SYNONYMS = {
    "by": "author",
    "recipient": "to",
    "reference": "ref",
    "notes": "note",
    "bio": "biography",
    "language": "lang",
    "volume": IN,
    "collection": IN,
    "заглавие": "title",
    "название": "title",
    "автор": "author",
    "кому": "to",
    "адресат": "to",
    "лицо": "person",
    "место": "place",
    "тема": "subject",
    "шифр": "ref",
    "описание": "description",
    "авторское": "own",
    "примечание": "note",
    "комментарий": "commentary",
    "биография": "biography",
    "источник": "source",
    "аппарат": "apparatus",
    "язык": "lang",
    "в": IN,
    "вид": "type",
    "голос": "voice",
    "происхождение": "origin",
    "изображение": "image",
    "год": "year",
    "дата": "date",
    "точно": EXACT,
}

_LANGUAGES = {
    "english": "en",
    "russian": "ru",
    "german": "de",
    "french": "fr",
    "italian": "it",
    "английский": "en",
    "русский": "ru",
    "немецкий": "de",
    "французский": "fr",
    "итальянский": "it",
}
VALUES: dict[str, tuple[str, ...]] = {
    Facet.VOICE: ("author", "commentary", "note", "biography", "source_note", "apparatus"),
    Facet.ORIGIN: ("edited", "machine_read", "machine_translated", NO_TEXT),
    Facet.IMAGE: ("yes", "no"),
}
_OTHER_VALUES = {
    Facet.VOICE: {"own": "author", "source": "source_note"},
    Facet.IMAGE: {"да": "yes", "нет": "no", "true": "yes", "false": "no"},
}


def field_called(name: str) -> str:
    """Give the field of this name or synonym in any case, "" if there is none."""
    lower = name.lower()
    return lower if lower in FIELDS else SYNONYMS.get(lower, "")


def nearest_field(name: str) -> str:
    """Give the field whose name is most like this one, "" if none is."""
    near = difflib.get_close_matches(name.lower(), (*FIELDS, *SYNONYMS), n=1, cutoff=0.7)
    return near[0] if near else ""


def facet_value(facet: str, typed: str) -> str:
    """Bring a typed value to the facet's own spelling; "" if it cannot be a value of it."""
    if facet == Facet.LANGUAGE:
        return _LANGUAGES.get(typed.lower()) or _language_tag(typed)
    if facet not in VALUES:
        return typed
    plain = typed.lower().replace("-", "_").replace(" ", "_")
    plain = _OTHER_VALUES.get(Facet(facet), {}).get(plain, plain)
    return plain if plain in VALUES[facet] else ""


def _language_tag(typed: str) -> str:
    """Write a BCP 47 tag in its usual case (RFC 5646 §2.1.1)."""
    first, *others = typed.split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cased.get(len(o), str.lower)(o) for o in others)])
