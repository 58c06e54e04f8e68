"""What the elements of TEI mean here: which are blocks, which are marks, which say nothing.

Elements are known by their local names; `tei/handlers.py` turns these tables into actions.
"""

from __future__ import annotations

from muniment.core.text.model import BlockKind, MarkKind, Voice

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# div/@type of what is read as one document, where no profile says otherwise.
DOCUMENT_TYPES = frozenset(
    "document entry diary-entry diary-day diaryentry day letter telegram memorandum conversation"
    " minutes note-verbale dispatch report speech protocol act inscription".split()
)
ATTACHMENT_TYPES = frozenset(
    "attachment attachments enclosure enclosures annex appendix supplement".split()
)
# Sections that belong to the document beside them.
COMPANION_TYPES = ATTACHMENT_TYPES | {"notes", "commentary", "apparatus", "translation", "note"}
TRANSCRIPTION_TYPES = frozenset(("edition", "transcription", "original", "transcript"))
TRANSLATION_TYPES = frozenset(("translation",))

SECTION_VOICES = {
    "commentary": Voice.COMMENTARY,
    "apparatus": Voice.APPARATUS,
    "bibliography": Voice.COMMENTARY,
    "biography": Voice.BIOGRAPHY,
    "summary": Voice.COMMENTARY,
    "notes": Voice.NOTE,
}
NOTE_VOICES = {
    "source": Voice.SOURCE_NOTE,
    "commentary": Voice.COMMENTARY,
    "comment": Voice.COMMENTARY,
    "summary": Voice.COMMENTARY,
    "abstract": Voice.COMMENTARY,
    "bio": Voice.BIOGRAPHY,
    "biography": Voice.BIOGRAPHY,
    "apparatus": Voice.APPARATUS,
}

# Containers whose own words, if any, stand in segments between their blocks.
STRUCTURES = {
    "div": BlockKind.SECTION,
    **{f"div{n}": BlockKind.SECTION for n in range(8)},
    "floatingText": BlockKind.SECTION,
    "attachment": BlockKind.ATTACHMENT,
    "titlePage": BlockKind.TITLE_PAGE,
    "list": BlockKind.LIST,
    "listPerson": BlockKind.LIST,
    "listPlace": BlockKind.LIST,
    "listOrg": BlockKind.LIST,
    "listBibl": BlockKind.LIST,
    "listApp": BlockKind.LIST,
    "listEvent": BlockKind.LIST,
    "castList": BlockKind.LIST,
    "table": BlockKind.TABLE,
    "row": BlockKind.ROW,
    "lg": BlockKind.VERSE,
    "epigraph": BlockKind.EPIGRAPH,
    "postscript": BlockKind.POSTSCRIPT,
    "argument": BlockKind.ARGUMENT,
    "sp": BlockKind.SPEECH,
    "surface": BlockKind.SECTION,
    "zone": BlockKind.SECTION,
    "address": BlockKind.ADDRESS,
}
# Containers that add nothing to what they hold.
WRAPPERS = frozenset(
    "text body front back group docTitle noteGrp listTranspose particDesc xenoData "
    "sourceDoc surfaceGrp".split()
)
# Blocks that are leaves unless they hold blocks themselves.
BLOCKS = {
    "p": BlockKind.PARAGRAPH,
    "ab": BlockKind.PARAGRAPH,
    "line": BlockKind.LINE,
    "head": BlockKind.HEADING,
    "byline": BlockKind.BYLINE,
    "item": BlockKind.ITEM,
    "castItem": BlockKind.ITEM,
    "person": BlockKind.ITEM,
    "personGrp": BlockKind.ITEM,
    "place": BlockKind.ITEM,
    "org": BlockKind.ITEM,
    "event": BlockKind.ITEM,
    "biblStruct": BlockKind.ITEM,
    "cell": BlockKind.CELL,
    "l": BlockKind.VERSE_LINE,
    "opener": BlockKind.OPENER,
    "closer": BlockKind.CLOSER,
    "dateline": BlockKind.DATELINE,
    "salute": BlockKind.SALUTE,
    "signed": BlockKind.SIGNED,
    "addrLine": BlockKind.SEGMENT,
    "trailer": BlockKind.TRAILER,
    "figDesc": BlockKind.CAPTION,
    "speaker": BlockKind.SPEAKER,
    "titlePart": BlockKind.HEADING,
    "docImprint": BlockKind.PARAGRAPH,
    "docAuthor": BlockKind.BYLINE,
    "docEdition": BlockKind.PARAGRAPH,
    "imprimatur": BlockKind.PARAGRAPH,
    "meeting": BlockKind.PARAGRAPH,
}
# Blocks that stay even when they hold nothing: a table's shape and a list's count need them.
KEPT_EMPTY = frozenset((BlockKind.CELL, BlockKind.ROW, BlockKind.ITEM))

# Marks without attributes of their own.
PLAIN_MARKS = {
    "ex": MarkKind.EXPANDED,
    "soCalled": MarkKind.QUOTED,
    "title": MarkKind.TITLE,
    "term": MarkKind.TERM,
    "gloss": MarkKind.TERM,
    "stamp": MarkKind.STAMP,
}
NAME_TYPES = {
    "persName": "person",
    "placeName": "place",
    "geogName": "place",
    "orgName": "organisation",
    "name": "",
    "rs": "",
}
_NAME_WORDS = {
    "pers": "person",
    "people": "person",
    "character": "person",
    "org": "organisation",
    "organization": "organisation",
    "geog": "place",
    "location": "place",
    "city": "place",
}


def name_type(local: str, given: str) -> str:
    """Say whether a name is of a person, place, organisation, or what else the source calls it."""
    if not NAME_TYPES[local]:
        return _NAME_WORDS.get(given, given)
    return NAME_TYPES[local]


# Elements that say nothing that is shown: their words pass through.
TRANSPARENT = frozenset(
    "w c pc s cl phr m seg num measure measureGrp quantity am g abbr expan orig reg sic corr subst"
    " mentioned time idno roleName forename surname addName genName nameLink settlement"
    " country region district bloc street postCode postBox state affiliation"
    " publisher pubPlace docDate imprint monogr analytic series author editor respStmt resp"
    " biblScope citedRange edition extent birth death floruit occupation location geo"
    " trait desc label lem rdg choice app span trans gramGrp metamark secl redo restore retrace"
    " unit ident code kw att gi val eg lang interp certainty precision anchor index rhyme caesura"
    " relatedItem distributor education faith nationality residence sex socecStatus bibl"
    " listRelation email persPronouns persona state listChange u kinesic vocal".split()
)
