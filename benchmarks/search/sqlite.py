"""The same page of results from SQLite's full text search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from benchmarks.search.bare import CHOSEN
from benchmarks.search.kept import make_once
from benchmarks.search.records import FACETS, Page, other_script

LEFT_OUT = ("fuzzy",)  # it has none


class SqliteSearch:
    """FTS5 over the bodies, facets in a table beside."""

    def __init__(self, path: Path, pages: Iterable[Page]) -> None:
        make_once(path, lambda path: self._fill(path, pages))
        self._db = sqlite3.connect(path / "db.sqlite3")

    def _fill(self, path: Path, pages: Iterable[Page]) -> None:
        path.mkdir()
        db = sqlite3.connect(path / "db.sqlite3")
        columns = ", ".join(f"{name} TEXT" for name in FACETS)
        db.execute(f"CREATE TABLE docs(id INTEGER PRIMARY KEY, year INT, {columns})")
        db.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
        marks = ", ".join("?" * (2 + len(FACETS)))
        for number, page in enumerate(pages, 1):
            row = (number, page.day.year, *(page.facets[name] for name in FACETS))
            db.execute(f"INSERT INTO docs VALUES ({marks})", row)
            db.execute("INSERT INTO texts(rowid, body) VALUES (?, ?)", (number, page.body))
        db.commit()
        db.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        db.commit()
        db.close()

    def page(self, kind: str, words: tuple[str, ...]) -> int:
        """Do the work of a page of results; give the total."""
        match = self._match(kind, words)
        only = f"{CHOSEN[0]} = '{CHOSEN[1]}'" if kind == "narrowed" else "1"
        self._db.execute("DROP TABLE IF EXISTS temp.found")
        self._db.execute(
            "CREATE TEMP TABLE found AS SELECT docs.* FROM texts JOIN docs ON id = texts.rowid "
            "WHERE texts MATCH ?",
            (match,),
        )
        sql = f"SELECT count(*) FROM found WHERE {only}"
        total = int(self._db.execute(sql).fetchone()[0])
        for name in (*FACETS, "year"):
            own = "1" if name == CHOSEN[0] else only
            size = 400 if name == "year" else 10
            self._db.execute(
                f"SELECT {name}, count(*) FROM found WHERE {own} "
                f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {size}"
            ).fetchall()
        self._db.execute(
            "SELECT rowid, snippet(texts, 0, '[', ']', '…', 32) FROM texts WHERE texts MATCH ? "
            f"AND rowid IN (SELECT id FROM found WHERE {only}) ORDER BY rank LIMIT 10"
            if kind == "narrowed"
            else "SELECT rowid, snippet(texts, 0, '[', ']', '…', 32) FROM texts "
            "WHERE texts MATCH ? ORDER BY rank LIMIT 10",
            (match,),
        ).fetchall()
        return total

    def _match(self, kind: str, words: tuple[str, ...]) -> str:
        if kind == "name":
            return f"{words[0]} OR {other_script(words[0])}"
        if kind == "prefix":
            return f"{words[0]}*"
        return f'"{" ".join(words)}"' if kind == "phrase" else " ".join(words)
