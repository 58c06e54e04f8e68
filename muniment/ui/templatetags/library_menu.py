"""Template tag of the list at the side of a reader's own pages."""

from __future__ import annotations

from typing import Any

from django import template

from muniment.ui.library_menu import library_links
from muniment.ui.navigation import NavigationLink

register = template.Library()


@register.simple_tag(takes_context=True)
def library_menu(context: dict[str, Any]) -> list[NavigationLink]:
    """Give the links as the page that is shown marks them."""
    return library_links(context["request"].path)
