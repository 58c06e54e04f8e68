"""What a note says, how it looks and who sees it, checked before it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from muniment.access.viewer import Viewer
from muniment.annotations.errors import (
    ChooseGroup,
    NoSuchChoice,
    NotYourGroup,
    TagTooLong,
    TooManyTags,
)
from muniment.annotations.models import Audience, Colour
from muniment.groups.models import Group
from muniment.ui.refusals import NothingWritten, TooLong

LONGEST_BODY = 20_000
LONGEST_TAG = 60
MOST_TAGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a note is to be. `groups` are identifiers, of groups that its author is in."""

    body: str = ""
    colour: str = Colour.YELLOW
    tags: tuple[str, ...] = ()
    audience: str = Audience.PRIVATE
    groups: tuple[str, ...] = ()


def checked(content: Content, *, may_be_bare: bool) -> Content:
    """Tidy a note up. `may_be_bare` lets it be no more than a highlight, without words and tags.

    :raises Refused: something is missing, too long, or cannot be chosen.
    """
    if content.colour not in Colour.values or content.audience not in Audience.values:
        raise NoSuchChoice
    body, tags = tidy_body(content.body), tidy_tags(content.tags)
    if not (body or tags or may_be_bare):
        raise NothingWritten
    return replace(content, body=body, tags=tags)


def tidy_body(body: str) -> str:
    """Give what was written with line feeds, without white space at its ends.

    :raises TooLong: it is.
    """
    body = body.replace("\r\n", "\n").replace("\0", "").strip()
    if len(body) > LONGEST_BODY:
        raise TooLong(LONGEST_BODY)
    return body


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Give each tag once, whatever its capitals, in the order in which they were written.

    :raises TagTooLong: one is.
    :raises TooManyTags: there are.
    """
    known: dict[str, str] = {}
    for tag in (" ".join(tag.replace("\0", "").split()) for tag in tags):
        if len(tag) > LONGEST_TAG:
            raise TagTooLong(tag, LONGEST_TAG)
        if tag:
            known.setdefault(tag.casefold(), tag)
    if len(known) > MOST_TAGS:
        raise TooManyTags(MOST_TAGS)
    return tuple(known.values())


def groups_of(content: Content, *, viewer: Viewer) -> list[Group]:
    """Give the groups that a note is to be shown to. At most one query.

    :raises ChooseGroup: it is to be shown to groups, and none is named.
    :raises NotYourGroup: the author is not in one of them now.
    """
    if content.audience != Audience.GROUPS:
        return []
    wanted = set(content.groups)
    if not wanted:
        raise ChooseGroup
    groups = list(Group.objects.of(viewer.account_id).filter(identifier__in=wanted))
    if len(groups) != len(wanted):
        raise NotYourGroup
    return groups
