"""What documents offer while somebody types: places and phrases, counted over documents.

Each is a token on the entry of its document, with an access token of the document before it:
"open␟phrase␟league of nations␟en␟League of Nations". Only tokens that begin with what the viewer
holds are read, so that what is closed to him is neither shown to him nor counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from muniment.search import fields
from muniment.search.base import Reader
from muniment.search.plan import TermSet
from muniment.search.words.stems import stem
from muniment.search.words.tokens import cut

PLACE, PHRASE = "place", "phrase"

FEWEST = {PLACE: 1, PHRASE: 3}
"""In how many documents an offer must stand to be shown."""

_SHORTEST = {PLACE: 2, PHRASE: 3}  # letters that must be typed
_READ = 60  # tokens that are looked at for each access token
_COUNTED = 12  # offers whose documents are counted
_MARK = "\x1f"


class Offer(NamedTuple):
    """A place or a phrase as documents write it; `language` is that of a phrase."""

    kind: str
    label: str
    language: str = ""


def offer_tokens(offers: Iterable[Offer], *, tokens: frozenset[str]) -> Iterator[str]:
    """Write offers for those who hold one of the access tokens.

    A place may be typed from any of its words on, a phrase from its first.
    """
    for kind, label, language in offers:
        words = [word.text for word in cut(label)]
        begins = range(len(words) if kind == PLACE else min(1, len(words)))
        for token in sorted(tokens):
            for first in begins:
                typed = " ".join(words[first:])
                yield _MARK.join((token, kind, typed, language, label.replace(_MARK, " ")))


def find_offers(
    reader: Reader, words: Iterable[str], *, kind: str, tokens: frozenset[str]
) -> list[Offer]:
    """Find the offers of one kind that begin with folded words, those of most documents first.

    Forms of one phrase ("Лига Наций", "Лиги Наций") are one offer, in the most frequent form.
    """
    typed = " ".join(words)
    if len(typed) < _SHORTEST[kind]:
        return []
    forms = defaultdict[tuple[str, ...], list[Offer]](list)
    written = _written(reader, typed, kind=kind, tokens=tokens)
    for offer in written:
        forms[_stems(offer)].append(offer)
    found: list[tuple[int, str, Offer]] = []
    for same in list(forms.values())[:_COUNTED]:
        terms = tuple(term for offer in same for term in written[offer])
        documents = reader.count(TermSet(fields.OFFERS, terms), kind="suggestion")
        if documents >= FEWEST[kind]:
            found.append((-documents, same[0].label, same[0]))
    return [offer for _, _, offer in sorted(found)]


def _written(
    reader: Reader, typed: str, *, kind: str, tokens: frozenset[str]
) -> dict[Offer, list[str]]:
    """Read offers and the tokens of each, the most frequent first.

    Frequencies are the index's own: documents that were replaced may be among them for a while.
    """
    frequent: Counter[Offer] = Counter()
    terms: dict[Offer, list[str]] = defaultdict(list)
    for token in sorted(tokens):
        prefix = _MARK.join((token, kind, typed))
        for term, count in reader.terms(fields.OFFERS, prefix, limit=_READ):
            _, _, _, language, label = term.split(_MARK)
            offer = Offer(kind, label, language)
            frequent[offer] = max(frequent[offer], count)
            terms[offer].append(term)
    return {offer: terms[offer] for offer, _ in frequent.most_common()}


def _stems(offer: Offer) -> tuple[str, ...]:
    return tuple(stem(word.text, offer.language) for word in cut(offer.label))
