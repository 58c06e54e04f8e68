"""Hand mails over, in the background."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from muniment.jobs.daily import daily
from muniment.jobs.queue import enqueue_at
from muniment.jobs.registry import job
from muniment.mail.carriers import MailNotSent, MailRefused, carrier
from muniment.mail.models import OutgoingMail

MAIL_JOB = "mail.deliver"
RETRY_MINUTES = (1, 5, 15, 60, 180, 360, 720, 1440)
"""How long to wait after each attempt that failed; two days in all."""

DAYS_TO_KEEP = 30

logger = logging.getLogger(__name__)


@job(MAIL_JOB)
def deliver(pk: int) -> None:
    """Hand one mail over, or ask to try again later; after the last attempt keep it as failed."""
    mail = OutgoingMail.objects.filter(pk=pk, given_up_at=None).first()
    if mail is None:
        return
    mail.attempts += 1
    try:
        carrier().deliver(mail)
    except MailNotSent as error:
        _try_again(mail, str(error))
    except MailRefused as error:
        _give_up(mail, str(error))
    else:
        mail.delete()


@daily("mail.forget_failed")
def forget_failed() -> None:
    """Delete mails that were given up a while ago: nobody will look into them any more."""
    before = timezone.now() - timedelta(days=DAYS_TO_KEEP)
    OutgoingMail.objects.filter(given_up_at__lt=before).delete()


def _try_again(mail: OutgoingMail, reason: str) -> None:
    if mail.attempts > len(RETRY_MINUTES):
        _give_up(mail, reason)
        return
    wait = timedelta(minutes=RETRY_MINUTES[mail.attempts - 1])
    mail.error = reason
    mail.save(update_fields=["attempts", "error"])
    logger.warning("The mail %d was not sent, attempt %d: %s", mail.pk, mail.attempts, reason)
    enqueue_at(deliver, mail.pk, at=timezone.now() + wait)


def _give_up(mail: OutgoingMail, reason: str) -> None:
    mail.error, mail.given_up_at = reason, timezone.now()
    mail.save(update_fields=["attempts", "error", "given_up_at"])
    logger.error("The mail %d will not be sent: %s", mail.pk, reason)
