"""Say once what would be said of hundreds of files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from muniment.sources.model import Level, Problem, Problems
from muniment.sources.wording import counted

_MANY = 3


def condense_notices(problems: Problems, *, start: int) -> None:
    """Join notices with the same words, from `start` on, where they stand for many files."""
    groups: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems.all[start:]:
        if problem.level == Level.NOTICE and problem.file:
            groups[problem.code, problem.message, problem.cure].append(problem)
    many = {key: found for key, found in groups.items() if len(found) > _MANY}
    kept: list[Problem] = []
    for problem in problems.all[start:]:
        found = many.get((problem.code, problem.message, problem.cure))
        if found is None or problem not in found:
            kept.append(problem)
        elif problem is found[0]:
            kept.append(_joined(problem, len(found)))
    problems.all[start:] = kept


def _joined(first: Problem, count: int) -> Problem:
    words = f"{first.message} (So in {count:,} places, of which this is the first.)"
    return replace(first, message=words, document="")


def condense_sentences(sentences: list[tuple[str, str]]) -> list[str]:
    """Join (file, sentence) pairs: a sentence that many files share is said once."""
    files: dict[str, list[str]] = defaultdict(list)
    for file, sentence in sentences:
        bare = sentence.removeprefix(f"{file}: ")
        if file not in files[bare]:
            files[bare].append(file)
    found: list[str] = []
    for sentence, names in files.items():
        if len(names) > _MANY:
            found.append(f"{counted(len(names), 'file')}, the first {names[0]}: {sentence}")
        else:
            found.extend(f"{name}: {sentence}" for name in names)
    return found
