"""How well passages are found again in a corrected text (see ../README.md).

Run: python -m benchmarks.anchoring
"""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from benchmarks.anchoring.prose import Language
from benchmarks.anchoring.trial import Ids, Outcome, Trial, run
from benchmarks.anchoring.truth import Verdict

RESULTS = Path(__file__).resolve().parents[1] / "results" / "anchoring.json"
EDITS = (10, 50, 250)
SEEDS = range(5)
LEAST_RIGHT, MOST_WRONG = 0.98, 0.01
MANY = {"paragraphs": 300, "passages": 2000}
LONG = {"paragraphs": 2000, "passages": 2000}


def main() -> int:
    """Run all trials, write the result, say whether every row meets the targets."""
    rows = [
        _row(language, ids, edits)
        for language in get_args(Language)
        for ids in get_args(Ids)
        for edits in EDITS
    ]
    met = all(row["right"] >= LEAST_RIGHT and row["wrong"] <= MOST_WRONG for row in rows)
    result = {
        "trials": {"seeds": len(SEEDS), "passages": 1000, "paragraphs": 300},
        "rows": rows,
        "milliseconds": {"2,000 passages": _time(MANY), "2,000 in a long text": _time(LONG)},
        "targets": {"right": LEAST_RIGHT, "wrong": MOST_WRONG},
        "met": met,
    }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result))
    return 0 if met else 1


def _row(language: Language, ids: Ids, edits: int) -> dict[str, Any]:
    outcomes = [run(Trial(language, ids, edits, seed)) for seed in SEEDS]
    ours = _shares([each.ours for each in outcomes])
    return {
        "language": language,
        "ids": ids,
        "edits": edits,
        **ours,
        "milliseconds": round(statistics.median(each.milliseconds for each in outcomes)),
        "by_position": _shares([each.position for each in outcomes]),
        "by_quote": _shares([each.quote for each in outcomes]),
    }


def _shares(counted: Sequence[Counter[Verdict]]) -> dict[str, float]:
    counts = sum(counted, Counter[Verdict]())
    return {verdict.value: round(counts[verdict] / counts.total(), 4) for verdict in Verdict}


def _time(size: dict[str, int]) -> dict[str, int]:
    outcomes: list[Outcome] = [run(Trial("ru", "source", 250, seed, **size)) for seed in range(3)]
    return {
        "characters": outcomes[0].characters,
        "milliseconds": round(statistics.median(each.milliseconds for each in outcomes)),
    }


if __name__ == "__main__":
    sys.exit(main())
