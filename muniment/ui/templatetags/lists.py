"""Template tags of lists: the pager, and links that change one thing of the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from muniment.ui.paging import Paging

register = template.Library()


@dataclass(frozen=True, slots=True)
class PagerStep:
    """A page to go to; `number` is None where some are left out."""

    number: int | None
    href: str
    is_current: bool


@register.inclusion_tag("ui/_pager.html", takes_context=True)
def pager(
    context: dict[str, Any], paging: Paging, parameter: str = "page", fragment: str = ""
) -> dict[str, Any]:
    """Lead through the pages of a list, keeping the rest of the address."""

    def href(number: int | None) -> str:
        return address_with(context, **{parameter: number}) + fragment if number else ""

    return {
        "paging": paging,
        "steps": [PagerStep(n, href(n), n == paging.number) for n in paging.numbers],
        "previous_href": href(paging.previous),
        "next_href": href(paging.next),
    }


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changes: object) -> str:
    """Address this page with some parameters changed; page 1 and None take theirs away."""
    request = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and not (value == 1 and name in ("page", "units")):
            query[name] = str(value)
    encoded = query.urlencode()
    return f"{request.path}?{encoded}" if encoded else str(request.path)
