"""Template tag of the tabs that lead through the pages of a group."""

from __future__ import annotations

from typing import Any

from django import template

from muniment.groups.selectors.frame import GroupHead
from muniment.ui.navigation import NavigationLink

register = template.Library()


@register.simple_tag(takes_context=True)
def group_tabs(context: dict[str, Any], head: GroupHead) -> list[NavigationLink]:
    """Give the tabs as the page that is shown marks them."""
    path = context["request"].path
    return [
        NavigationLink(tab.label, tab.href, _current(tab.href, path, head)) for tab in head.tabs
    ]


def _current(href: str, path: str, head: GroupHead) -> str:
    if path == href:
        return "page"
    return "true" if href != head.href and path.startswith(href) else ""
