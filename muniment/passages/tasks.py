"""Work on passages that is done at night."""

from __future__ import annotations

from muniment.jobs.daily import daily
from muniment.passages.services import erase_unused


@daily("passages.sweep")
def sweep() -> None:
    """Erase passages that nothing is about any more."""
    erase_unused()
