"""Work on documents that is done in the background."""

from __future__ import annotations

from muniment.jobs.queue import enqueue
from muniment.jobs.registry import job
from muniment.search.base import IndexBusy

SEARCH_JOB = "documents.update_search"


@job(SEARCH_JOB)
def update_search() -> None:
    """Bring the index of search up to all that has changed; build it anew where it must be."""
    from muniment.documents.searching.indexing import bring_up_to_date

    try:
        bring_up_to_date()
    except IndexBusy:  # somebody builds it anew; ask again, and wait as long again
        enqueue(update_search)
