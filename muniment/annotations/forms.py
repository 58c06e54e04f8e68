"""What readers fill in: notes, replies, complaints, and the choices of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from muniment.annotations.models import Annotation, Audience, Colour, Reply
from muniment.annotations.services.contents import LONGEST_BODY, Content
from muniment.annotations.services.places import About, Box
from muniment.annotations.services.reports import LONGEST_COMPLAINT
from muniment.passages.targeting import BadTarget, read_target
from muniment.ui.conflicts import Theirs, revision_of
from muniment.ui.markdown import readers_markdown

ABOUT_FIELDS = ("page", "text", "version", "start", "end", "exact", "surface", "box")


@dataclass(frozen=True, slots=True)
class NoteForm:
    """A note that is being written, and what is wrong with it. `tags` are as they were typed."""

    content: Content
    tags: str = ""
    revision: int | None = None
    about: tuple[tuple[str, str], ...] = ()
    error: str = ""
    theirs: tuple[Theirs, ...] = ()
    is_preview: bool = False
    longest_body: int = LONGEST_BODY

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read what was sent, or what an address fills in."""
        typed = ", ".join(tags for tags in data.getlist("tags") if tags.strip())
        content = Content(
            body=data.get("body", ""),
            colour=data.get("colour", "") or Colour.YELLOW,
            tags=tuple(typed.split(",")),
            audience=data.get("audience", "") or Audience.PRIVATE,
            groups=tuple(data.getlist("group")),
        )
        return cls(
            content,
            tags=typed,
            revision=revision_of(data.get("revision", "")),
            about=tuple((name, value) for name in ABOUT_FIELDS if (value := data.get(name, ""))),
            is_preview="preview" in data,
        )

    @classmethod
    def of(cls, note: Annotation, groups: Sequence[str]) -> Self:
        """Fill the form in as the note is now."""
        content = Content(
            body=note.body,
            colour=note.colour,
            tags=tuple(note.tags),
            audience=note.audience,
            groups=tuple(groups),
        )
        return cls(content, tags=", ".join(note.tags), revision=note.revision)

    @property
    def colours(self) -> list[tuple[str, str, bool]]:
        """Give the colours: value, name, whether it is chosen."""
        chosen = self.content.colour
        return [(each.value, str(each.label), each == chosen) for each in Colour]

    @property
    def preview(self) -> SafeString:
        """Give the words as they will be shown."""
        return readers_markdown(self.content.body)

    def refused(self, error: Exception) -> Self:
        """Say beside the form why it was not taken."""
        return replace(self, error=str(error), is_preview=False)

    def against(self, current: Annotation) -> Self:
        """Show beside the form what was saved meanwhile, in another window."""
        theirs = (
            Theirs(gettext("Text"), current.body),
            Theirs(gettext("Tags"), ", ".join(current.tags)),
            Theirs(gettext("Who sees it"), str(Audience(current.audience).label)),
        )
        return replace(self, revision=current.revision, theirs=theirs, is_preview=False)


@dataclass(frozen=True, slots=True)
class WordsForm:
    """A reply or a complaint that is being written."""

    body: str = ""
    revision: int | None = None
    error: str = ""
    theirs: tuple[Theirs, ...] = ()
    longest: int = LONGEST_BODY

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read what was sent."""
        return cls(data.get("body", ""), revision_of(data.get("revision", "")))

    @classmethod
    def complaint(cls, data: QueryDict) -> Self:
        """Read a complaint."""
        return cls(data.get("complaint", ""), longest=LONGEST_COMPLAINT)

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """Fill the form in as the reply is now."""
        return cls(reply.body, reply.revision)

    def refused(self, error: Exception) -> Self:
        """Say beside the form why it was not taken."""
        return replace(self, error=str(error))

    def against(self, current: Reply) -> Self:
        """Show beside the form what was saved meanwhile, in another window."""
        theirs = (Theirs(pgettext("discussion", "Reply"), current.body),)
        return replace(self, revision=current.revision, theirs=theirs)


def read_about(data: QueryDict, document: str) -> About:
    """Read what a note on a document is about.

    :raises BadTarget: a field is not of its form.
    """
    fields = data.copy()
    fields["document"] = document
    box = data.get("box", "").strip()
    return About(read_target(fields), data.get("surface", "").strip(), _box(box) if box else None)


def _box(words: str) -> Box:
    parts = [part.strip() for part in words.split(",")]
    if len(parts) != 4 or not all(
        part.isascii() and part.isdigit() and len(part) <= 7 for part in parts
    ):
        raise BadTarget(gettext("The form does not say which box of the image is meant."))
    x, y, width, height = (int(part) for part in parts)
    return x, y, width, height
