"""The digest by e-mail, and what is swept away."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation

from muniment.jobs.daily import daily
from muniment.jobs.queue import enqueue_many
from muniment.jobs.registry import job
from muniment.mail.services import send
from muniment.notices.models import Notice, NoticeChoice
from muniment.notices.registry import sentence_of, shown_of

MONDAY = 0
MOST_IN_DIGEST = 100
KEPT_DAYS = 365

Digest = NoticeChoice.Digest


@daily("notices.digests")
def send_digests() -> None:
    """Ask for a digest for everyone who has unread news and wants it today; weekly on Mondays."""
    waiting = Notice.objects.filter(account=OuterRef("pk"), read_at=None, mailed_at=None)
    wanted = Q(notice_choice=None) | Q(notice_choice__digest=Digest.DAILY)
    if timezone.localdate().weekday() == MONDAY:
        wanted |= Q(notice_choice__digest=Digest.WEEKLY)
    accounts = get_user_model().objects.filter(wanted, Exists(waiting), is_active=True)
    enqueue_many(send_digest, [(pk,) for pk in accounts.values_list("pk", flat=True)])


@job("notices.digest")
def send_digest(account_id: int) -> None:
    """Mail one reader what is new and unread, and note that it was mailed."""
    account = get_user_model().objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return
    choice = NoticeChoice.objects.filter(account=account).first()
    language = (choice.language if choice else "") or settings.LANGUAGE_CODE
    with transaction.atomic():
        waiting = Notice.objects.filter(account=account, read_at=None, mailed_at=None)
        news = list(waiting.order_by("-pk"))
        shown = shown_of(news, account.pk)
        Notice.objects.filter(pk__in=[notice.pk for notice in news]).update(
            mailed_at=timezone.now()
        )
        if shown:
            context = _digest(shown, language)
            send(account.email, template="notices/mail/digest", context=context, language=language)


def _digest(notices: list[Notice], language: str) -> dict[str, object]:
    base = settings.MUNIMENT_PUBLIC_URL
    with translation.override(language):
        lines = [
            (sentence_of(notice), f"{base}{notice.href}" if base and notice.href else "")
            for notice in notices[:MOST_IN_DIGEST]
        ]
    return {
        "lines": lines,
        "count": len(notices),
        "left_out": len(notices) - len(lines),
        "page": f"{base}{reverse('notices:list')}" if base else "",
    }


@job("notices.remove_closed")
def remove_closed(account_id: int) -> None:
    """Remove the notices that a reader may not be shown any more."""
    notices = list(Notice.objects.filter(account=account_id))
    shown = {notice.pk for notice in shown_of(notices, account_id)}
    gone = [notice.pk for notice in notices if notice.pk not in shown]
    Notice.objects.filter(pk__in=gone).delete()


@daily("notices.sweep")
def sweep() -> None:
    """Remove notices that are a year old."""
    Notice.objects.filter(created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
