"""Words that rendering puts beside a text, in the language of the interface.

A rendering is kept once for all readers, so a word stands in it as a slot: its key and arguments
between two control characters that no source can hold (XML 1.0 §2.2). `localise` fills the slots.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.html import escape
from django.utils.translation import get_language, gettext, ngettext, pgettext

_OPEN, _BETWEEN, _CLOSE = "\x02", "\x1f", "\x03"
_SLOT = re.compile(f"{_OPEN}([a-z-]+)((?:{_BETWEEN}[^{_OPEN}{_CLOSE}]*)*){_CLOSE}")
_CONTROLS = str.maketrans("", "", _OPEN + _BETWEEN + _CLOSE)


def slot(key: str, *arguments: str) -> str:
    """Make the slot of a word. Arguments must be escaped for HTML already."""
    return _OPEN + _BETWEEN.join((key, *arguments)) + _CLOSE


def without_controls(text: str) -> str:
    """Drop the characters that mark slots from a source's text."""
    return text.translate(_CONTROLS)


def localise(html: str) -> str:
    """Fill the slots of a rendering with words of the active language."""
    return _SLOT.sub(_fill, html)


def _fill(found: re.Match[str]) -> str:
    write = _WORDS.get(found[1])
    arguments = found[2].split(_BETWEEN)[1:]
    return write(*arguments) if write else ""


def _page(label: str = "", edition: str = "") -> str:
    if not label:
        return gettext("New page")
    if edition:
        return gettext("Page %(label)s (%(edition)s)") % {"label": label, "edition": edition}
    return gettext("Page %(label)s") % {"label": label}


def _gap(reason: str = "", extent: str = "", unit: str = "") -> str:
    cause = _REASONS.get(reason.lower(), lambda: "")() or reason or gettext("gap")
    amount = _amount(extent, unit)
    return f"[{cause}, {amount}]" if amount else f"[{cause}]"


def _space(extent: str = "", unit: str = "") -> str:
    amount = _amount(extent, unit)
    blank = gettext("left blank")
    return f"[{blank}, {amount}]" if amount else f"[{blank}]"


def _amount(extent: str, unit: str) -> str:
    if not extent or extent.lower() == "unknown":
        return ""
    count = _UNITS.get(unit.lower().removesuffix("s"))
    if count and extent.isdecimal():
        return count(int(extent))
    return f"{extent} {unit}".strip()


_REASONS: dict[str, Callable[[], str]] = {
    "illegible": lambda: gettext("illegible"),
    "lost": lambda: gettext("lost"),
    "damage": lambda: gettext("damaged"),
    "damaged": lambda: gettext("damaged"),
    "omitted": lambda: gettext("omitted"),
    "sampling": lambda: gettext("omitted"),
    "editorial": lambda: gettext("omitted by the editor"),
    "cancelled": lambda: gettext("cancelled"),
    "deleted": lambda: gettext("deleted"),
    "torn": lambda: gettext("torn away"),
    "ellipsis": lambda: gettext("ellipsis"),
    "undefined": lambda: gettext("gap"),
}
_UNITS: dict[str, Callable[[int], str]] = {
    "word": lambda n: ngettext("%(n)s word", "%(n)s words", n) % {"n": n},
    "line": lambda n: ngettext("%(n)s line", "%(n)s lines", n) % {"n": n},
    "character": lambda n: ngettext("%(n)s character", "%(n)s characters", n) % {"n": n},
    "char": lambda n: ngettext("%(n)s character", "%(n)s characters", n) % {"n": n},
    "letter": lambda n: ngettext("%(n)s letter", "%(n)s letters", n) % {"n": n},
    "page": lambda n: ngettext("%(n)s page", "%(n)s pages", n) % {"n": n},
    "leaf": lambda n: ngettext("%(n)s leaf", "%(n)s leaves", n) % {"n": n},
}


def _reading(role: str = "") -> str:
    known = _ROLES.get(role.lower())
    return f"{known()} " if known else ""


_ROLES: dict[str, Callable[[], str]] = {
    "sic": lambda: pgettext("reading", "in the source:"),
    "orig": lambda: pgettext("reading", "in the source:"),
    "corr": lambda: pgettext("reading", "corrected:"),
    "reg": lambda: pgettext("reading", "regularised:"),
    "abbr": lambda: pgettext("reading", "abbreviated:"),
    "expan": lambda: pgettext("reading", "in full:"),
    "rdg": lambda: pgettext("reading", "variant:"),
    "lem": lambda: pgettext("reading", "main reading:"),
}


def _voice(name: str) -> str:
    known = VOICE_LABELS.get(name)
    return known() if known else ""


VOICE_LABELS: dict[str, Callable[[], str]] = {
    "AUTHOR": lambda: pgettext("voice", "Author"),
    "COMMENTARY": lambda: pgettext("voice", "Commentary"),
    "NOTE": lambda: pgettext("voice", "Note"),
    "BIOGRAPHY": lambda: pgettext("voice", "Biographical note"),
    "SOURCE_NOTE": lambda: pgettext("voice", "Source note"),
    "APPARATUS": lambda: pgettext("voice", "Textual apparatus"),
}

_WORDS: dict[str, Callable[..., str]] = {
    "page": _page,
    "gap": _gap,
    "space": _space,
    "reading": _reading,
    "voice": _voice,
    "lang": lambda: escape(get_language() or "en"),
    "paragraph": lambda n: gettext("Paragraph %(n)s") % {"n": n},
    "back": lambda n: gettext("Back to the call of note %(n)s") % {"n": n},
    "table": lambda: gettext("Table"),
    "figure": lambda text="": (
        f"[{gettext('figure')}: {text}]" if text else f"[{gettext('figure')}]"
    ),
    "hand": lambda text="": f"[{gettext('hand')}: {text}]" if text else f"[{gettext('new hand')}]",
}
