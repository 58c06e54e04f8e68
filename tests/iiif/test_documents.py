"""Images of documents: seen by those who see a document that shows them, with its licence."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from muniment.access.services import set_scope
from muniment.core.revision import touch_revision
from muniment.documents.identifiers import mint
from muniment.documents.models import Document, DocumentSurface, Package, Surface
from muniment.images.models import Image
from tests.images.conftest import StoreImage
from tests.images.files import page

NOW = datetime(2026, 1, 2, tzinfo=UTC)
BY = "http://creativecommons.org/licenses/by/4.0/"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"


def show(image: Image, *, package: str, level: str, licence: str = "") -> None:
    """Put an image into a document of a package with this level of access."""
    scope = set_scope(f"package:{package}", level=level)
    made = Package.objects.create(
        identifier=package, title=package, scope=scope, licence_url=licence
    )
    (name,) = mint(1, at=NOW)
    document = Document.objects.create(
        identifier=name, package=made, key="d1", source="x", scope=scope, changed_at=NOW
    )
    surface = Surface.objects.create(package=made, key="s1", label="1", image=image)
    DocumentSurface.objects.create(document=document, surface=surface, position=0)


@pytest.fixture
def image(store: StoreImage) -> Image:
    return store(page(700, 500))


def test_an_image_of_a_closed_document_is_not_there(client: Client, image: Image) -> None:
    show(image, package="closed", level="restricted")
    assert client.get(f"/iiif/image/3/{image.identifier}/info.json").status_code == 404
    tile = f"/iiif/image/3/{image.identifier}/0,0,512,500/512,500/0/default.jpg"
    assert client.get(tile).status_code == 404


def test_an_image_that_no_document_shows_is_not_there(client: Client, image: Image) -> None:
    assert client.get(f"/iiif/image/3/{image.identifier}/info.json").status_code == 404


def test_one_open_document_among_several_is_enough(
    client: Client, image: Image, home: Path
) -> None:
    show(image, package="closed", level="restricted")
    show(image, package="open", level="open")
    touch_revision(home)
    assert client.get(f"/iiif/image/3/{image.identifier}/info.json").status_code == 200


def test_the_description_names_the_licence_of_what_the_viewer_sees(
    client: Client, image: Image
) -> None:
    show(image, package="closed", level="restricted", licence=CC0)
    show(
        image, package="open", level="open", licence="https://creativecommons.org/licenses/by/4.0/"
    )
    info = json.loads(client.get(f"/iiif/image/3/{image.identifier}/info.json").content)
    assert info["rights"] == BY


def test_no_licence_is_named_where_packages_disagree(client: Client, image: Image) -> None:
    show(image, package="one", level="open", licence=BY)
    show(image, package="other", level="open", licence=CC0)
    info = json.loads(client.get(f"/iiif/image/3/{image.identifier}/info.json").content)
    assert "rights" not in info
