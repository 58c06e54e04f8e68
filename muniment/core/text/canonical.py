"""The canonical string of a text: what annotation positions and check sums are over.

Its definition is frozen: body leaves in reading order joined by one line feed, then the leaves
of the notes, in the notes' order, each joined by one line feed as well. Leaves without a
character count. No notes' calls, page labels, second readings or removed characters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from muniment.core.text.model import TextTree

# White space of XML 1.0 (§2.3). A no-break space is the author's and stays.
_SPACES = re.compile(r"[ \t\r\n]+")


def normalise(text: str) -> str:
    """Compose to NFC and fold each run of XML white space to one space; ends are kept."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def canonical_string(tree: TextTree) -> str:
    """Join the plain strings of all leaves."""
    return "\n".join([leaf.plain or "" for leaf in tree.leaves()])


def canonical_sha256(text: str) -> str:
    """Give the SHA-256 of a canonical string in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
