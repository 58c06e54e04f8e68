"""The fields of the index. A field's name says what its tokens are.

Of documents, open and closed texts have fields of their own, closed ones with `CLOSED` before
the name. Whole texts: `words`, `stems`, `names`. A token of `stems` is "ru:переговор": the
language before the stem, "und" where no stemmer knows it or the word is of another script.
Metadata and voices: `zone_words`, `zone_stems`, `zone_names`, each token with its zone before it:
"title|en:negoti"; the zone "any" holds all metadata again, so that one token finds a word in any
of it. Voices other than the author's are zones too ("note", "commentary", "biography", "source",
"apparatus"), and "own" is the author's words of a text in which others speak as well; a text that
is all the author's puts nothing there and has the tag `only_author`. Words of voices are closed
with their text.
"""

from __future__ import annotations

from muniment.search.records import Facet

CLOSED = "closed_"

WORDS = "words"
STEMS = "stems"
NAMES = "names"
ZONE_WORDS = "zone_words"
ZONE_STEMS = "zone_stems"
ZONE_NAMES = "zone_names"
TEXT_FIELDS = (WORDS, STEMS, NAMES, ZONE_WORDS, ZONE_STEMS, ZONE_NAMES)

# Of pages: the same three, in the entries of kind "page".
PAGE_WORDS = "page_words"
PAGE_STEMS = "page_stems"
PAGE_NAMES = "page_names"

# Of suggestions.
SUGGESTION_WORDS = "suggestion_words"  # folded words of all forms
SUGGESTION_NAMES = "suggestion_names"  # skeleton keys of all forms
OFFERS = "offers"  # tag: places and phrases of a document, see `offers`

SEE = "see"
READ = "read"
ONLY_AUTHOR = "only_author"
LANGUAGES = "stem_language"  # tag: the languages whose stems an entry holds; "und" if some are none
IS_CLOSED = "is_closed"  # tag "yes": only who may read the texts finds their words
PAGE = "page_of"  # of entries of kind "page": see `page_token`
TAGS = (SEE, READ, ONLY_AUTHOR, LANGUAGES, IS_CLOSED, PAGE, OFFERS)

OWNER = "owner"  # kept by engines: `Entry.owner`

FACETS = {facet: f"facet_{facet.value}" for facet in Facet}

FIRST_DAY = "first_day"
LAST_DAY = "last_day"
WEIGHT = "weight"
NUMBERS = (FIRST_DAY, LAST_DAY, WEIGHT)

TITLE_ORDER = "title_order"
REFERENCE_ORDER = "reference_order"
ORDERS = (TITLE_ORDER, REFERENCE_ORDER)

UNKNOWN = "und"  # before a word without a stem

ANY_ZONE = "any"
OWN = "own"
VOICE_ZONES = {
    "NOTE": "note",
    "COMMENTARY": "commentary",
    "BIOGRAPHY": "biography",
    "SOURCE_NOTE": "source",
    "APPARATUS": "apparatus",
}


def zone_of(voice: str) -> str:
    """Give the zone of the words of a voice: the author's are his own."""
    return VOICE_ZONES.get(voice, OWN)


def in_zone(zone: str, token: str) -> str:
    """Write a token of a zone."""
    return f"{zone}|{token}"


def page_token(identifier: str, key: str) -> str:
    """Write the tag that all texts of one page of a document share."""
    return f"{identifier}#{key}"


def stem_token(language: str, stem: str) -> str:
    """Write a token of `stems`."""
    return f"{language}:{stem}"


def unstemmed(word: str) -> str:
    """Write the token of `stems` of a word that has none in its text's language."""
    return stem_token(UNKNOWN, word)
