"""Screens of the account beyond those of allauth, and those where ours differs."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muniment.accounts import intents
from muniment.accounts.export import export_pieces
from muniment.accounts.forms import NameForm
from muniment.accounts.owned import obstacles, registered
from muniment.accounts.pages import account_of, own_page
from muniment.accounts.selectors import account_screen, open_sessions
from muniment.accounts.services import ObstaclesRemain, delete_account, end_sessions
from muniment.audit.services import record


@own_page
def overview(request: HttpRequest) -> HttpResponse:
    """Show what the account is and what can be done with it."""
    user = account_of(request)
    screen = account_screen(user)
    return render(request, "account/overview.html", {"screen": screen, "owner": user})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def name(request: HttpRequest) -> HttpResponse:
    """Change the name that others see."""
    form = NameForm(request.POST or None, instance=account_of(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, gettext("Your name is changed."))
        return redirect("account_overview")
    return render(request, "account/name.html", {"form": form})


class AddPasskeyView(AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey that does without a password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for a key that the device itself keeps and guards."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["form"] = kwargs.get("form") or self.get_form()
        options = webauthn.begin_registration(self.request.user, passwordless=True)
        context["js_data"] = {"creation_options": options}
        return context


@require_safe
def passkeys(request: HttpRequest) -> HttpResponse:
    """Lead to the page on which passkeys stand."""
    return redirect("mfa_index")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where the account is logged in, and end a session, or all but this one."""
    user, current = account_of(request), request.session.session_key or ""
    if request.method == "POST":
        chosen = request.POST.get("session", "")
        is_number = chosen.isascii() and chosen.isdigit() and len(chosen) < 19
        if chosen and not is_number:
            raise Http404
        only = int(chosen) if chosen else None
        count = end_sessions(user, keep=current, only=only)
        said = ngettext("%(n)s session is ended.", "%(n)s sessions are ended.", count)
        messages.success(request, said % {"n": count})
        return redirect("usersessions_list")
    found = open_sessions(user, current=current)
    return render(request, "account/sessions.html", {"sessions": found})


@own_page
def export(request: HttpRequest) -> HttpResponse:
    """Say what an export holds."""
    return render(request, "account/export.html", {"things": registered()})


@require_POST
@login_required
@never_cache
def download(request: HttpRequest) -> StreamingHttpResponse:
    """Send everything that the account owns, as one zip."""
    user = account_of(request)
    record("account.exported", actor=user, subject_kind="account", subject_id=user.pk)
    response = StreamingHttpResponse(export_pieces(user), content_type="application/zip")
    title = slugify(gettext("my-archive")) or "export"
    response.headers["Content-Disposition"] = f'attachment; filename="{title}.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def delete(request: HttpRequest) -> HttpResponse:
    """Say what deleting the account takes away and what stays, and do it."""
    user = account_of(request)
    if request.method == "POST":
        try:
            delete_account(user, language=get_language() or "en")
        except ObstaclesRemain:
            return redirect("account_delete")
        logout(request)
        return redirect("account_deleted")
    context = {"things": registered(), "obstacles": obstacles(user), "owner": user}
    return render(request, "account/delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that the account is gone."""
    return render(request, "account/deleted.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def continue_action(request: HttpRequest, token: str) -> HttpResponseBase:
    """Carry out what somebody wanted before logging in."""
    try:
        intent = intents.find_intent(token, account_of(request))
    except intents.IntentNotFound:
        return render(request, "account/nothing_waits.html", status=404)
    if intent.done_at:
        return HttpResponseRedirect(intent.back)
    is_plain = intents.may_go_ahead(request, intent, token)
    if not (is_plain or intents.may_be_asked(intent)):
        return render(request, "account/nothing_waits.html", status=404)
    if is_plain or request.method == "POST":
        return intents.carry_out(request, intent)
    context = {"intent": intent, "typed": intents.typed(intent)}
    return render(request, "account/continue.html", context)
