"""`muniment work`: do background work."""

from __future__ import annotations

import os
import signal
import sys
import threading

import click

from muniment.cli.preparation import start_django

WATCH_SECONDS = 1.0
URGENT_SECONDS = 0.2
"""How often work that must not wait behind the rest is looked for."""


@click.command()
@click.option("--until-empty", is_flag=True, help="Stop when nothing is left to do.")
@click.option("--parent", type=int, hidden=True, help="Stop when this parent process ends.")
def work(*, until_empty: bool, parent: int | None) -> None:
    """Do background work, such as making tiles, until stopped.

    `muniment serve` runs one such worker; start more where there is much to do.

    \b
    Example:
      muniment work
      muniment work --until-empty
    """
    start_django(with_database=parent is None)
    from muniment.documents.searching.health import catch_up
    from muniment.jobs.daily import plan_daily_work
    from muniment.jobs.worker import run_until_empty
    from muniment.jobs.worker import work as do_jobs

    catch_up()
    if until_empty:
        done = run_until_empty()
        click.echo(f"{done.finished} done, {done.failed} failed.")
        sys.exit(1 if done.failed else 0)

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if parent is not None:
        threading.Thread(target=_watch_parent, args=(parent, stop), daemon=True).start()
    plan_daily_work()
    urgent = _start_urgent(stop)
    do_jobs(stop)
    for thread in urgent:
        thread.join()


def _watch_parent(parent: int, stop: threading.Event) -> None:
    """Stop the work when the parent is gone, even if it was killed and could not say so."""
    while not stop.wait(WATCH_SECONDS):
        if os.getppid() != parent:
            stop.set()


def _start_urgent(stop: threading.Event) -> list[threading.Thread]:
    """Take changes up into the index of search, and send mails, whatever else there is to do."""
    from muniment.documents.tasks import SEARCH_JOB
    from muniment.jobs.worker import work as do_jobs
    from muniment.mail.tasks import MAIL_JOB

    threads = [
        threading.Thread(
            target=do_jobs, args=(stop,), kwargs={"idle_seconds": URGENT_SECONDS, "only": name}
        )
        for name in (SEARCH_JOB, MAIL_JOB)
    ]
    for thread in threads:
        thread.start()
    return threads
