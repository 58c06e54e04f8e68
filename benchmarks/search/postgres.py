"""The same page of results from PostgreSQL's full text search, on a server of our own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.search.bare import CHOSEN
from benchmarks.search.records import FACETS, Page, language_of, other_script

LEFT_OUT = ("fuzzy",)  # of an extension's making, not of full text search
USER = "postgres"
_CONFIGURATIONS = {"en": "english", "ru": "russian"}
_TIME = re.compile(r"^Time: ([\d.]+) ms", re.MULTILINE)
_SETTINGS = "-c shared_buffers=512MB -c work_mem=64MB -c fsync=off -c listen_addresses=''"


def tools() -> Path | None:
    """Give the folder of PostgreSQL's programs, None where it is not installed."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb")
    return places[-1].parent if places else Path(found).parent if found else None


class PostgresSearch:
    """A table with a tsvector and its GIN index; asked by psql, timed by psql."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, pages: Iterable[Page]) -> None:
        """Copy the records and index them."""
        columns = ", ".join(f"{name} text" for name in FACETS)
        self._psql(f"CREATE UNLOGGED TABLE copied(id text, year int, {columns}, body text);\n")
        self._psql(_copied(pages))
        self._psql(
            "CREATE TABLE docs AS SELECT *, to_tsvector(CASE language WHEN 'en' THEN 'english' "
            "ELSE 'russian' END::regconfig, body) AS tsv FROM copied;\nDROP TABLE copied;\n"
            "CREATE INDEX ON docs USING gin(tsv);\nVACUUM ANALYZE docs;\n"
        )

    def times(self, kind: str, asked: list[tuple[str, ...]]) -> list[float]:
        """Give the milliseconds that each page of results takes in one session."""
        statements = "".join(_statement(kind, words) for words in asked)
        said = self._psql(f"SELECT 1;\n\\timing on\n{statements}")
        return [float(time) for time in _TIME.findall(said)]

    def _psql(self, script: str | Iterator[str]) -> str:
        command = ["psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-h", str(self._folder), "-U", USER]
        with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
            file.writelines([script] if isinstance(script, str) else script)
            file.seek(0)
            done = subprocess.run(
                [*command, "postgres"], stdin=file, capture_output=True, text=True, check=False
            )
        if done.returncode:
            raise RuntimeError(f"PostgreSQL refused: {done.stderr[:500]}")
        return done.stdout


def fill(path: Path, pages: Iterable[Page]) -> None:
    """Make a folder of data with all the records in it."""
    path.mkdir()
    if _user():
        shutil.chown(path, USER)
    _run(path, "initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    with serving(path) as server:
        server.load(pages)


@contextmanager
def serving(path: Path) -> Iterator[PostgresSearch]:
    """Run a server over a folder of data, on a socket in that folder, never as root."""
    options = f"{_SETTINGS} -k {path}"
    _run(path, "pg_ctl", "-w", "-l", str(path / "log"), "-o", options, "start")
    try:
        yield PostgresSearch(path)
    finally:
        _run(path, "pg_ctl", "-w", "-m", "fast", "stop")


def _run(path: Path, program: str, *arguments: str) -> None:
    programs = tools()
    assert programs
    command = [str(programs / program), "-D", str(path / "data"), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=path, **_user())


def _user() -> dict[str, Any]:
    return {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}


def _copied(pages: Iterable[Page]) -> Iterator[str]:
    yield f"COPY copied(id, year, {', '.join(FACETS)}, body) FROM STDIN;\n"
    for page in pages:
        row = (page.key, str(page.day.year), *(page.facets[n] for n in FACETS), page.body)
        yield "\t".join(row) + "\n"
    yield "\\.\n"


def _statement(kind: str, words: tuple[str, ...]) -> str:
    """Write the whole page as one statement, what was found kept for all its parts."""
    query, configuration = _query(kind, words), _CONFIGURATIONS[language_of(words[0])]
    only = f"{CHOSEN[0]} = '{CHOSEN[1]}'" if kind == "narrowed" else "true"
    counts = ", ".join(
        f"(SELECT json_agg(t) FROM (SELECT {name}, count(*) FROM found "
        f"WHERE {'true' if name == CHOSEN[0] else only} "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {400 if name == 'year' else 10}) t)"
        for name in (*FACETS, "year")
    )
    return (
        f"WITH q AS (SELECT {query} AS q), found AS MATERIALIZED (SELECT docs.ctid AS at, "
        f"year, {', '.join(FACETS)}, ts_rank(tsv, q) AS rank FROM docs, q WHERE tsv @@ q), "
        f"best AS (SELECT at, rank FROM found WHERE {only} ORDER BY rank DESC LIMIT 10) "
        f"SELECT (SELECT count(*) FROM found WHERE {only}), {counts}, "
        f"(SELECT json_agg(ts_headline('{configuration}', body, q)) FROM best "
        "JOIN docs ON docs.ctid = at, q);\n"
    )


def _query(kind: str, words: tuple[str, ...]) -> str:
    configuration = _CONFIGURATIONS[language_of(words[0])]
    if kind == "phrase":
        return f"phraseto_tsquery('{configuration}', '{' '.join(words)}')"
    if kind == "prefix":
        return f"to_tsquery('simple', '{words[0]}:*')"
    typed = f"plainto_tsquery('{configuration}', '{' '.join(words)}')"
    if kind != "name":
        return typed
    other = other_script(words[0])
    return f"{typed} || plainto_tsquery('{_CONFIGURATIONS[language_of(other)]}', '{other}')"
