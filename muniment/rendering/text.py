"""A text into HTML: body and notes, made once per version and kept.

Every block is an element with `data-block`; a leaf has `data-leaf` too. The words of a leaf
outside elements with `data-skip` are its plain string, character by character, so that the
browser finds the canonical string again: the leaves in order, joined by line feeds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muniment.core.text.model import MarkKind, Note, PageBreak, TextTree, Voice
from muniment.rendering.blocks import BlockWriter
from muniment.rendering.hits import Hit
from muniment.rendering.inline import Insertion
from muniment.rendering.languages import language_attributes
from muniment.rendering.marks import Attributes, safe
from muniment.rendering.numbering import Anchors, anchor, note_labels, numbered_paragraphs
from muniment.rendering.words import slot

RENDERER = "html-4"
"""Names what makes the HTML: renderings kept under another name are made again."""

_NAMED_VOICES = frozenset(Voice) - {Voice.NOTE, Voice.AUTHOR}


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What rendering must know beside the text: the prefix of its ids, unique in a page."""

    prefix: str = "text"


@dataclass(frozen=True, slots=True)
class RenderedText:
    """The HTML of a text. Words of the interface are slots until `localise` fills them."""

    body_html: str
    notes_html: str
    renderer: str = RENDERER


def render_text(
    tree: TextTree, *, context: RenderContext, hits: Mapping[str, Sequence[Hit]] | None = None
) -> RenderedText:
    """Turn a text into HTML, in time that grows with its length alone.

    `hits` are words to mark, by leaf; what is marked so is never kept.
    """
    return _TextWriter(tree, prefix=anchor(context.prefix), hits=hits or {}).write()


class _TextWriter:
    """What the leaves of one text share: its page breaks, notes, anchors and links."""

    def __init__(self, tree: TextTree, *, prefix: str, hits: Mapping[str, Sequence[Hit]]) -> None:
        self.tree, self.prefix, self.hits = tree, prefix, hits
        self.anchors = Anchors()
        self.labels = note_labels(tree)
        self.calls: dict[str, str] = {}
        self.voices = {note.id: note.voice for note in tree.notes}
        self.breaks = self._page_breaks()
        self.targets = self._targets()

    def write(self) -> RenderedText:
        language = self.tree.language
        writer = BlockWriter(
            prefix=self.prefix,
            numbers=numbered_paragraphs(self.tree),
            breaks=self.breaks,
            targets=frozenset(self.targets),
            call=self._call,
            link=self._link,
            hits=self.hits,
        )
        body = "".join(
            writer.for_body(self.tree.body).siblings(
                self.tree.body, language=language, voice=Voice.AUTHOR
            )
        )
        in_note = writer.for_notes()
        notes = "".join(self._note(note, in_note) for note in self.tree.notes)
        return RenderedText(body, f'<ol class="notes">{notes}</ol>' if notes else "")

    def _page_breaks(self) -> dict[str, list[Insertion]]:
        found: dict[str, list[Insertion]] = defaultdict(list)
        for page in self.tree.page_breaks:
            found[page.leaf].append(Insertion(page.offset, self._page_break(page), is_link=False))
        return found

    def _page_break(self, page: PageBreak) -> str:
        name = self.anchors.take(f"page-{page.label or f'break-{page.sequence}'}")
        words = slot("page", safe(page.label), safe(page.edition))
        kind = "page-break implied" if page.implied else "page-break"
        kind += " leading" if page.offset == 0 else ""
        return (
            f'<span class="{kind}" role="separator" data-skip id="{self.prefix}-{name}"'
            f' data-page="{safe(page.label)}" data-sequence="{page.sequence}"'
            f' data-surface="{safe(page.surface)}" aria-label="{words}" data-label="{words}">'
            f'<span data-anchor="{name}"></span></span>'
        )

    def _targets(self) -> dict[str, str]:
        """Find which of the text's own blocks are pointed to by links, with their ids."""
        wanted = {
            mark.attrs.get("target", "").removeprefix("#")
            for leaf in self.tree.leaves()
            for mark in leaf.marks
            if mark.kind == MarkKind.LINK and mark.attrs
        }
        return {b.id: f"b-{anchor(b.id)}" for b in self.tree.blocks() if b.id and b.id in wanted}

    def _link(self, target: str) -> str:
        name = target.removeprefix("#")
        if name in self.labels:
            return f"#{self._note_id(name)}"
        return f"#{self.prefix}-{self.targets[name]}" if name in self.targets else ""

    def _note_id(self, name: str) -> str:
        return f"{self.prefix}-note-{anchor(name)}"

    def _call(self, attrs: Attributes) -> str:
        name = attrs.get("note", "")
        sign = attrs.get("text", "").strip() or self.labels.get(name, "")
        if name not in self.labels:
            return f'<span class="call" data-skip>{safe(sign)}</span>' if sign else ""
        place = f"{self.prefix}-{self.anchors.take(f'call-{name}')}"
        self.calls.setdefault(name, place)
        voice = safe(self.voices[name])
        return (
            f'<a class="call" data-skip data-voice="{voice}" role="doc-noteref"'
            f' href="#{self._note_id(name)}" id="{place}">{safe(sign)}</a>'
        )

    def _note(self, note: Note, writer: BlockWriter) -> str:
        language = note.lang or self.tree.language
        lang = language_attributes(note.lang) if language != self.tree.language else ""
        inside = "".join(writer.siblings(note.children, language=language, voice=note.voice))
        label = safe(self.labels[note.id])
        place = self.calls.get(note.id)
        sign = (
            f'<a class="note-label" data-skip role="doc-backlink" href="#{place}"'
            f' aria-label="{slot("back", label)}">{label}</a>'
            if place
            else f'<span class="note-label" data-skip>{label}</span>'
        )
        voice = (
            f'<span class="voice-label" data-skip lang="{slot("lang")}">'
            f"{slot('voice', note.voice)}</span>"
            if note.voice in _NAMED_VOICES
            else ""
        )
        return (
            f'<li class="note" id="{self._note_id(note.id)}" data-note="{safe(note.id)}"'
            f' data-voice="{safe(note.voice)}"{lang}>{sign}{voice}{inside}</li>'
        )
