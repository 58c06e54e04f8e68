"""The archive's content."""

from muniment.documents.models.archive import Collection, Repository, Unit
from muniment.documents.models.document import (
    Document,
    DocumentPerson,
    DocumentSurface,
    MintedIdentifier,
    Surface,
)
from muniment.documents.models.package import Package, SourceFile
from muniment.documents.models.searching import PendingEntry
from muniment.documents.models.texts import Line, Name, PageBreak, Rendering, Text, TextVersion
from muniment.documents.models.volumes import Division, Series, Volume

__all__ = [
    "Collection",
    "Division",
    "Document",
    "DocumentPerson",
    "DocumentSurface",
    "Line",
    "MintedIdentifier",
    "Name",
    "Package",
    "PageBreak",
    "PendingEntry",
    "Rendering",
    "Repository",
    "Series",
    "SourceFile",
    "Surface",
    "Text",
    "TextVersion",
    "Unit",
    "Volume",
]
