"""Tells of the elements that no handler is for."""

from __future__ import annotations

from muniment.sources.model import Level, Problems
from muniment.sources.tei.context import FileContext
from muniment.sources.wording import counted, times


def report_elements(context: FileContext, problems: Problems) -> None:
    """Report each kind of unknown element once; an inclusion is missed text, so a warning."""
    for name, count in sorted(context.unknown.items()):
        if name == "include":
            wanted = counted(count, "place wants", "places want")
            problems.add(
                Level.WARNING,
                "inclusion",
                f"{wanted} another file to be included; such files are never fetched.",
                cure="Put the text itself there, as an XML editor does when it resolves XInclude.",
                file=context.name,
                line=context.unknown_lines.get(name, 0),
            )
            continue
        problems.add(
            Level.NOTICE,
            "element-unknown",
            f"<{name}> is not known here ({times(count)}); its words are kept as text.",
            cure="Nothing need be done unless it should look different.",
            file=context.name,
            line=context.unknown_lines.get(name, 0),
        )
