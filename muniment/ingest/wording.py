"""Words that several sentences of the report share."""

from __future__ import annotations

_NAMED = 10


def some(names: list[str], *, of: int = 0) -> str:
    """Name the first few of a list, and say how many more there are."""
    count = of or len(names)
    shown = ", ".join(f'"{name}"' for name in names[:_NAMED])
    return f"{shown} and {count - _NAMED:,} more" if count > _NAMED else shown
