"""Tell readers something, and note what they have seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from muniment.jobs.queue import enqueue_many
from muniment.notices.models import Notice, NoticeChoice
from muniment.notices.registry import kind_of, shown_of

BATCH = 500
LONGEST_HREF = 500


class NoticeNotFound(LookupError):
    """This reader has no such notice."""


def tell(
    account_ids: Iterable[int],
    kind: str,
    *,
    facts: Mapping[str, Any],
    href: str = "",
    once_under: str = "",
) -> None:
    """Leave a notice for each of these accounts, in one statement for each few hundred.

    With `once_under`, the beginning of addresses, those are left out who have a notice of the kind
    that leads there and that they have neither seen nor been mailed.
    :raises UnknownKind: nobody has registered the kind.
    """
    name = kind_of(kind).name
    told = set(account_ids)
    if once_under:
        told -= _waiting_for(told, name, once_under)
    Notice.objects.bulk_create(
        [
            Notice(account_id=pk, kind=name, facts=dict(facts), href=href[:LONGEST_HREF])
            for pk in sorted(told)
        ],
        batch_size=BATCH,
    )


def _waiting_for(account_ids: set[int], kind: str, href: str) -> set[int]:
    waiting = Notice.objects.filter(
        account__in=account_ids, kind=kind, href__startswith=href, read_at=None, mailed_at=None
    )
    return set(waiting.values_list("account_id", flat=True))


def open_notice(pk: int, *, account_id: int) -> Notice:
    """Note that a notice was followed, and give it.

    :raises NoticeNotFound: none of this account, or one that it may not be shown any more.
    """
    found = shown_of(list(Notice.objects.filter(pk=pk, account=account_id)), account_id)
    if not found:
        raise NoticeNotFound
    _mark(Notice.objects.filter(pk=pk))
    return found[0]


def mark_all_read(*, account_id: int) -> None:
    """Note that a reader has seen all that he was told."""
    _mark(Notice.objects.filter(account=account_id))


def mark_read_under(href: str, *, account_id: int) -> None:
    """Note that a reader has seen the page that notices lead to. One query."""
    _mark(Notice.objects.filter(account=account_id, href__startswith=href))


def _mark(notices: QuerySet[Notice]) -> None:
    notices.filter(read_at=None).update(read_at=timezone.now())


def choose(*, account_id: int, digest: str, language: str) -> None:
    """Keep how often, and in which language, a reader wants notices by e-mail."""
    NoticeChoice.objects.update_or_create(
        account_id=account_id, defaults={"digest": digest, "language": language}
    )


def recheck(account_ids: Iterable[int]) -> None:
    """Have those notices removed that these accounts may not be shown any more.

    They are not shown in any case; this sets the number beside the bell right.
    """
    from muniment.notices.tasks import remove_closed

    enqueue_many(remove_closed, [(pk,) for pk in account_ids])
