"""Words that many sentences of the report share."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Write a number with what it counts: "1 file is", "1,200 files are".

    Without `many` an "s" makes the plural.
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def times(count: int) -> str:
    """Write how often something is so: "once", "3 times"."""
    return "once" if count == 1 else f"{count:,} times"
