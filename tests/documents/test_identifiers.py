"""Identifiers: minted once, never given twice, resolved for whoever may see."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.core import identifiers as ark
from muniment.documents.identifiers import IdentifierNotFound, document_identifier, mint
from muniment.documents.models import Document, MintedIdentifier, Package

NOW = datetime(2026, 1, 2, tzinfo=UTC)
VISITOR = Viewer.visitor()


def make_document(*, level: str = "open") -> Document:
    scope = set_scope(f"package:{level}", level=level)
    package = Package.objects.create(identifier=level, title=level, scope=scope)
    (name,) = mint(1, at=NOW)
    return Document.objects.create(
        identifier=name, package=package, key="d1", source="x", scope=scope, changed_at=NOW
    )


def test_names_are_recorded_and_end_with_their_check_character(db: None) -> None:
    names = mint(50, at=NOW)
    assert len(set(names)) == 50
    assert all(ark.is_valid_name(name, naan="99999") for name in names)
    assert set(MintedIdentifier.objects.values_list("name", flat=True)) == set(names)


def test_a_name_that_was_minted_before_is_not_given_again(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    MintedIdentifier.objects.create(name="mtaken")
    drawn = iter(["mtaken", "mfresh", "mfresh", "mother"])
    monkeypatch.setattr(ark, "new_name", lambda naan: next(drawn))
    assert mint(2, at=NOW) == ["mfresh", "mother"]


def test_the_identifier_of_a_deleted_document_stays_minted(db: None) -> None:
    document = make_document()
    name = document.identifier
    document.delete()
    assert MintedIdentifier.objects.filter(name=name).exists()


def test_an_ark_leads_to_its_document_whatever_its_hyphens_and_case(db: None) -> None:
    name = make_document().identifier
    written = f"{name[:3]}-{name[3:]}".upper()
    assert document_identifier("99999", written, viewer=VISITOR) == name


@pytest.mark.parametrize("naan", ["12345", "99999"])
def test_a_foreign_or_unknown_name_is_not_found(db: None, naan: str) -> None:
    make_document()
    with pytest.raises(IdentifierNotFound, match=f"ark:/{naan}/mnobody"):
        document_identifier(naan, "mnobody", viewer=VISITOR)


def test_the_ark_of_a_closed_document_is_not_found(db: None) -> None:
    name = make_document(level="restricted").identifier
    with pytest.raises(IdentifierNotFound):
        document_identifier("99999", name, viewer=VISITOR)
