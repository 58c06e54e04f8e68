"""A first visit to the reader is light."""

from collections.abc import Callable

from playwright.sync_api import Page

from benchmarks.first_visit import TARGETS, bilingual_documents, weigh
from tests.archives import LiveArchive


def test_a_first_visit_to_a_bilingual_document_stays_within_its_weight(
    new_page: Callable[..., Page], live_archive: LiveArchive
) -> None:
    for path in bilingual_documents(live_archive.archive)[:3]:
        weight = weigh(new_page(), live_archive.url(path))
        assert 0 < weight.fonts <= TARGETS["fonts"], weight
        assert 0 < weight.scripts < weight.all <= TARGETS["all"], weight
