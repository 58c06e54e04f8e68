"""What a document puts into the index: one entry of its own and one for each page of each text.

Tokens are cut once, page by page (see `pages`); the document's are those of all its pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import orjson

from muniment.search import fields
from muniment.search.base import Entry
from muniment.search.cutting import (
    Cut,
    Run,
    cuts_of,
    join,
    joins_of,
    names_of,
    run_of,
    stem_language,
    voice_runs,
)
from muniment.search.pages import Stretch, page_entries, stretches_of
from muniment.search.records import DocumentRecord, SuggestionRecord, Zone, ZoneText
from muniment.search.words.names import name_key
from muniment.search.words.stems import languages_for
from muniment.search.words.tokens import cut

OPEN = "open"
YES = "yes"
AUTHOR = "AUTHOR"
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_PEOPLE = (Zone.AUTHOR, Zone.RECIPIENT)


def entries_of(record: DocumentRecord) -> tuple[Entry, ...]:
    """Give the entry of a document, then those of its pages."""
    laid_out: list[_LaidOut] = []
    pages: list[Entry] = []
    for text in record.texts:
        cuts = cuts_of(text.passages)
        stretches = stretches_of(text, cuts)
        pages += page_entries(record, text, stretches)
        laid_out.append((cuts, stretches))
    return (_document_entry(record, laid_out), *pages)


_LaidOut = tuple[list[Cut], list[Stretch]]


def _document_entry(record: DocumentRecord, texts: list[_LaidOut]) -> Entry:
    is_closed = OPEN not in record.read
    found = _Collector()
    for cuts, stretches in texts:
        _collect_text(found, cuts, stretches, before=_before(record))
    languages = tuple(dict.fromkeys(text.language for text in record.texts))
    _collect_metadata(found, record.zones, languages)
    tags = {
        fields.SEE: tuple(sorted(record.see)),
        fields.READ: tuple(sorted(record.read)),
        fields.LANGUAGES: tuple(sorted(found.languages)),
        **{fields.FACETS[facet]: values for facet, values in record.facets.items() if values},
    }
    if is_closed and not record.full_text:
        tags[fields.IS_CLOSED] = (YES,)
    if not any(c.voice != AUTHOR for cuts, _ in texts for c in cuts):
        tags[fields.ONLY_AUTHOR] = (YES,)
    return Entry(
        kind="document",
        owner=record.identifier,
        texts=found.texts(),
        tags=tags,
        numbers=_days(record),
        order=_orders(record),
    )


def _before(record: DocumentRecord) -> str:
    """Say which fields the words of the texts go to."""
    return "" if OPEN in record.read or record.full_text else fields.CLOSED


def _days(record: DocumentRecord) -> dict[str, int]:
    days = {fields.FIRST_DAY: record.first_day, fields.LAST_DAY: record.last_day}
    return {name: day for name, day in days.items() if day is not None}


def _orders(record: DocumentRecord) -> dict[str, str]:
    orders = {
        fields.TITLE_ORDER: record.title_order,
        fields.REFERENCE_ORDER: record.reference_order,
    }
    return {name: value for name, value in orders.items() if value}


class _Collector:
    """Gathers the runs of each field."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = defaultdict(list)
        self.languages: set[str] = set()

    def add(self, run: Run, *, before: str = "") -> None:
        """Add a run of a whole text."""
        if not run.words:
            return
        self._texts[before + fields.WORDS].append(run.words)
        self._texts[before + fields.STEMS].append(run.stems)
        if names := names_of(run):
            self._texts[before + fields.NAMES].append(names)

    def add_zone(self, zone: str, run: Run, *, before: str = "") -> None:
        """Add a run of a zone."""
        if not run.words:
            return
        mark = fields.in_zone(zone, "")
        for name, tokens in (
            (fields.ZONE_WORDS, run.words),
            (fields.ZONE_STEMS, run.stems),
            (fields.ZONE_NAMES, names_of(run)),
        ):
            if tokens:
                self._texts[before + name].append(mark + tokens.replace(" ", f" {mark}"))

    def texts(self) -> dict[str, tuple[str, ...]]:
        """Give what was gathered."""
        return {name: tuple(runs) for name, runs in self._texts.items()}


