"""Template tags of forms that need an account."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def action_token(context: dict[str, Any]) -> SafeString:
    """Write the token against forgery into a form, for those who are logged in.

    A visitor's page is the same for all visitors and kept in memory: it must not hold one, and
    views with `@needs_account` do without it.
    """
    request = context["request"]
    if not request.session.session_key or not request.user.is_authenticated:
        return SafeString("")
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', context["csrf_token"]
    )
