"""Texts as HTML: made for the first reader, kept for the next, never waited for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

from tests.archives import Archive, served

LESS_THAN_THE_DATABASE_WAITS_SECONDS = 10


def test_no_reader_waits_for_an_import_that_is_writing(
    sample_archive: Archive, tmp_path: Path
) -> None:
    archive = sample_archive.copy_to(tmp_path / "home")
    with served(archive) as live, closing(sqlite3.connect(archive.database)) as importing:
        query = "SELECT d.identifier FROM documents_document d JOIN access_scopetoken t"
        identifier = importing.execute(
            f"{query} ON t.scope_id = d.scope_id WHERE t.token = 'open' ORDER BY d.id LIMIT 1"
        ).fetchone()[0]
        importing.execute("DELETE FROM documents_rendering")
        importing.commit()
        importing.execute("BEGIN IMMEDIATE")
        page = live.url(f"/documents/{identifier}/")
        with urlopen(page, timeout=LESS_THAN_THE_DATABASE_WAITS_SECONDS) as response:
            assert b'class="text-body' in response.read()
        importing.rollback()
        assert importing.execute("SELECT count(*) FROM documents_rendering").fetchone() == (0,)