def _collect_text(
    found: _Collector, cuts: list[Cut], stretches: list[Stretch], *, before: str
) -> None:
    has_voices = any(c.voice != AUTHOR for c in cuts)
    for voice, run in voice_runs((s.cut.voice, s.run) for s in stretches if s.is_own):
        _collect_run(found, voice, run, before=before, has_voices=has_voices)
    for c in cuts:
        found.languages.add(stem_language(c.language))
        joins = join([run for _, run in c.joins])
        _collect_run(found, c.voice, joins, before=before, has_voices=has_voices)


def _collect_run(found: _Collector, voice: str, run: Run, *, before: str, has_voices: bool) -> None:
    found.add(run, before=before)
    if zone := fields.VOICE_ZONES.get(voice):
        found.add_zone(zone, run, before=before)
    elif has_voices:
        found.add_zone(fields.OWN, run, before=before)


def _collect_metadata(
    found: _Collector, zones: tuple[ZoneText, ...], languages: tuple[str, ...]
) -> None:
    runs: dict[tuple[str, str], tuple[Run, Run]] = {}
    for text in zones:
        if (text.plain, text.language) not in runs:
            language = text.language or language_of(text.plain, languages)
            found.languages.add(stem_language(language))
            runs[text.plain, text.language] = _runs_of(text.plain, language)
    for zone, texts in _by_zone(zones).items():
        for text in texts:
            for run in runs[text.plain, text.language]:
                found.add_zone(zone, run)


def _runs_of(plain: str, language: str) -> tuple[Run, Run]:
    """Cut a string that is not of a text; give its hyphenated words joined, too."""
    return run_of(plain, language), join([run for _, run in joins_of(plain, language)])


def language_of(plain: str, languages: tuple[str, ...]) -> str:
    """Guess the language of metadata: one of the texts' that has the script, or a usual one.

    A wrong guess does no harm, for words are looked for in every language of their script.
    """
    cyrillic = len(_CYRILLIC.findall(plain))
    letters = sum(map(str.isalpha, plain)) if cyrillic else 0
    sample = "я" if 2 * cyrillic > letters else "a"
    return next(tag for tag in (*languages, "ru", "en") if languages_for(sample, (tag,)))


def _by_zone(zones: tuple[ZoneText, ...]) -> dict[str, list[ZoneText]]:
    """Sort metadata by zone: authors and recipients are persons too; `any` has each once."""
    sorted_texts: dict[str, dict[tuple[str, str], ZoneText]] = defaultdict(dict)
    for text in zones:
        also = (Zone.PERSON,) if text.zone in _PEOPLE else ()
        for zone in (text.zone, *also, fields.ANY_ZONE):
            sorted_texts[str(zone)][text.plain, text.language] = text
    return {zone: list(texts.values()) for zone, texts in sorted_texts.items()}


def suggestion_entry(record: SuggestionRecord) -> Entry:
    """Give the entry of a suggestion; its owner is the record's key."""
    forms = list(dict.fromkeys(record.forms))
    words = [run.words for form in forms for run in _runs_of(form, "") if run.words]
    names = [" ".join(filter(None, map(name_key, _written_words(form)))) for form in forms]
    texts = {
        fields.SUGGESTION_WORDS: tuple(dict.fromkeys(words)),
        fields.SUGGESTION_NAMES: tuple(dict.fromkeys(filter(None, names))),
    }
    return Entry(
        kind="suggestion",
        owner=record.key,
        texts={name: runs for name, runs in texts.items() if runs},
        tags={fields.SEE: tuple(sorted(record.see)), fields.OFFERS: record.offers},
        numbers={fields.WEIGHT: record.weight},
        stored=orjson.dumps([record.kind, record.label, record.key]),
    )


def _written_words(plain: str) -> list[str]:
    return [plain[token.start : token.end] for token in cut(plain)]


def suggestion_entries(records: Iterable[SuggestionRecord]) -> tuple[Entry, ...]:
    """Give the entries of suggestions."""
    return tuple(map(suggestion_entry, records))
