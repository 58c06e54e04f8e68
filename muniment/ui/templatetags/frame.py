"""Template tags of the frame around every screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from muniment.core import addresses
from muniment.ui import navigation as registry
from muniment.ui.languages import PARAMETER

register = template.Library()

OWN_NAMES = {"en": "English", "ru": "Русский"}
"""Languages as their own speakers call them."""

_FONTS = "vendor/fonts/muniment-{}-normal-{}.woff2"
_SCRIPTS = {"ru": "cyrillic"}


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language that the page could be read in."""

    code: str
    name: str


@register.simple_tag
def site_title() -> str:
    """Name the archive."""
    return str(settings.MUNIMENT_SITE_TITLE)


@register.simple_tag
def publisher() -> str:
    """Name whoever publishes the archive, "" where nobody is named."""
    return str(settings.MUNIMENT_PUBLISHER)


@register.simple_tag
def contact_email() -> str:
    """Give the address to write to, "" where there is none."""
    return str(settings.MUNIMENT_CONTACT_EMAIL)


@register.simple_tag
def home_address() -> str:
    """Address the first page."""
    return addresses.home()


@register.simple_tag
def search_address() -> str:
    """Address the search page."""
    return addresses.search()


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> list[registry.NavigationLink]:
    """Give the links in the head of the page."""
    return registry.header_links(_path(context), is_member=bool(context.get("member")))


@register.simple_tag(takes_context=True)
def footer_entries(context: dict[str, Any]) -> list[registry.NavigationLink]:
    """Give the links in the foot of the page."""
    return registry.footer_links(_path(context))


@register.simple_tag(takes_context=True)
def visitor_entries(context: dict[str, Any]) -> list[registry.NavigationLink]:
    """Give the links of those who are not logged in."""
    request = context.get("request")
    if not isinstance(request, HttpRequest) or context.get("is_account_page"):
        return registry.visitor_links(_path(context))
    return registry.visitor_links(request.path, from_page=request.get_full_path())


@register.simple_tag(takes_context=True)
def member_entries(context: dict[str, Any]) -> list[registry.NavigationLink]:
    """Give the menu of whoever is logged in."""
    is_staff = bool(getattr(context.get("member"), "is_staff", False))
    return registry.member_links(_path(context), is_staff=is_staff)


@register.simple_tag(takes_context=True)
def member_marks(context: dict[str, Any], member: Any) -> list[registry.MarkLink]:
    """Give what waits for whoever is logged in; nothing for a visitor."""
    return registry.mark_links(_path(context), account_id=member.pk) if member else []


@register.simple_tag(takes_context=True)
def signed_in(context: dict[str, Any]) -> Any:
    """Give the user where one is logged in; without a session the database is not asked."""
    request = context.get("request")
    session = getattr(request, "session", None)
    if session is None or not session.session_key:
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


@register.simple_tag
def other_languages() -> list[OtherLanguage]:
    """Give the languages that the page is not in now."""
    now = get_language()
    return [
        OtherLanguage(code, OWN_NAMES.get(code, str(name)))
        for code, name in settings.LANGUAGES
        if code != now
    ]


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon of `icons.svg`; a word must stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def language_alternates(context: dict[str, Any]) -> SafeString:
    """Tell search engines where the page is in each language."""
    path = _path(context)
    base = settings.MUNIMENT_PUBLIC_URL
    if not base or not path:
        return SafeString("")
    return format_html_join(
        "",
        '<link rel="alternate" hreflang="{}" href="{}{}?{}={}">\n',
        ((code, base, path, PARAMETER, code) for code, _ in settings.LANGUAGES),
    )


@register.filter
def first_fonts(language: str) -> list[str]:
    """Give the font files that the first view of a page in this language surely needs."""
    script = _SCRIPTS.get(language, "latin")
    files = (_FONTS.format(family, script) for family in ("serif", "sans"))
    return [static(file) for file in files if staticfiles_storage.exists(file)]


def _path(context: dict[str, Any]) -> str:
    request = context.get("request")
    return request.path if isinstance(request, HttpRequest) else ""
