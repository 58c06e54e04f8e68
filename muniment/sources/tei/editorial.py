"""Editorial markup: what an editor added, doubted, resolved, or offers two readings of."""

from __future__ import annotations

from typing import Any

from muniment.core.text.model import Mark, MarkKind
from muniment.sources.tei.builder import Builder, Handler
from muniment.sources.tei.nodes import local_name
from muniment.sources.tei.vocabulary import XML_LANG


def choose(builder: Builder, element: Any) -> None:
    """Read a place with two readings: one goes into the plain string, the others beside it."""
    options = [child for child in element if isinstance(child.tag, str)]
    chosen = _choice_of(options, builder.context.profile.readings)
    if chosen is None:
        builder.content(element)
        return
    if element.text:
        builder.text(element.text)
    before: list[Any] = []
    position = options.index(chosen)
    for option in options[:position]:
        if _is_reading(option):
            before.append(option)
            _other(builder, option, chosen, "", is_first=True)
        else:
            builder.handlers[option.tag](builder, option)
            builder.text(option.tail or "")
    _chosen(builder, chosen, options[position + 1 :])


def _chosen(builder: Builder, chosen: Any, later: list[Any]) -> None:
    """Read the chosen reading, then those that stand behind it."""
    first = len(builder.marks)
    while first and _is_open_first(builder.marks[first - 1], builder.point()):
        first -= 1
    parts = builder.parts
    entry: list[Any] = [builder.point(), "", None]
    builder.spans.append(entry)
    builder.handlers[chosen.tag](builder, chosen)
    builder.spans.pop()
    if builder.parts is parts:
        for index in range(first, len(builder.marks)):
            mark = builder.marks[index]
            if (
                mark.kind == MarkKind.READING
                and (mark.attrs or {}).get("first")
                and (mark.start == mark.end == entry[0])
            ):
                builder.marks[index] = mark._replace(end=max(entry[0], builder.n))
    lead = chosen.tail or ""
    for option in later:
        if _is_reading(option):
            _other(builder, option, chosen, lead, is_first=False, start=entry[0])
            lead = ""
        else:
            builder.text(lead)
            builder.handlers[option.tag](builder, option)
            lead = option.tail or ""
    if lead:
        builder.text(lead)


def _is_open_first(mark: Mark, at: int) -> bool:
    return (
        mark.kind == MarkKind.READING
        and bool((mark.attrs or {}).get("first"))
        and mark.start == mark.end == at
    )


_READINGS = frozenset(
    "reg orig corr sic expan abbr lem rdg rdgGrp unclear seg ex am add del choice".split()
)


def _is_reading(option: Any) -> bool:
    return local_name(option) in _READINGS


def _choice_of(options: list[Any], preferred: tuple[str, ...]) -> Any:
    readings = [option for option in options if _is_reading(option)]
    for name in preferred:
        for option in readings:
            if local_name(option) == name:
                return option
    return readings[0] if readings else None


def _other(
    builder: Builder,
    option: Any,
    chosen: Any,
    lead: str,
    *,
    is_first: bool,
    start: int | None = None,
) -> None:
    """Keep a reading that was not chosen, with the white space around it; breaks and notes stay."""
    attrs = {"role": local_name(option), "chosen": local_name(chosen)}
    if is_first:
        attrs["first"] = "1"
    witness = option.get("wit") or option.get("source")
    if witness:
        attrs["wit"] = witness
    if option.get(XML_LANG):
        attrs["lang"] = option.get(XML_LANG)
    pieces = [lead]
    _collect(builder, option, pieces, attrs, start)
    pieces.append(option.tail or "")
    _put(builder, pieces, attrs, start)


def _collect(
    builder: Builder, element: Any, pieces: list[str], attrs: dict[str, str], start: int | None
) -> None:
    pieces.append(element.text or "")
    for child in element:
        name = local_name(child)
        if name in ("pb", "note"):
            _put(builder, pieces, attrs, start)
            pieces.clear()
            builder.handlers[child.tag](builder, child)
        elif name == "lb" and child.get("break") != "no":
            pieces.append(" ")
        elif name:
            _collect(builder, child, pieces, attrs, start)
        pieces.append(child.tail or "")


def _put(builder: Builder, pieces: list[str], attrs: dict[str, str], start: int | None) -> None:
    raw = "".join(pieces)
    if raw.strip(" \n\t\r"):
        builder.insert(MarkKind.READING, raw, attrs, start=start)
    elif raw:
        builder.text(raw)


def _marking(kind: str, *names: str, **fixed: str) -> Handler:
    """Make a handler that marks an element's words and keeps some of its attributes."""

    def handle(builder: Builder, element: Any) -> None:
        attrs = {name: element.get(name) for name in names if element.get(name)}
        builder.span(element, kind, {**fixed, **attrs} or None)

    return handle


def gap(builder: Builder, element: Any) -> None:
    """Mark a place where something is missing; a description of it is its span."""
    attrs = _known(element, "reason", "extent", "unit", "quantity")
    if "quantity" in attrs:
        attrs["extent"] = attrs.pop("quantity")
    start = builder.point()
    builder.content(element)
    end = max(start, builder.n)
    builder.marks.append(Mark(start, end, MarkKind.GAP, attrs))


def space(builder: Builder, element: Any) -> None:
    """Mark a space that the scribe left."""
    attrs = _known(element, "extent", "unit", "quantity")
    if "quantity" in attrs:
        attrs["extent"] = attrs.pop("quantity")
    at = builder.point()
    builder.marks.append(Mark(at, at, MarkKind.SPACE, attrs))
    builder.content(element)


def hand_shift(builder: Builder, element: Any) -> None:
    """Mark where another hand begins."""
    at = builder.point()
    new = (element.get("new") or element.get("hand") or element.get("scribe") or "").lstrip("#")
    builder.marks.append(Mark(at, at, MarkKind.HAND, {"new": new}))
    builder.content(element)


def milestone(builder: Builder, element: Any) -> None:
    """Mark a milestone, column or gathering."""
    name = local_name(element)
    unit = {"cb": "column", "gb": "gathering"}.get(name) or element.get("unit") or ""
    if not builder.n and builder.structural:
        return
    at = builder.point()
    attrs = {"unit": unit, "n": element.get("n") or ""}
    builder.marks.append(Mark(at, at, MarkKind.MILESTONE, attrs))


def added(builder: Builder, element: Any) -> None:
    """Mark what was added; in the margin it is marginal."""
    place = element.get("place") or ""
    kind = MarkKind.MARGINAL if "margin" in place else MarkKind.ADDED
    builder.span(element, kind, {"place": place} if place else None)


def _known(element: Any, *names: str) -> dict[str, str]:
    return {name: element.get(name) for name in names if element.get(name)}


HANDLERS: dict[str, Handler] = {
    "add": added,
    "addSpan": milestone,
    "del": _marking(MarkKind.DELETED, "rend"),
    "surplus": _marking(MarkKind.DELETED, rend="surplus"),
    "supplied": _marking(MarkKind.SUPPLIED, "reason", "cert"),
    "unclear": _marking(MarkKind.UNCLEAR, "reason", "cert"),
    "damage": _marking(MarkKind.UNCLEAR, reason="damage"),
    "gap": gap,
    "space": space,
    "handShift": hand_shift,
    "milestone": milestone,
    "cb": milestone,
    "gb": milestone,
}
