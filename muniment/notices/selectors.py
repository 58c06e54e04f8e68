"""What the page of notices shows, and the number beside the bell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language

from muniment.notices.models import Notice, NoticeChoice
from muniment.notices.registry import sentence_of, shown_of
from muniment.ui.paging import Paging

PAGE_SIZE = 50
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as its reader sees it; without an address there is nothing to open."""

    pk: int
    sentence: str
    created_at: datetime
    is_new: bool
    leads_somewhere: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class NoticesScreen:
    """The page of notices, newest first, and the choice of mails."""

    lines: tuple[NoticeLine, ...]
    has_new: bool
    paging: Paging
    digests: tuple[Choice, ...]
    languages: tuple[Choice, ...]


def notices_screen(account_id: int, page: str) -> NoticesScreen:
    """Read a reader's notices, without those that he may not be shown any more.

    Three queries, and one for each kind that has a check.

    :raises PageNotFound: there is no such page.
    """
    mine = Notice.objects.filter(account=account_id)
    paging = Paging.of(page, total=mine.count(), size=PAGE_SIZE)
    found = list(mine.order_by("-pk")[paging.start : paging.stop])
    lines = tuple(_line(notice) for notice in shown_of(found, account_id))
    choice = NoticeChoice.objects.filter(account=account_id).first()
    return NoticesScreen(
        lines=lines,
        has_new=any(line.is_new for line in lines),
        paging=paging,
        digests=_digests(choice.digest if choice else NoticeChoice.Digest.DAILY),
        languages=_languages((choice.language if choice else "") or get_language() or ""),
    )


def unread_count(account_id: int) -> int:
    """Count what a reader has not seen yet, up to a hundred. One query."""
    unread = Notice.objects.filter(account=account_id, read_at=None)
    return unread[:MOST_COUNTED].count()


def _line(notice: Notice) -> NoticeLine:
    return NoticeLine(
        pk=notice.pk,
        sentence=sentence_of(notice),
        created_at=notice.created_at,
        is_new=notice.read_at is None,
        leads_somewhere=bool(notice.href),
    )


def _digests(chosen: str) -> tuple[Choice, ...]:
    digest = NoticeChoice.Digest
    order = (digest.DAILY, digest.WEEKLY, digest.NEVER)
    return tuple(Choice(each.value, str(each.label), each == chosen) for each in order)


def _languages(chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, str(name), code == chosen) for code, name in settings.LANGUAGES)
