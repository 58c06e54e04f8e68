"""Mails on what is new in saved searches, in the language that their reader asked for them in."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from muniment.access.viewer import Viewer
from muniment.documents.selectors.neighbours import links_to
from muniment.library.models import SavedSearch
from muniment.library.services.searches import NewDocuments, indexed_until, new_documents
from muniment.mail.services import send

LISTED = 10
A_NIGHT_LESS = timedelta(hours=2)
"""Nightly work does not begin on the minute: a day or a week that is nearly over is over."""


def send_alerts(now: datetime) -> None:
    """Mail what was added since a search was last looked at or mailed; nothing where nothing was.

    Each search is noted as mailed in the transaction that asks for its mail.
    """
    day, week = (now - timedelta(days=days) + A_NIGHT_LESS for days in (1, 7))
    daily, weekly = SavedSearch.Alert.DAILY, SavedSearch.Alert.WEEKLY
    is_due = Q(alert=daily, mailed_at__lt=day) | Q(alert=weekly, mailed_at__lt=week)
    wanted = SavedSearch.objects.filter(alert__in=(daily, weekly), account__is_active=True)
    due = wanted.filter(is_due | Q(mailed_at=None)).select_related("account")
    for search in due.order_by("pk").iterator(chunk_size=100):
        _send_alert(search, now=now)


def _send_alert(search: SavedSearch, *, now: datetime) -> None:
    since = max(search.seen_at, search.mailed_at or search.seen_at)
    if search.mailed_at is None and now - search.created_at < _period(search):
        return
    viewer = Viewer(account_id=search.account_id)
    new = new_documents(search, viewer=viewer, since=since, limit=LISTED)
    with transaction.atomic():
        until = indexed_until(now, since=since)
        SavedSearch.objects.filter(pk=search.pk).update(mailed_at=until)
        if new.total:
            _mail(search, new, viewer=viewer)


def _period(search: SavedSearch) -> timedelta:
    days = 7 if search.alert == SavedSearch.Alert.WEEKLY else 1
    return timedelta(days=days) - A_NIGHT_LESS


def _mail(search: SavedSearch, new: NewDocuments, *, viewer: Viewer) -> None:
    language = search.language or settings.LANGUAGE_CODE
    root = settings.MUNIMENT_PUBLIC_URL
    with translation.override(language):
        links = links_to(new.identifiers, viewer=viewer, language=language)
    shown = [links[name] for name in new.identifiers if name in links]
    send(
        search.account.email,
        template="library/mail/new_in_search",
        context={
            "name": search.name,
            "total": new.total,
            "documents": [(link.label, urljoin(root, link.href)) for link in shown],
            "more": new.total - len(shown),
            "href": urljoin(root, reverse("library:search", args=[search.identifier])),
            "settings_href": urljoin(
                root, reverse("library:search_change", args=[search.identifier])
            ),
        },
        language=language,
    )
