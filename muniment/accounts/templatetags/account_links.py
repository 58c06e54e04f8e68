"""Template tags of account pages that lead to pages of apps above."""

from __future__ import annotations

from django import template

from muniment.ui.navigation import related_href

register = template.Library()


@register.simple_tag
def url_of_terms() -> str:
    """Address the terms of use, "" where the site has none."""
    return related_href("terms-of-service")
