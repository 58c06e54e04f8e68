"""`muniment check` and `muniment import`: packages of sources."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from muniment.cli.group import sentence
from muniment.cli.preparation import start_django
from muniment.cli.progress import ProgressBar, progress_bar
from muniment.cli.report import print_report

PACKAGE_PATH = click.Path(path_type=Path)
"""Whether it is there the reader of packages says, in a sentence with its cure."""

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")


@click.command(short_help="Read a package and report, writing nothing.")
@click.argument("path", type=PACKAGE_PATH)
@AS_JSON
def check(*, path: Path, as_json: bool) -> None:
    """Read a package, report what is in it and what is wrong, and write nothing.

    PATH is a folder with a package.toml, a zip of one, a single file, or any folder of sources.
    The exit status is 1 if a document has an error.

    \b
    Example:
      muniment check my-volume/
      muniment check --json letters.xml > report.json
    """
    start_django(with_database=False)
    from muniment.ingest.services import check_package

    with progress_bar(shown=not as_json) as bar:
        report = check_package(path, progress=bar)
    _finish(report.as_json(), as_json=as_json, verb="check")


@click.command("import", short_help="Bring packages into the archive.")
@click.argument("paths", nargs=-1, required=True, type=PACKAGE_PATH)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--withdraw-missing", is_flag=True, help="Withdraw documents that the package has no more."
)
@AS_JSON
def import_command(
    *, paths: tuple[Path, ...], dry_run: bool, withdraw_missing: bool, as_json: bool
) -> None:
    """Bring packages into the archive, or bring the archive up to them.

    A document with an error is left out and named; the others go in. The exit status is 1 if
    any was left out. Importing the same package again changes nothing.

    \b
    Example:
      muniment import my-volume/
      muniment import --dry-run --json my-volume.zip
    """
    start_django()
    from muniment.ingest.services import import_packages

    with progress_bar(shown=not as_json) as bar:
        report = import_packages(
            paths, dry_run=dry_run, withdraw_missing=withdraw_missing, progress=bar
        )
        if not dry_run:
            _index(bar)
    _finish(report.as_json(), as_json=as_json, verb="rehearse" if dry_run else "import")


def _index(bar: ProgressBar) -> None:
    """Let what came in be found at once, even where no worker runs.

    The documents are in whatever happens here; the job that stays does it later.
    """
    from muniment.documents.searching.indexing import bring_up_to_date
    from muniment.documents.tasks import SEARCH_JOB
    from muniment.jobs.worker import run_until_empty
    from muniment.search.base import IndexBusy

    try:
        bring_up_to_date(on_progress=lambda done, total: bar("Indexing", done, total))
        run_until_empty(only=SEARCH_JOB)
    except IndexBusy:
        return  # whoever writes it takes this up, too
    except Exception as error:
        click.echo(f"Search will follow later: {sentence(error)}", err=True)


def _finish(report: dict[str, object], *, as_json: bool, verb: str) -> None:
    """Print the report and end with the status it calls for."""
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        print_report(report, verb=verb)
    summary = report["summary"]
    assert isinstance(summary, dict)
    sys.exit(1 if summary["errors"] or summary["left_out"] else 0)
