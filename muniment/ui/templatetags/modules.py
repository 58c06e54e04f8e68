"""Template tag for the import map."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from muniment.ui.modules import import_map_json

register = template.Library()


@register.simple_tag
def import_map() -> SafeString:
    """Write the import map; it must stand before the first module script of the page."""
    return mark_safe(f'<script type="importmap">{import_map_json()}</script>')  # noqa: S308
