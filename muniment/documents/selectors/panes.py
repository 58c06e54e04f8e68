"""The panes that a document offers, and its texts made ready to be shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import unescape

from django.utils.html import escape
from django.utils.translation import gettext, pgettext

from muniment.documents.language_names import language_name
from muniment.documents.models import Document, Rendering, Text
from muniment.documents.selectors.links import with_links
from muniment.documents.selectors.pages import Pages
from muniment.documents.selectors.screens import IMAGE_PANE, PaneChoice, PersonCard, TextPane
from muniment.rendering.words import localise
from muniment.sources.model import Absence

MAX_PANES = 3
VOICES = ("COMMENTARY", "NOTE", "BIOGRAPHY", "SOURCE_NOTE", "APPARATUS")
SIGNS = ("supplied", "expanded", "deleted", "added", "unclear", "gap", "reading", "hand", "stamp")

_BREAK = re.compile(r' data-sequence="(\d+)"')
_NAME = re.compile(r' data-ref="([^"]*)"')
_VOICE = re.compile(r'data-voice="([A-Z_]+)"')
_NUMBERED_LINE = re.compile(r'class="line-break[^"]*" data-skip data-n="')
_CLASS = re.compile(r'class="([a-z -]+)"')


def pane_choices(
    document: Document, texts: Sequence[Text], *, has_images: bool
) -> tuple[PaneChoice, ...]:
    """List the panes in the order in which they stand: image, transcriptions, translations."""
    absences: Mapping[str, str] = document.absences
    image_absence = "" if has_images else image_absence_sentence(absences.get(IMAGE_PANE, ""))
    choices = [
        PaneChoice(IMAGE_PANE, IMAGE_PANE, gettext("Page image"), absence=image_absence),
    ]
    for kind in Text.Kind.values:
        own = [text for text in texts if text.kind == kind]
        choices.extend(_choice(text, texts) for text in own)
        if not own and (why := absences.get(kind) or absences.get(kind.lower())):
            choices.append(
                PaneChoice(
                    kind.lower(), kind, _kind_name(kind), absence=text_absence_sentence(kind, why)
                )
            )
    return tuple(choices)


def pane_name(text: Text, texts: Sequence[Text]) -> str:
    """Name a text in addresses: by its language where it alone has it, else by its key."""
    language = text.language.lower()
    is_alone = sum(t.language.lower() == language for t in texts) == 1
    return language if language and is_alone else text.key


def panes_shown(
    wanted: Sequence[str], choices: Sequence[PaneChoice], texts: Sequence[Text], *, language: str
) -> tuple[str, ...]:
    """Choose what stands side by side: what is asked for and exists, else image and two texts."""
    names = {choice.name: choice.name for choice in choices}
    for text in texts:
        names.setdefault(text.key, pane_name(text, texts))
        names.setdefault(text.language.lower(), pane_name(text, texts))
        names.setdefault(text.kind.lower(), pane_name(text, texts))
    asked = dict.fromkeys(names[name] for name in wanted if name in names)
    if asked:
        return tuple(asked)[:MAX_PANES]
    image = [c.name for c in choices if c.kind == IMAGE_PANE and not c.absence]
    transcriptions = [c for c in choices if c.kind == Text.Kind.TRANSCRIPTION]
    translations = [c for c in choices if c.kind == Text.Kind.TRANSLATION]
    first = [c.name for c in transcriptions[:1]]
    best = next((c for c in translations if c.language.startswith(language)), None)
    second = [best.name] if best else [c.name for c in translations[:1]]
    return (*image, *first, *second) or (IMAGE_PANE,)


def text_pane(
    text: Text,
    rendering: Rendering,
    *,
    name: str,
    heading: str,
    pages: Pages,
    people: Mapping[str, PersonCard],
    links: Mapping[str, str],
    is_first: bool,
) -> TextPane:
    """Make a text ready: words in the interface's language, pages named, people linked.

    The first text's anchors stand also without its name in front: #p12, #page-471.
    """
    version = text.current
    assert version is not None
    keys = pages.keys.get(version.pk, {})

    def ready(html: str) -> str:
        html = _BREAK.sub(lambda m: _page_key(keys.get(int(m[1]), "")), html)
        html = with_links(_NAME.sub(lambda m: _person_link(m[1], people), html), links)
        return localise(html.replace(' data-anchor="', ' id="') if is_first else html)

    both = rendering.body + rendering.notes
    voices = set(_VOICE.findall(both))
    classes = {word for found in set(_CLASS.findall(both)) for word in found.split()}
    return TextPane(
        name=name,
        key=text.key,
        kind=text.kind,
        origin=text.origin,
        language=text.language,
        heading=heading,
        title=text.title,
        credits=tuple((str(who), str(role)) for who, role in text.credits),
        body_html=ready(rendering.body),
        notes_html=ready(rendering.notes),
        voices=tuple(v for v in VOICES if v in voices),
        signs=tuple(s for s in SIGNS if s in classes),
        has_lines="line-break" in classes,
        has_numbered_lines=bool(_NUMBERED_LINE.search(both)),
        version=version.number,
        length=version.length,
        sha256=version.sha256,
        first_page=pages.first.get(version.pk, ""),
    )


def _page_key(key: str) -> str:
    return f' data-key="{escape(key)}"' if key else ""


def _person_link(refs: str, people: Mapping[str, PersonCard]) -> str:
    for ref in unescape(refs).split():
        card = people.get(ref) or people.get(ref.removeprefix("#"))
        if card:
            return f' href="{card.href}" data-person="{card.slug}"'
    return ""


def _choice(text: Text, texts: Sequence[Text]) -> PaneChoice:
    alike = Counter((t.kind, t.language) for t in texts)
    label = language_name(text.language) if text.language else _kind_name(text.kind)
    if alike[text.kind, text.language] > 1:
        label = f"{label} ({text.credits[0][0] if text.credits else text.title or text.key})"
    elif sum(t.language == text.language for t in texts) > 1:
        label = f"{label} ({_kind_name(text.kind).lower()})"
    return PaneChoice(
        pane_name(text, texts), text.kind, label, language=text.language, origin=text.origin
    )


def _kind_name(kind: str) -> str:
    if kind == Text.Kind.TRANSLATION:
        return pgettext("kind of text", "Translation")
    return pgettext("kind of text", "Transcription")


def image_absence_sentence(why: str) -> str:
    """Say why there are no page images."""
    if why == Absence.IN_PROGRESS:
        return gettext("The page images are in preparation. They will stand here when ready.")
    if why == Absence.NOT_DIGITISED:
        return gettext("The original has not been digitised: the text stands here without images.")
    if why == Absence.NONE_EXISTS:
        return gettext("No original of this document survives that could be shown.")
    return gettext("This archive holds no page images of this document.")


def text_absence_sentence(kind: str, why: str) -> str:
    """Say why there is no text of a kind."""
    if kind == Text.Kind.TRANSLATION:
        if why == Absence.IN_PROGRESS:
            return gettext("The translation of this document is in progress. It will appear here.")
        return gettext("This document has not been translated.")
    if why == Absence.IN_PROGRESS:
        return gettext("The transcription of this document is in progress. It will appear here.")
    return gettext("This document has not been transcribed.")
