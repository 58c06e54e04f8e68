"""The field's words for levels of description and types of document, in the interface's language.

Sources write them in English or as codes; a word that is not here is shown as the source has it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext_lazy

_LEVELS = {
    "FONDS": pgettext_lazy("level", "Fonds"),
    "SUBFONDS": pgettext_lazy("level", "Subfonds"),
    "COLLECTION": pgettext_lazy("level", "Collection"),
    "RECORDGRP": pgettext_lazy("level", "Record group"),
    "SUBGRP": pgettext_lazy("level", "Subgroup"),
    "SERIES": pgettext_lazy("level", "Series"),
    "SUBSERIES": pgettext_lazy("level", "Subseries"),
    "FILE": pgettext_lazy("level", "File"),
    "ITEM": pgettext_lazy("level", "Item"),
    "CLASS": pgettext_lazy("level", "Class"),
}

_TYPES = {
    "agreement": gettext_lazy("agreement"),
    "conversation": gettext_lazy("conversation"),
    "despatch": gettext_lazy("despatch"),
    "diary entry": gettext_lazy("diary entry"),
    "diary-entry": gettext_lazy("diary entry"),
    "diary-day": gettext_lazy("diary entry"),
    "entry": gettext_lazy("entry"),
    "inscription": gettext_lazy("inscription"),
    "letter": gettext_lazy("letter"),
    "list": gettext_lazy("list"),
    "memorandum": gettext_lazy("memorandum"),
    "minutes": gettext_lazy("minutes"),
    "note": gettext_lazy("note"),
    "photograph": gettext_lazy("photograph"),
    "postcard": gettext_lazy("postcard"),
    "protocol": gettext_lazy("protocol"),
    "record of conversation": gettext_lazy("record of conversation"),
    "report": gettext_lazy("report"),
    "resolution": gettext_lazy("resolution"),
    "speech": gettext_lazy("speech"),
    "telegram": gettext_lazy("telegram"),
}

_SAYS_NOTHING = frozenset({"document", "item", "historical-document", "historical document"})

_ROLES = {
    "author": pgettext_lazy("credit", "author"),
    "compiler": pgettext_lazy("credit", "compiler"),
    "edition": pgettext_lazy("credit", "edition"),
    "editor": pgettext_lazy("credit", "editor"),
    "encoding": pgettext_lazy("credit", "encoding"),
    "english translation": pgettext_lazy("credit", "English translation"),
    "french translation": pgettext_lazy("credit", "French translation"),
    "general editor": pgettext_lazy("credit", "general editor"),
    "german translation": pgettext_lazy("credit", "German translation"),
    "notes": pgettext_lazy("credit", "notes"),
    "russian translation": pgettext_lazy("credit", "Russian translation"),
    "transcription": pgettext_lazy("credit", "transcription"),
    "translation": pgettext_lazy("credit", "translation"),
    "translator": pgettext_lazy("credit", "translator"),
}


def credit_role(role: str) -> str:
    """Name what somebody did for a text or a book."""
    known = _ROLES.get(role.lower())
    return str(known) if known else role


def level_name(level: str) -> str:
    """Name a level of description (ISAD(G) 3.1.4)."""
    known = _LEVELS.get(level.upper())
    return str(known) if known else level.lower().capitalize()


def type_name(document_type: str) -> str:
    """Name a type of document; "document" itself says nothing and is ""."""
    known = _TYPES.get(document_type.lower())
    if known:
        return str(known)
    return "" if document_type.lower() in _SAYS_NOTHING else document_type
