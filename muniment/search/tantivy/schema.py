"""The fields of the index as the library has them. Raise `VERSION` when they change."""

from __future__ import annotations

import tantivy

from muniment.search import fields

VERSION = 5

KIND = "kind"
STORED = "stored"
STORED_OWNER = "stored_owner"

# Tokens come ready made, with spaces between: the library has nothing to decide.
_SPACED = "whitespace"
_WHOLE = "raw"

_TEXTS = (
    *fields.TEXT_FIELDS,
    *(fields.CLOSED + name for name in fields.TEXT_FIELDS),
    fields.PAGE_WORDS,
    fields.PAGE_STEMS,
    fields.PAGE_NAMES,
    fields.SUGGESTION_WORDS,
    fields.SUGGESTION_NAMES,
)

WHOLE_FIELDS = frozenset(
    (KIND, fields.OWNER, *fields.TAGS, *fields.FACETS.values(), *fields.ORDERS)
)


def build_schema() -> tantivy.Schema:
    """Build the schema of every kind of entry."""
    builder = tantivy.SchemaBuilder()
    for name in _TEXTS:
        builder.add_text_field(name, tokenizer_name=_SPACED, index_option="position")
    for name in (KIND, fields.OWNER, *fields.TAGS):
        builder.add_text_field(name, tokenizer_name=_WHOLE, index_option="basic")
    for name in (*fields.FACETS.values(), *fields.ORDERS):
        builder.add_text_field(name, tokenizer_name=_WHOLE, index_option="basic", fast=True)
    for name in fields.NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_text_field(STORED_OWNER, stored=True, tokenizer_name=_WHOLE)
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()
