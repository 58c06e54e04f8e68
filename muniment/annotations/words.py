"""How notes are named, and who is said to see them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from muniment.annotations.models import Annotation, Audience, Reply
from muniment.groups.names import name_of

EXCERPT = 160

_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_SIGNS = re.compile(r"[*_`~]+|^\s*(?:#{1,6}|>|[-+])\s", re.MULTILINE)


def seen_by(audience: str, groups: Sequence[str]) -> str:
    """Say who sees a note, by the names of the groups that it is shown to now."""
    if audience == Audience.PUBLIC:
        return gettext("Everyone")
    if audience == Audience.PRIVATE or not groups:
        return gettext("Only me")
    return gettext("Members of %(groups)s") % {"groups": _joined(groups)}


def author_of(thing: Annotation | Reply) -> str:
    """Name the author of a note or a reply, as befits who sees it."""
    if isinstance(thing, Reply):
        return name_of(thing.author, before_everyone=thing.group_id is None)
    return name_of(thing.author, before_everyone=thing.audience == Audience.PUBLIC)


def _joined(names: Sequence[str]) -> str:
    *first, last = names
    if not first:
        return last
    words = {"first": ", ".join(first), "last": last}
    return pgettext("a list of names", "%(first)s and %(last)s") % words


def excerpt_of(body: str) -> str:
    """Give the beginning of what was written in Markdown as plain words.

    It is not rendered: a panel shows thousands of these.
    """
    plain = _SIGNS.sub("", _LINK.sub(r"\1", body[: 4 * EXCERPT]))
    words = " ".join(plain.split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + "…"
