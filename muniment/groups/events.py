"""How what happens in a group is said on its page of activity.

Each app registers the kinds of its own events in `AppConfig.ready()`.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

_sentences: dict[str, str | Promise] = {}


def register(kind: str, sentence: str | Promise) -> None:
    """Make a kind of event known, such as `member.joined`.

    The sentence has places for `%(who)s`, who did it, and `%(what)s`, what it was done to.
    """
    _sentences[kind] = sentence


def sentence_of(kind: str, *, who: str, subject: str, href: str) -> SafeString:
    """Say an event in the language that is spoken now; what it was done to leads there."""
    linked = format_html('<a href="{}">{}</a>', href, subject) if href else subject
    sentence = str(_sentences.get(kind, "%(who)s: %(what)s"))
    template = sentence.replace("%(who)s", "{who}").replace("%(what)s", "{what}")
    return format_html(template, who=who, what=linked)
