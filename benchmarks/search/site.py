"""The whole page of results over the same records, as a visitor asks for it.

Settings are read once in a process, so an archive is served by a child process of its own
(python -m benchmarks.search.site HOME), which reads a query a line and answers with
[milliseconds, total], both as JSON.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.search.bare import CHOSEN
from benchmarks.search.kept import make_once
from benchmarks.search.ours import typed
from benchmarks.search.records import Page, pages

BATCH = 5_000
HITS = 10
NOW = datetime(2026, 1, 1, tzinfo=UTC)
INDEX = "search"  # its place in the home of an archive
ROOT = Path(__file__).resolve().parents[2]

_HIT = b'<li class="result"'
_COUNT = re.compile(rb'id="search-count">([\d,]+)')

Answer = Callable[[str, tuple[str, ...]], tuple[float, int]]


class Site:
    """An archive of `records.pages(count)` at `home`, searched by the index that is in `index`."""

    def __init__(self, home: Path, index: Path, count: int) -> None:
        make_once(home, lambda home: _make(home, index, count))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.search.site", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert self._read() == "ready"

    def page(self, kind: str, words: tuple[str, ...]) -> tuple[float, int]:
        """Ask for a page of results; give the milliseconds that it took and the total."""
        assert self._process.stdin
        print(json.dumps([kind, words]), file=self._process.stdin, flush=True)
        milliseconds, total = self._read()
        return milliseconds, total

    def close(self) -> None:
        """Stop serving."""
        self._process.communicate()

    def _read(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The site ended: {self._process.wait()}. Its own words are above.")
        return json.loads(line)


def _make(home: Path, index: Path, count: int) -> None:
    home.mkdir()
    (home / INDEX).symlink_to(index.resolve())
    command = [sys.executable, "-m", "benchmarks.search.site", str(home), str(count)]
    subprocess.run(command, cwd=ROOT, check=True)


@contextmanager
def serving(home: Path, index: Path, count: int) -> Iterator[Site]:
    """Serve an archive for a while."""
    site = Site(home, index, count)
    try:
        yield site
    finally:
        site.close()


def main() -> None:
    """Make an archive of so many documents; without a number, answer for its pages of results."""
    home, *counts = sys.argv[1:]
    os.environ |= {"MUNIMENT_HOME": home, "DJANGO_SETTINGS_MODULE": "muniment.config.settings"}
    import django

    django.setup()
    if counts:
        _fill(pages(int(counts[0])))
        return
    answer = _answers()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        kind, words = json.loads(line)
        print(json.dumps(answer(kind, tuple(words))), flush=True)


def _fill(records: Iterable[Page]) -> None:
    """Make the database: whatever the facets of the index name, and the documents."""
    from django.core.management import call_command
    from django.db import transaction

    from muniment.access.services import set_scope
    from muniment.documents.models import Package

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    scope = set_scope("bench", level="open")
    package = Package.objects.create(identifier="bench", title="Bench", scope=scope)
    known = _Known(package)
    waiting = iter(records)
    while batch := list(islice(waiting, BATCH)):
        with transaction.atomic():
            _add(batch, package, known)


class _Known:
    """Volumes, collections and people by the keys that the facets have, made when first met."""

    def __init__(self, package: Any) -> None:
        self._package = package
        self._made: dict[tuple[str, str], int] = {}

    def key(self, facet: str, slug: str) -> int:
        """Give the primary key of one."""
        if (facet, slug) not in self._made:
            self._made[facet, slug] = self._make(facet, slug)
        return self._made[facet, slug]

    def _make(self, facet: str, slug: str) -> int:
        from muniment.documents.models import Collection, Volume
        from muniment.people.models import Person

        package, scope, number = self._package, self._package.scope, slug[1:]
        if facet == "collection":
            title = f"Collection {number}"
            return Collection.objects.create(slug=slug, scope=scope, title=title).pk
        if facet == "volume":
            title = f"Volume {number}"
            made = Volume(slug=slug, package=package, scope=scope, key=slug, title=title)
            made.save()
            return made.pk
        name = f"Diplomat, Number {number}"
        names = [{"text": name, "lang": "en"}, {"text": f"Дипломат № {number}", "lang": "ru"}]
        return Person.objects.create(slug=slug, scope=scope, name=name, names=names).pk


def _add(batch: list[Page], package: Any, known: _Known) -> None:
    from muniment.documents.models import Document, DocumentPerson

    for page in batch:
        known.key("collection", page.facets["collection"])
    documents = Document.objects.bulk_create(
        Document(
            identifier=page.key,
            package=package,
            key=page.key,
            scope=package.scope,
            type="letter",
            title=page.title,
            titles={page.facets["language"]: page.title},
            date_edtf=page.day.isoformat(),
            date_earliest=page.day,
            date_latest=page.day,
            volume_id=known.key("volume", page.facets["volume"]),
            place=page.facets["place"],
            subjects=[page.facets["subject"]],
            languages=[page.facets["language"]],
            changed_at=NOW,
        )
        for page in batch
    )
    DocumentPerson.objects.bulk_create(
        DocumentPerson(
            document=document,
            person_id=known.key("author", page.facets["author"]),
            role=DocumentPerson.Role.AUTHOR,
            wording=page.facets["author"],
            position=0,
        )
        for document, page in zip(documents, batch, strict=True)
    )


def _answers() -> Answer:
    """Make what asks the site itself, through all middleware; pages kept before are forgotten."""
    from muniment.config.wsgi import application
    from muniment.ui.page_cache import forget_pages

    def answer(kind: str, words: tuple[str, ...]) -> tuple[float, int]:
        query = {"q": typed(kind, words)} | (dict([CHOSEN]) if kind == "narrowed" else {})
        said: list[str] = []
        forget_pages()
        started = time.perf_counter()
        response: Any = application(_environ(query), lambda status, *_: said.append(status))
        body = b"".join(response)
        milliseconds = (time.perf_counter() - started) * 1000
        response.close()
        assert said == ["200 OK"], said
        total = _total(body)
        assert body.count(_HIT) == min(HITS, total), f"{body.count(_HIT)} hits of {total}: {query}"
        return milliseconds, total

    return answer


def _environ(query: dict[str, str]) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/search/",
        "QUERY_STRING": urlencode(query),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }


def _total(body: bytes) -> int:
    found = _COUNT.search(body)
    assert found, "The page does not say how many documents were found."
    return int(found[1].replace(b",", b""))


if __name__ == "__main__":
    main()
