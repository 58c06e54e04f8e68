"""What the page on moderation promises is what is done."""

from __future__ import annotations

import pytest

from muniment.annotations.models import KEPT_DELETED
from muniment.annotations.services.limits import REPORTS_A_DAY
from muniment.desk.selectors.report import AROUND
from tests.docs.documents import page


@pytest.mark.parametrize(
    "promise",
    [
        f"at most {REPORTS_A_DAY} complaints within a day",
        f"within {KEPT_DELETED.days} days",
        f"at most {AROUND} before and {AROUND} after it",
    ],
)
def test_numbers_in_the_page_on_moderation_are_those_of_the_program(promise: str) -> None:
    assert promise in " ".join(page("docs/moderation.md").text.split())
