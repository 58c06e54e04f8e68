"""Print a report of a check or an import for people, from the same data as `--json`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

SHOWN_NOTICES = 20
"""So many warnings are printed; `--json` has them all. Errors are all printed."""

COLOURS = {"error": "bold red", "warning": "yellow"}
CHANGES = ("created", "updated", "unchanged", "left_out")
SINGULARS = {
    "documents": "document",
    "texts": "text",
    "surfaces": "surface",
    "images": "image",
    "units": "unit",
    "people": "person",
    "errors": "error",
    "warnings": "warning",
}
EFFECTS = {
    "unchanged": "unchanged",
    "edited": "edited",
    "gone": "no longer in the text",
    "returned": "found again",
}
SHOWN_TEXTS = 20
"""Of so many texts it is printed what became of readers' passages; `--json` has them all."""

CONTENTS = ("documents", "texts", "surfaces", "images", "units", "people")


def print_report(report: dict[str, Any], *, verb: str, console: Console | None = None) -> None:
    """Print the problems, then what was found and, after an import, what has changed.

    `verb` is "check", "import" or "rehearse", which is an import that writes nothing.
    """
    console = console or Console(soft_wrap=True, highlight=False)
    problems = report["problems"]
    _print_problems([entry for entry in problems if entry["level"] == "error"], console)
    others = [entry for entry in problems if entry["level"] != "error"]
    _print_problems(others[:SHOWN_NOTICES], console)
    if len(others) > SHOWN_NOTICES:
        console.print(f"… and {len(others) - SHOWN_NOTICES} more notices; --json lists them all.")
    summary = report["summary"]
    contents = _counts(summary, CONTENTS)
    if not contents and summary["errors"]:
        return  # the errors say it all
    console.print(contents or "Nothing was found.")
    if verb != "check":
        console.print(_changes(summary, is_rehearsal=verb == "rehearse"))
        _print_passages(report["passages"], console, is_rehearsal=verb == "rehearse")
    if summary["errors"] or summary["warnings"]:
        console.print(_counts(summary, ("errors", "warnings")))


def _changes(summary: dict[str, int], *, is_rehearsal: bool) -> str:
    """Say what became of the documents, or would; that nothing did is said in words."""
    counts = _counts(summary, CHANGES)
    if is_rehearsal:
        return f"An import would have done: {counts or 'nothing'}. Nothing was written."
    if any(summary.get(name) for name in CHANGES if name != "unchanged"):
        return counts
    return f"Nothing has changed: {counts}." if counts else "Nothing has changed."


def _print_passages(
    entries: Sequence[dict[str, Any]], console: Console, *, is_rehearsal: bool
) -> None:
    """Say what corrections do to readers' passages, text by text; what is hurt most first."""
    if not entries:
        return
    would_be = "would be" if is_rehearsal else "were"
    console.print(f"Passages that readers have chosen in texts that {would_be} corrected:")
    ordered = sorted(entries, key=lambda entry: (-entry["gone"], -entry["edited"]))
    for entry in ordered[:SHOWN_TEXTS]:
        name = f"{entry['title'] or entry['identifier']} ({entry['language'] or entry['text']})"
        console.print(Text(f"  {name}: {_effect(entry)}"))
    if len(entries) > SHOWN_TEXTS:
        console.print(f"  … and {len(entries) - SHOWN_TEXTS} more texts; --json lists them all.")
    if len(entries) > 1:
        total = {name: sum(entry[name] for entry in entries) for name in EFFECTS}
        console.print(f"  In all: {_effect(total)}")


def _effect(counts: dict[str, Any]) -> str:
    said = [f"{counts[name]:,} {words}" for name, words in EFFECTS.items() if counts[name]]
    return f"{', '.join(said)}."


def _print_problems(problems: Iterable[dict[str, Any]], console: Console) -> None:
    for problem in problems:
        place = f"{problem['file']}:{problem['line']}" if problem["line"] else problem["file"]
        line = Text()
        line.append(problem["level"], style=COLOURS.get(problem["level"], "dim"))
        line.append(f"  {place}  " if place else "  ")
        line.append(f"{problem['message']} {problem['cure']}".rstrip())
        console.print(line)


def _counts(summary: dict[str, int], names: Iterable[str]) -> str:
    return ", ".join(_count(summary[name], name) for name in names if summary.get(name))


def _count(number: int, name: str) -> str:
    words = SINGULARS.get(name, name) if number == 1 else name
    return f"{number:,} {words.replace('_', ' ')}"
