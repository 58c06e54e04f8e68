"""The functions that may run in the background, each by a name that stays when code moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

JobFunction = Callable[..., None]
F = TypeVar("F", bound=JobFunction)

_functions: dict[str, JobFunction] = {}
_names: dict[JobFunction, str] = {}


class UnknownJob(LookupError):
    """No function is registered under this name; the job was asked for by other code."""


def job(name: str) -> Callable[[F], F]:
    """Register a function, in an app's `tasks` module, as a job.

    It must be idempotent: a worker may die after the work and before noting it. Its arguments
    must be numbers and strings.
    """

    def register(function: F) -> F:
        known = _functions.setdefault(name, function)
        if known is not function:
            raise ValueError(f"Two functions claim the job name {name!r}; rename one of them.")
        _names[function] = name
        return function

    return register


def name_of(function: JobFunction) -> str:
    """Give the name under which a function was registered."""
    try:
        return _names[function]
    except KeyError:
        described = f"{function.__module__}.{function.__qualname__}"
        raise UnknownJob(f"{described} is not a job; put @job(…) before it.") from None


def function_of(name: str) -> JobFunction:
    """Give the function registered under a name."""
    try:
        return _functions[name]
    except KeyError:
        raise UnknownJob(f"No job is called {name!r}; it may come from another version.") from None
