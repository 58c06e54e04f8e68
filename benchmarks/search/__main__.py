"""Search against the bare engine, SQLite and PostgreSQL (see ../README.md).

Run: python -m benchmarks.search [--records N] [--without sqlite postgres] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.search import ours, postgres
from benchmarks.search.bare import BareEngine, index_entries
from benchmarks.search.kept import make_once
from benchmarks.search.records import pages, queries
from benchmarks.search.site import serving
from benchmarks.search.sqlite import LEFT_OUT, SqliteSearch
from muniment.search.entries import entries_of
from muniment.search.tantivy import TantivyEngine

RESULTS = Path(__file__).resolve().parents[1] / "results" / "search.json"
RECORDS, SMALL, RATE_RECORDS = 1_000_000, 10_000, 20_000
ROUNDS = 5
FEW = 4  # queries of each kind that the databases are asked: at full size each takes seconds
MOST_RATIO, ALLOWANCE_MS = 3.0, 15.0
LEAST_RATE = 0.6

Asked = Callable[[str, tuple[str, ...]], tuple[float, int]]  # milliseconds, total
Times = dict[str, list[float]]  # milliseconds by kind of query
Figures = dict[str, dict[str, float]]
Sides = dict[str, Figures]


def main() -> int:
    """Measure all, write the result, say whether every target is met."""
    options = _options()
    with _folder(options.folder) as folder:
        result = _measure(folder, options.records, frozenset(options.without))
    written = json.dumps(result, indent=2, ensure_ascii=False) + "\n"
    if options.records == RECORDS:
        RESULTS.write_text(written, encoding="utf-8")
    print(written)
    return 0 if result["met"] else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure search; results are kept at full size.")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--without", nargs="*", default=[], choices=["sqlite", "postgres"])
    parser.add_argument("--folder", type=Path, help="keep what is built here, and use it again")
    return parser.parse_args()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="muniment-search-") as name:
            Path(name).chmod(0o755)  # PostgreSQL has a user of its own
            yield Path(name)


def _measure(folder: Path, count: int, without: frozenset[str]) -> dict[str, Any]:
    rates = _rates(min(count, RATE_RECORDS))
    small, _ = _both(folder, min(count, SMALL))
    large, totals = _both(folder, count)
    figures = large | _others(folder, count, without)
    rate = round(rates["muniment"] / rates["ready entries"], 2)
    return {
        "records": count,
        "met": _is_within(large) and rate >= LEAST_RATE,
        "targets": {"ratio": MOST_RATIO, "plus_ms": ALLOWANCE_MS, "rate": LEAST_RATE},
        "rate_ratio": rate,
        "records_per_second": rates,
        "milliseconds": figures,
        "ratios": _ratios(figures),
        "growth": _growth(small, large),
        "totals": totals,
    }


def _rates(count: int) -> dict[str, float]:
    """Compare records to index with the same entries ready-made; in turns, three rounds.

    Beside them, the plain index of the bare engine: one stemmed field a record, where Muniment
    has words, stems and names of the document and of its page.
    """
    _say(f"indexing {count:,} records, three times each")
    made = [*pages(count)]
    ready = [(page.key, entries_of(ours.record_of(page))) for page in made]
    ways: dict[str, Callable[[Path], object]] = {
        "muniment": lambda path: ours.build(path, made),
        "ready entries": lambda path: index_entries(path, ready),
        "one field": lambda path: BareEngine(path, made),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(3):
        for name, build in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                seconds[name].append(_seconds(partial(build, Path(folder) / "index")))
    return {name: round(count / median(found)) for name, found in seconds.items()}


def _both(folder: Path, count: int) -> tuple[Sides, dict[str, dict[str, int]]]:
    """Ask the whole page of the server, search alone and the bare engine, in turns."""
    _say(f"{count:,} records into both engines")
    index = folder / f"muniment-{count}"
    make_once(index, lambda path: ours.build(path, pages(count)))
    engine = TantivyEngine(index)
    bare = BareEngine(folder / f"bare-{count}", pages(count))
    with serving(folder / f"home-{count}", index, count) as site:
        _say("asking both")
        sides: dict[str, Asked] = {
            "muniment": site.page,
            "search": _timed(partial(ours.page, engine)),
            "bare": _timed(bare.page),
        }
        times, totals = _ask(sides)
    return {side: _figures(found) for side, found in times.items()}, totals


def _others(folder: Path, count: int, without: frozenset[str]) -> Sides:
    figures: Sides = {}
    if "sqlite" not in without:
        _say("SQLite")
        lite = SqliteSearch(folder / f"sqlite-{count}", pages(count))
        times, _ = _ask({"sqlite": _timed(lite.page)}, rounds=1, left_out=LEFT_OUT, most=FEW)
        figures["sqlite"] = _figures(times["sqlite"])
    if "postgres" not in without and postgres.tools():
        _say("PostgreSQL")
        data = folder / f"postgres-{count}"
        make_once(data, lambda path: postgres.fill(path, pages(count)))
        with postgres.serving(data) as server:
            asked = {k: v for k, v in queries().items() if k not in postgres.LEFT_OUT}
            figures["postgres"] = _figures({k: server.times(k, v[:FEW]) for k, v in asked.items()})
    return figures


def _timed(page: Callable[[str, tuple[str, ...]], int]) -> Asked:
    """Tell also how long a page of results takes."""

    def ask(kind: str, words: tuple[str, ...]) -> tuple[float, int]:
        started = time.perf_counter()
        total = page(kind, words)
        return (time.perf_counter() - started) * 1000, total

    return ask


def _ask(
    sides: dict[str, Asked],
    *,
    rounds: int = ROUNDS,
    left_out: tuple[str, ...] = (),
    most: int | None = None,
) -> tuple[dict[str, Times], dict[str, dict[str, int]]]:
    """Ask every query of all sides in turns, once to warm up and then so many times."""
    times: dict[str, Times] = {side: {} for side in sides}
    totals: dict[str, dict[str, int]] = {side: {} for side in sides}
    for kind, every in queries().items():
        if kind in left_out:
            continue
        asked = every[:most]
        for side, ask in sides.items():
            totals[side][kind] = sum(ask(kind, words)[1] for words in asked)
            times[side][kind] = []
        for _ in range(rounds):
            for words in asked:
                for side, ask in sides.items():
                    times[side][kind].append(ask(kind, words)[0])
    return times, totals


def _figures(times: Times) -> Figures:
    return {
        kind: {"p50": round(median(found), 2), "p95": round(_p95(found), 2)}
        for kind, found in times.items()
        if found
    }


def _p95(found: list[float]) -> float:
    return sorted(found)[min(len(found) - 1, int(len(found) * 0.95))]


def _growth(small: Sides, large: Sides) -> dict[str, dict[str, float]]:
    """Divide the times at full size by those of a hundredth of it."""
    return {
        side: {k: round(times["p50"] / small[side][k]["p50"], 2) for k, times in found.items()}
        for side, found in large.items()
    }


def _ratios(figures: Sides) -> dict[str, dict[str, float]]:
    """Divide Muniment's times by those of the others."""
    ours_ = figures["muniment"]
    return {
        side: {
            kind: round(ours_[kind]["p50"] / times["p50"], 2)
            for kind, times in found.items()
            if times["p50"]
        }
        for side, found in figures.items()
        if side != "muniment"
    }


def _is_within(figures: Sides) -> bool:
    return all(
        figures["muniment"][kind][name] <= MOST_RATIO * bare + ALLOWANCE_MS
        for kind, times in figures["bare"].items()
        for name, bare in times.items()
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _say(what: str) -> None:
    print(f"  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
