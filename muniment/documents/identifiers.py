"""Permanent identifiers: minted once, never given twice, resolved for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from muniment.access.viewer import Viewer
from muniment.core import identifiers
from muniment.documents.bulk import insert_rows, moment
from muniment.documents.models import Document, MintedIdentifier


class IdentifierNotFound(LookupError):
    """No such identifier, or none that the viewer may see."""


def mint(count: int, *, at: datetime) -> Sequence[str]:
    """Mint identifiers and record them for ever, deleted documents' among them.

    Call it in the transaction that writes their documents.
    """
    names: dict[str, None] = {}
    while len(names) < count:
        names[identifiers.new_name(settings.MUNIMENT_ARK_NAAN)] = None
        if len(names) == count:
            for taken in MintedIdentifier.objects.filter(name__in=list(names)).values_list("name"):
                del names[taken[0]]
    insert_rows(MintedIdentifier, ("name", "minted_at"), [(name, moment(at)) for name in names])
    return list(names)


def document_identifier(naan: str, name: str, *, viewer: Viewer) -> str:
    """Resolve an ARK to the identifier in the document's address.

    Hyphens, letter case and whatever follows the name's check character do not matter (ARK §2.7).
    One query.
    :raises IdentifierNotFound: another authority's, never minted here, or not to be seen.
    """
    parsed = identifiers.parse_ark(f"ark:/{naan}/{name}")
    if parsed and parsed[0] == settings.MUNIMENT_ARK_NAAN:
        found = Document.objects.visible_to(viewer).filter(identifier=parsed[1])
        if identifier := found.values_list("identifier", flat=True).first():
            return str(identifier)
    raise IdentifierNotFound(
        f"No document has the identifier ark:/{naan}/{name}. Check it for typing errors."
    )
