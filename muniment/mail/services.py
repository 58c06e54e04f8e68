"""Ask that a mail be sent."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.template import Context, engines
from django.utils import translation

from muniment.jobs.queue import enqueue
from muniment.mail.models import OutgoingMail
from muniment.mail.tasks import deliver

LONGEST_SUBJECT = 300


def send(to: str, *, template: str, context: Mapping[str, object], language: str) -> None:
    """Render a mail and have it sent once the transaction that asks for it is committed.

    `template` names a text template without its ending: the first line is the subject, the rest
    the text. A server that is down stops nothing; the mail is tried again for two days.
    """
    subject, text = render(template, context=context, language=language)
    with transaction.atomic():
        mail = OutgoingMail.objects.create(to=to, subject=subject, text=text, language=language)
        enqueue(deliver, mail.pk)


def render(template: str, *, context: Mapping[str, object], language: str) -> tuple[str, str]:
    """Give subject and text of a mail, with whom it is from at its foot."""
    words = {
        **context,
        "site_title": settings.MUNIMENT_SITE_TITLE,
        "public_url": settings.MUNIMENT_PUBLIC_URL,
        "contact_email": settings.MUNIMENT_CONTACT_EMAIL,
    }
    with translation.override(language):
        subject, _, text = _plain(f"{template}.txt", words).strip().partition("\n")
        foot = _plain("mail/foot.txt", words).strip()
    return " ".join(subject.split())[:LONGEST_SUBJECT], f"{text.strip()}\n\n{foot}"


def _plain(name: str, words: Mapping[str, object]) -> str:
    """Render a template as what it is: text, in which nothing is escaped."""
    template = engines["django"].engine.get_template(name)  # type: ignore[attr-defined]
    rendered: str = template.render(Context(dict(words), autoescape=False))
    return rendered
