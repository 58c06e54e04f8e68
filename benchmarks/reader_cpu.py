"""CPU time of the reader's page in one archive: python -m benchmarks.reader_cpu HOME.

Prints JSON: for each document milliseconds of a page as it is sent again, of a page made anew,
and of a plain Django view behind the same middleware that returns the same bytes; and the queries
and rows that making the page anew reads. Whole pages in front of Django are left out.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 5
REQUESTS = {"trivial": 200, "warm": 200, "anew": 20}


def _setup(home: Path) -> Callable[..., Any]:
    os.environ["MUNIMENT_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "muniment.config.settings"
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.reader_urls"
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def ask(application: Callable[..., Any], path: str) -> bytes:
    """Send one request through all middleware; give the body of the answer."""
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.input": sys.stdin.buffer,
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    response = application(environ, lambda status, headers, *rest: said.append(status))
    body = b"".join(response)
    response.close()
    assert said[0].startswith("200"), said
    return body


def cpu_ms(times: int, request: Callable[[], object]) -> float:
    """Measure CPU milliseconds of one request, over so many."""
    start = time.process_time()
    for _ in range(times):
        request()
    return (time.process_time() - start) * 1000 / times


def measure(application: Callable[..., Any], identifier: str) -> dict[str, float]:
    """Measure one document, the three kinds of request taking turns."""
    from benchmarks import reader_urls
    from muniment.reader import views

    path = f"/documents/{identifier}/"
    reader_urls.BODY = ask(application, path)

    def anew() -> None:
        views.forget_pages()
        ask(application, path)

    kinds = {
        "trivial": lambda: ask(application, "/trivial/"),
        "warm": lambda: ask(application, path),
        "anew": anew,
    }
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind, request in kinds.items():
            found[kind].append(cpu_ms(REQUESTS[kind], request))
    medians = {kind: statistics.median(values) for kind, values in found.items()}
    queries, rows = reads(anew)
    return {**medians, "bytes": len(reader_urls.BODY), "queries": queries, "rows": rows}


def reads(request: Callable[[], object]) -> tuple[int, int]:
    """Count the queries of a request and the rows that they read."""
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        request()
    rows = 0
    with connection.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(sql, params)
            rows += len(cursor.fetchall())
    return len(asked), rows


def main() -> None:
    """Measure the documents named on the command line."""
    application = _setup(Path(sys.argv[1]))
    print(json.dumps({name: measure(application, name) for name in sys.argv[2:]}))


if __name__ == "__main__":
    main()
