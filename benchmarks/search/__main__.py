"""Search against the bare engine, SQLite and PostgreSQL (see ../README.md).

Run: python -m benchmarks.search [--records N] [--without sqlite postgres]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.search import ours, postgres
from benchmarks.search.bare import BareEngine, index_entries
from benchmarks.search.records import pages, queries
from benchmarks.search.sqlite import LEFT_OUT, SqliteSearch
from muniment.search.entries import entries_of

RESULTS = Path(__file__).resolve().parents[1] / "results" / "search.json"
RECORDS, SMALL, RATE_RECORDS = 1_000_000, 10_000, 20_000
ROUNDS = 5
MOST_RATIO, ALLOWANCE_MS = 3.0, 15.0
LEAST_RATE = 0.6

Asked = Callable[[str, tuple[str, ...]], int]
Times = dict[str, list[float]]  # milliseconds by kind of query
Figures = dict[str, dict[str, float]]


def main() -> int:
    """Measure all, write the result, say whether every target is met."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="muniment-search-"))
    try:
        result = _measure(folder, options.records, frozenset(options.without))
    finally:
        shutil.rmtree(folder)
    written = json.dumps(result, indent=2, ensure_ascii=False) + "\n"
    if options.records == RECORDS:
        RESULTS.write_text(written, encoding="utf-8")
    print(written)
    return 0 if result["met"] else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure search; results are kept at full size.")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--without", nargs="*", default=[], choices=["sqlite", "postgres"])
    return parser.parse_args()


def _measure(folder: Path, count: int, without: frozenset[str]) -> dict[str, Any]:
    rates = _rates(folder, min(count, RATE_RECORDS))
    small = _small(folder, min(count, SMALL))
    _say(f"{count:,} records into both engines")
    engine = ours.build(folder / "ours", pages(count))
    bare = BareEngine(folder / "bare", pages(count))
    sides: dict[str, Asked] = {"muniment": _our_page(engine), "bare": bare.page}
    _say("asking both")
    times, totals = _ask(sides)
    figures = {side: _figures(found) for side, found in times.items()}
    figures |= _others(folder, count, without)
    growth = {
        kind: round(found["p50"] / small[kind]["p50"], 2)
        for kind, found in figures["muniment"].items()
    }
    rate = round(rates["muniment"] / rates["bare"], 2)
    return {
        "records": count,
        "met": _is_within(figures) and rate >= LEAST_RATE,
        "targets": {"ratio": MOST_RATIO, "plus_ms": ALLOWANCE_MS, "rate": LEAST_RATE},
        "rate_ratio": rate,
        "records_per_second": rates,
        "milliseconds": figures,
        "ratios": _ratios(figures),
        "growth": growth,
        "totals": totals,
    }


def _rates(folder: Path, count: int) -> dict[str, float]:
    """Compare records to index with ready-made entries to index; in turns, three rounds."""
    _say(f"indexing {count:,} records, three times each")
    made = [*pages(count)]
    ready = [(page.key, entries_of(ours.record_of(page))) for page in made]
    seconds: dict[str, list[float]] = {"muniment": [], "bare": []}
    for number in range(3):
        mine, bare = folder / f"mine{number}", folder / f"bare{number}"
        seconds["muniment"].append(_seconds(partial(ours.build, mine, made)))
        seconds["bare"].append(_seconds(partial(index_entries, bare, ready)))
        shutil.rmtree(mine)
        shutil.rmtree(bare)
    return {side: round(count / median(found)) for side, found in seconds.items()}


def _small(folder: Path, count: int) -> Figures:
    engine = ours.build(folder / "small", pages(count))
    times, _ = _ask({"muniment": _our_page(engine)})
    return _figures(times["muniment"])


def _others(folder: Path, count: int, without: frozenset[str]) -> dict[str, Figures]:
    figures: dict[str, Figures] = {}
    if "sqlite" not in without:
        _say("SQLite")
        lite = SqliteSearch(folder / "lite.sqlite3", pages(count))
        times, _ = _ask({"sqlite": lite.page}, rounds=1, left_out=LEFT_OUT)
        figures["sqlite"] = _figures(times["sqlite"])
    if "postgres" not in without and postgres.tools():
        _say("PostgreSQL")
        with postgres.server() as server:
            server.load(pages(count))
            asked = {k: v for k, v in queries().items() if k not in postgres.LEFT_OUT}
            figures["postgres"] = _figures({k: server.times(k, v) for k, v in asked.items()})
    return figures


def _our_page(engine: Any) -> Asked:
    return lambda kind, words: ours.page(engine, kind, words)


def _ask(
    sides: dict[str, Asked], *, rounds: int = ROUNDS, left_out: tuple[str, ...] = ()
) -> tuple[dict[str, Times], dict[str, dict[str, int]]]:
    """Ask every query of all sides in turns, once to warm up and then so many times."""
    times: dict[str, Times] = {side: {} for side in sides}
    totals: dict[str, dict[str, int]] = {side: {} for side in sides}
    for kind, asked in queries().items():
        if kind in left_out:
            continue
        for side, ask in sides.items():
            totals[side][kind] = sum(ask(kind, words) for words in asked)
            times[side][kind] = []
        for _ in range(rounds):
            for words in asked:
                for side, ask in sides.items():
                    taken = _seconds(partial(ask, kind, words)) * 1000
                    times[side][kind].append(taken)
    return times, totals


def _figures(times: Times) -> Figures:
    return {
        kind: {"p50": round(median(found), 2), "p95": round(_p95(found), 2)}
        for kind, found in times.items()
        if found
    }


def _p95(found: list[float]) -> float:
    return sorted(found)[min(len(found) - 1, int(len(found) * 0.95))]


def _ratios(figures: dict[str, Figures]) -> dict[str, dict[str, float]]:
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


def _is_within(figures: dict[str, Figures]) -> bool:
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
