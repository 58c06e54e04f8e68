"""Views: what a reader was told, and how he wants to be told."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from muniment.accounts.pages import account_of, own_act, own_page
from muniment.notices import services
from muniment.notices.models import NoticeChoice
from muniment.notices.selectors import notices_screen
from muniment.ui.paging import PageNotFound


@own_page
def list_notices(request: HttpRequest) -> HttpResponse:
    """Show what the reader was told, newest first."""
    try:
        screen = notices_screen(account_of(request).pk, request.GET.get("page", ""))
    except PageNotFound as missing:
        raise Http404(str(missing)) from missing
    return render(request, "notices/list.html", {"screen": screen})


@own_page
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what a notice is about; it is read from then on."""
    try:
        notice = services.open_notice(pk, account_id=account_of(request).pk)
    except services.NoticeNotFound as missing:
        raise Http404(str(missing)) from missing
    return redirect(notice.href or "notices:list")


@own_act
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Note that the reader has seen everything."""
    services.mark_all_read(account_id=account_of(request).pk)
    return redirect("notices:list")


@own_act
def choose(request: HttpRequest) -> HttpResponse:
    """Keep how often, and in which language, the reader wants mails."""
    digest, language = request.POST.get("digest", ""), request.POST.get("language", "")
    if digest not in NoticeChoice.Digest.values or language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(gettext("There is no such choice."))
    services.choose(account_id=account_of(request).pk, digest=digest, language=language)
    messages.success(request, gettext("Your choice was saved."))
    return redirect("notices:list")
