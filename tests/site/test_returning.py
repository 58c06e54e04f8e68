"""Whoever comes back from a document finds the place where he was."""

from __future__ import annotations

from django.test import Client

from muniment.core import addresses
from muniment.documents.models import Document
from muniment.documents.selectors.place import page_with
from tests.archives import Archive


def test_a_reader_comes_back_to_the_place_in_a_volume(client: Client, in_sample: Archive) -> None:
    document = Document.objects.get(xml_id="e36")
    page = client.get(f"/documents/{document.identifier}/").content.decode()
    volume = document.volume
    assert volume is not None
    back = addresses.volume(volume.slug, at=document.identifier)
    assert f'href="{back}"' in page
    assert f'id="{document.identifier}"' in client.get(back).content.decode()


def test_the_page_of_a_place_is_that_on_which_the_document_stands(in_sample: Archive) -> None:
    documents = Document.objects.filter(volume__isnull=False).order_by("volume_position")
    for number, document in enumerate(documents[:7]):
        found = page_with(documents, document.identifier, by="volume_position", size=3)
        assert found == str(number // 3 + 1)
    assert page_with(documents, "none", by="volume_position", size=3) == ""


def test_a_file_opens_at_the_letter_that_was_read(client: Client, in_sample: Archive) -> None:
    document = Document.objects.get(xml_id="l07")
    page = client.get(f"/documents/{document.identifier}/").content.decode()
    unit = document.unit
    assert unit is not None
    back = addresses.unit(unit.repository.slug, unit.slug, at=document.identifier)
    assert f'href="{back}"' in page
    assert f'id="{document.identifier}"' in client.get(back).content.decode()
