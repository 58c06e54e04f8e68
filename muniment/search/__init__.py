"""Search: query language, words and names, the index. Knows no models and no Django.

The way of a query: `query.parser` makes a tree of what was typed, `planner` turns the tree into a
plan over the fields of the index (with the viewer's tokens in it), an engine runs the plan.
The way of a document: `documents` builds a `DocumentRecord`, `entries` turns it into tokens, an
engine keeps them. Words are cut, stemmed and keyed in `words` alone, at both ends.
"""
