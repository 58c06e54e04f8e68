"""Notes as the scripts of the reader get them: JSON, in one answer for a whole document."""

from __future__ import annotations

from typing import Any

import orjson

from muniment.annotations.selectors.rows import DocumentNotes, NoteRow


def notes_json(notes: DocumentNotes, *, may_annotate: bool) -> bytes:
    """Write the notes on a document, and what the viewer may do; places are of `texts`."""
    return orjson.dumps(
        {
            "texts": {
                key: {"version": text.current.number, "sha256": text.current.sha256}
                for key, text in notes.texts.items()
                if text.current
            },
            "notes": [note_entry(row) for row in notes.rows],
            "may": {
                "annotate": may_annotate,
                "groups": [{"id": each.identifier, "name": each.name} for each in notes.groups],
            },
        }
    )


def note_json(row: NoteRow) -> bytes:
    """Write one note."""
    return orjson.dumps(note_entry(row))


def note_entry(row: NoteRow) -> dict[str, Any]:
    """Give a note as JSON has it."""
    return {
        "id": row.identifier,
        "kind": row.kind,
        "text": row.text or None,
        "start": row.start,
        "end": row.end,
        "status": row.status or None,
        "surface": row.surface or None,
        "box": row.box,
        "page": row.page,
        "page_label": row.page_label,
        "colour": row.colour,
        "mine": row.is_mine,
        "audience": row.audience,
        "groups": row.groups,
        "seen_by": row.seen_by,
        "author": row.author,
        "excerpt": row.excerpt,
        "tags": row.tags,
        "replies": row.replies,
        "deleted": row.is_deleted,
        "hidden": row.is_hidden,
        "href": row.href,
        "order": row.order,
    }
