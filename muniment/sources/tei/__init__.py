"""TEI: whole volumes or a file for each document, plain or of a dialect that a profile knows.

`read_tei` is the only entrance.
"""

from muniment.sources.tei.file import TeiFile, read_tei
from muniment.sources.tei.profile import (
    ProfileNotUnderstood,
    TeiProfile,
    load_profile,
    profile_names,
)

__all__ = [
    "ProfileNotUnderstood",
    "TeiFile",
    "TeiProfile",
    "load_profile",
    "profile_names",
    "read_tei",
]
