"""The archives that tests look at are whole, and tests leave no trace in them."""

from muniment.documents.models import Document
from tests.archives import CORPORA, SAMPLE, Archive


def test_every_package_of_the_sample_is_in(in_sample: Archive) -> None:
    reports = in_sample.reports
    assert set(reports) == set(SAMPLE)
    assert Document.objects.count() == sum(len(entry["documents"]) for entry in reports.values())
    assert all(entry["summary"]["errors"] == 0 for entry in reports.values())


def test_every_data_set_of_the_corpora_is_in(in_corpora: Archive) -> None:
    assert set(in_corpora.reports) == set(CORPORA)
    left_out = {name: r["summary"]["left_out"] for name, r in in_corpora.reports.items()}
    assert left_out == dict.fromkeys(CORPORA, 0)


def test_what_a_test_writes_is_taken_back(in_sample: Archive) -> None:
    Document.objects.update(title="Spoilt")
    assert Document.objects.filter(title="Spoilt").exists()


def test_the_next_test_finds_the_archive_as_it_was(in_sample: Archive) -> None:
    assert not Document.objects.filter(title="Spoilt").exists()
