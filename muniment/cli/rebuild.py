"""`muniment rebuild`: derive again what can be derived."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from muniment.cli.preparation import start_django
from muniment.cli.progress import ProgressBar, progress_bar


def _images(bar: ProgressBar) -> int:
    from muniment.images.services import request_all_derivatives
    from muniment.jobs.models import Job
    from muniment.jobs.worker import run_until_empty

    total, done = request_all_derivatives(), 0

    def advance(_: Job) -> None:
        nonlocal done
        done += 1
        bar("images", done, max(done, total))

    run_until_empty(on_progress=advance)
    return total


def _html(bar: ProgressBar) -> int:
    from muniment.documents.renderings import rebuild_all

    return rebuild_all(progress=lambda done, total: bar("html", done, total))


def _search(bar: ProgressBar) -> int:
    from muniment.documents.searching.indexing import rebuild

    return rebuild(on_progress=lambda done, total: bar("search", done, total))


TARGETS: dict[str, Callable[[ProgressBar], int]] = {
    "html": _html,
    "images": _images,
    "search": _search,
}


@click.command()
@click.argument("targets", nargs=-1, required=True, type=click.Choice([*TARGETS, "all"]))
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def rebuild(*, targets: tuple[str, ...], as_json: bool) -> None:
    """Make again what is derived from the archive's primary data.

    Nothing is lost and readers are served meanwhile: masters, texts and identifiers stay as
    they are.

    \b
    Targets:
      html     the pages' text as browsers get it
      images   the tiled copies of the page images
      search   the index; the old one answers until the new one is whole
      all      everything

    \b
    Example:
      muniment rebuild html search
    """
    start_django()
    wanted = list(TARGETS) if "all" in targets else list(dict.fromkeys(targets))
    counts = {}
    with progress_bar(shown=not as_json) as bar:
        for target in wanted:
            counts[target] = TARGETS[target](bar)
    if as_json:
        click.echo(json.dumps(counts))
        return
    for target, count in counts.items():
        click.echo(f"{target}: {count} made again.")
