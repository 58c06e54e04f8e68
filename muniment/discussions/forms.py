"""What a reader writes in discussions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qs, urlsplit

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from muniment.core.identifiers import parse_ark
from muniment.discussions.errors import NoSuchDocument
from muniment.discussions.models import Discussion, Post
from muniment.discussions.services import LONGEST_BODY, LONGEST_TITLE
from muniment.passages.targets import Target
from muniment.ui.conflicts import Theirs, revision_of
from muniment.ui.markdown import readers_markdown

TARGET_FIELDS = ("document", "page", "text", "version", "start", "end", "exact")
_IN_PATH = re.compile(r"/documents/([0-9A-Za-z]+)/?$")
_IDENTIFIER = re.compile(r"[0-9A-Za-z]{1,32}")


@dataclass(frozen=True, slots=True)
class WritingForm:
    """Words that are being written, and what is wrong with them.

    `about` is what was typed to say which document it is about; `target` the fields that the
    reader's page has sent instead.
    """

    title: str = ""
    body: str = ""
    about: str = ""
    answers: str = ""
    target: tuple[tuple[str, str], ...] = ()
    revision: int | None = None
    error: str = ""
    theirs: tuple[Theirs, ...] = ()
    is_preview: bool = False
    longest_title: int = LONGEST_TITLE
    longest_body: int = LONGEST_BODY

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read what was sent."""
        return cls(
            title=data.get("title", ""),
            body=data.get("body", ""),
            about=data.get("about", ""),
            answers=data.get("answers", ""),
            target=tuple((name, value) for name in TARGET_FIELDS if (value := data.get(name, ""))),
            revision=revision_of(data.get("revision", "")),
            is_preview="preview" in data,
        )

    @classmethod
    def of_post(cls, post: Post) -> Self:
        """Fill the form in as the post is now."""
        return cls(body=post.body, revision=post.revision)

    @classmethod
    def of_discussion(cls, discussion: Discussion) -> Self:
        """Fill the form in as the discussion is now."""
        return cls(title=discussion.title, revision=discussion.revision)

    @property
    def preview(self) -> SafeString:
        """Give the words as others will see them."""
        return readers_markdown(self.body)

    def refused(self, error: Exception) -> Self:
        """Say beside the form why it was not taken."""
        return replace(self, error=str(error), is_preview=False)

    def against(self, revision: int, label: str, value: str) -> Self:
        """Show beside the form what somebody else has saved meanwhile."""
        return replace(self, revision=revision, theirs=(Theirs(label, value),), is_preview=False)


def body_label() -> str:
    """Name the field of a post."""
    return gettext("Text")


def typed_target(about: str) -> Target | None:
    """Read the address of a document or a page that somebody typed; None where nothing was.

    :raises NoSuchDocument: it is none.
    """
    about = about.strip()
    if not about:
        return None
    ark = about[about.find("ark:") :] if "ark:" in about else ""
    parsed = parse_ark(ark) if ark else None
    if parsed:
        return Target(parsed[1])
    try:
        parts = urlsplit(about)
    except ValueError:
        raise NoSuchDocument from None
    in_path = _IN_PATH.search(parts.path)
    if in_path:
        page = parse_qs(parts.query).get("page", [""])[0]
        return Target(in_path[1], page)
    if _IDENTIFIER.fullmatch(about):
        return Target(about)
    raise NoSuchDocument
