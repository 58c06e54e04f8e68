"""The small archive of this folder's tests."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.site.builders import Archive, build_archive


@pytest.fixture
def empty_archive(db: None) -> Archive:
    """Give an archive that has everything but documents."""
    return build_archive()


@pytest.fixture
def archive(empty_archive: Archive) -> Archive:
    """Give an archive with a document of each kind of date, in an order that is not theirs."""
    made = empty_archive
    made.document("8 March", "1917-03-08")
    made.document("9 March", "1917-03-09")
    made.document("8 March", "1918-03-08")
    made.document("Conversation with a friend", "1917-03-08", date_calendar="julian")
    made.document("Letter of spring", "1917-03")
    made.document("Letter of a year", "1917")
    made.document("Letter between", "1917-03-03?/1917-05-08?")
    made.document("Letter of a war", "1914/1918")
    made.document("Doubted letter", "1917-04-01?")
    made.document("Undated letter", date_wording="no date")
    made.document("Anniversary", f"1916-{timezone.localdate():%m-%d}")
    return made
