"""How well names are found whatever their script and spelling (see ../README.md).

Run: python -m benchmarks.names
With --misses it also prints what was not found in the half that may be tuned on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.names import quality
from benchmarks.names.people import Listed, halves, people
from benchmarks.names.vocabulary import corpora, vocabulary

RESULTS = Path(__file__).resolve().parents[1] / "results" / "names.json"
LEAST = {
    "spellings_by_cyrillic": 0.97,
    "cyrillic_by_spellings": 0.97,
    "cases_by_cyrillic": 0.99,
    "cases_by_english": 0.97,  # a spelling that is not found costs all cases
}
MOST_FALSE = 1.0


def main() -> int:
    """Measure both halves, write the result, say whether the unseen one meets the targets."""
    folder = corpora()
    if not folder.is_dir():
        print(f"The real sources are not at {folder}: set MUNIMENT_CORPORA to their folder.")
        return 1
    listed = people()
    forms = (form for one in listed for form in (*one.spellings, *one.cases))
    others = vocabulary(folder, without=forms)
    words = quality.index(others)
    tuned, unseen = (_measure(half, words) for half in halves())
    result = {
        "people": len(listed),
        "vocabulary": {"words": len(others), "cyrillic": sum(w[0] > "Ѐ" for w in others)},
        "tuned": tuned,
        "unseen": unseen,
        "targets": {**LEAST, "false_forms": MOST_FALSE},
        "met": _is_met(unseen),
    }
    RESULTS.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False))
    if "--misses" in sys.argv:
        _print_misses(halves()[0])
    return 0 if result["met"] else 1


def _measure(half: Sequence[Listed], words: quality.Index) -> dict[str, float]:
    measured: dict[str, float] = {
        "people": len(half),
        "spellings": sum(len(one.spellings) for one in half),
        "cases": sum(len(one.cases) for one in half),
    }
    for name in LEAST:
        measured[name] = round(getattr(quality, name)(half).rate, 4)
    for name, typed in (("cyrillic", _surname), ("english", _english)):
        found = quality.false_forms(half, words, typed=typed)
        measured[f"false_forms_{name}"] = round(quality.mean(found), 2)
        measured[f"most_false_forms_{name}"] = max(map(len, found.values()))
    return measured


def _surname(one: Listed) -> str:
    return one.surname


def _english(one: Listed) -> str:
    return one.english


def _is_met(measured: dict[str, float]) -> bool:
    recalled = all(measured[name] >= least for name, least in LEAST.items())
    few = (measured[f"false_forms_{script}"] <= MOST_FALSE for script in ("cyrillic", "english"))
    return recalled and all(few)


def _print_misses(half: Sequence[Listed]) -> None:
    for name in LEAST:
        for query, form in getattr(quality, name)(half).missed:
            print(f"{name}: {query} does not find {form}")


if __name__ == "__main__":
    sys.exit(main())
