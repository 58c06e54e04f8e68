"""Template tags of the days and moments at which something happened in the archive."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from muniment.ui.dates import day_words

register = template.Library()


@register.simple_tag
def day(at: datetime) -> SafeString:
    """Say on which day something happened, in the archive's time zone."""
    local = timezone.localtime(at)
    said = day_words(local.date(), get_language() or "en")
    return format_html('<time datetime="{}">{}</time>', local.date().isoformat(), said)


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """Say on which day and at what time something happened, in the archive's time zone."""
    local = timezone.localtime(at)
    said = f"{day_words(local.date(), get_language() or 'en')}, {local:%H:%M}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), said)
