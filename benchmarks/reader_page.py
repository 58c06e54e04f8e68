"""What the reader's page costs the server, and how fast visitors get it (see README.md).

Run: python -m benchmarks.reader_page
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.tiles_servers import PROCESSES, ROOT, free_port, running, when_up

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "reader.json"
SMALL, LARGE = 100, 20_000
ROUNDS = 5
LOAD = ("wrk", "-t1", "-c8", "-d4s")
TARGETS = {
    "cpu_median": ("at most", 3),
    "cpu_long": ("at most", 3),
    "cpu_archive": ("at most", 1.25),
    "cpu_volume": ("at most", 1.25),
    "anew_archive": ("at most", 1.25),
    "anew_volume": ("at most", 1.25),
    "same_reads": ("at least", 1),
    "visitors": ("at least", 0.3),
}

# In the large archive the first volume has 2,000 documents and the second 950.
MEDIAN, LONG, IN_LARGE_VOLUME = "b0x0", "b0x1", "b0x0"
MEDIAN_OF_LARGE, LONG_OF_LARGE = "b1x0", "b1x1"

NGINX = """
worker_processes {processes};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    keepalive_requests 1000000;
    root {folder}/www;
    default_type text/html;
  }}
}}
"""


def main() -> int:
    """Measure all, write the result, say whether every target is met."""
    missing = [tool for tool in ("nginx", "wrk") if not shutil.which(tool)]
    if missing:
        print(f"Left out: install {' and '.join(missing)} first.", file=sys.stderr)
        return 0
    folder = Path(tempfile.mkdtemp(prefix="muniment-reader-"))
    folder.chmod(0o755)  # nginx gives up its rights before it reads
    try:
        small, large = (make_archive(folder, size) for size in (SMALL, LARGE))
        ratios, figures = cpu(small, large)
        ratios["visitors"], figures["requests_per_second"] = visitors(small, folder)
    finally:
        shutil.rmtree(folder)
    met = all(
        ratios[name] <= limit if word == "at most" else ratios[name] >= limit
        for name, (word, limit) in TARGETS.items()
    )
    result = {"ratios": ratios, "figures": figures, "targets": TARGETS, "met": met}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result))
    return 0 if met else 1


def make_archive(folder: Path, size: int) -> Path:
    """Make an archive of so many documents."""
    home = folder / str(size)
    command = [sys.executable, "-m", "benchmarks.reader_archive", str(home), str(size)]
    subprocess.run(command, cwd=ROOT, check=True)
    return home


def cpu(small: Path, large: Path) -> tuple[dict[str, float], dict[str, Any]]:
    """Compare CPU times; the two archives take turns."""
    rounds = [
        (
            _measure(small, MEDIAN, LONG),
            _measure(large, MEDIAN_OF_LARGE, LONG_OF_LARGE, IN_LARGE_VOLUME),
        )
        for _ in range(ROUNDS)
    ]

    def median(archive: int, name: str, kind: str) -> float:
        return statistics.median(found[archive][name][kind] for found in rounds)

    warm, anew, trivial = "warm", "anew", "trivial"
    reads = [
        [found[a][n][k] for k in ("queries", "rows")]
        for found in rounds
        for a, n in ((0, MEDIAN), (1, MEDIAN_OF_LARGE), (1, IN_LARGE_VOLUME))
    ]
    ratios = {
        "cpu_median": median(1, MEDIAN_OF_LARGE, warm) / median(1, MEDIAN_OF_LARGE, trivial),
        "cpu_long": median(1, LONG_OF_LARGE, warm) / median(1, LONG_OF_LARGE, trivial),
        "cpu_archive": median(1, MEDIAN_OF_LARGE, warm) / median(0, MEDIAN, warm),
        "cpu_volume": median(1, IN_LARGE_VOLUME, warm) / median(0, MEDIAN, warm),
        "anew_archive": median(1, MEDIAN_OF_LARGE, anew) / median(0, MEDIAN, anew),
        "anew_volume": median(1, IN_LARGE_VOLUME, anew) / median(0, MEDIAN, anew),
        "anew_median": median(1, MEDIAN_OF_LARGE, anew) / median(1, MEDIAN_OF_LARGE, trivial),
        "same_reads": float(all(each == reads[0] for each in reads)),
    }
    figures = {"milliseconds": {"small": rounds[-1][0], "large": rounds[-1][1]}}
    return {name: round(value, 2) for name, value in ratios.items()}, figures


def _measure(home: Path, *names: str) -> dict[str, dict[str, float]]:
    command = [sys.executable, "-m", "benchmarks.reader_cpu", str(home), *names]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


def visitors(home: Path, folder: Path) -> tuple[float, dict[str, float]]:
    """Load the archive's server and nginx with the same page in turns; give the ratio."""
    path = f"/documents/{MEDIAN}/"
    with muniment(home) as ours:
        with urllib.request.urlopen(ours + path) as answer:
            body = answer.read()
        file = folder / "www" / path.strip("/") / "index.html"
        file.parent.mkdir(parents=True)
        file.write_bytes(body)
        with nginx(folder) as theirs:
            found = [(_rate(ours + path), _rate(theirs + path)) for _ in range(ROUNDS)]
    mine, others = (statistics.median(values) for values in zip(*found, strict=True))
    return round(mine / others, 2), {"muniment": mine, "nginx": others, "bytes": len(body)}


def _rate(address: str) -> float:
    done = subprocess.run([*LOAD, address], check=True, capture_output=True, text=True)
    assert "Non-2xx" not in done.stdout, done.stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


@contextmanager
def muniment(home: Path) -> Iterator[str]:
    """Serve the archive as `muniment serve` does."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(PROCESSES), "--blocking-threads", "1", "--no-access-log"),
        *("--log-level", "warning", "muniment.config.wsgi:application"),
    ]
    environment = {
        **os.environ,
        "MUNIMENT_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "muniment.config.settings",
    }
    with running(command, environment):
        yield when_up(port)


@contextmanager
def nginx(folder: Path) -> Iterator[str]:
    """Serve the page as a file, by as many processes."""
    port = free_port()
    configuration = folder / "nginx.conf"
    text = NGINX.format(folder=folder, port=port, processes=PROCESSES)
    configuration.write_text(text, encoding="utf-8")
    command = ["nginx", "-e", str(folder / "nginx.log"), "-c", str(configuration)]
    with running(command, dict(os.environ)):
        yield when_up(port)


if __name__ == "__main__":
    sys.exit(main())
