"""Screens of tokens: the list, the form that makes one, and the secret, shown once."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from muniment.accounts.pages import account_of, own_act, own_page
from muniment.accounts.tokens.forms import NewTokenForm
from muniment.accounts.tokens.models import AccessToken
from muniment.accounts.tokens.services import TooManyTokens, make_token, revoke_token


@own_page
def tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens that were not revoked."""
    mine = AccessToken.objects.filter(account=account_of(request), revoked_at=None)
    return render(request, "account/tokens.html", {"tokens": list(mine)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
def new(request: HttpRequest) -> HttpResponse:
    """Make a token, and show its secret: the only time, since only its digest is kept."""
    form = NewTokenForm(request.POST or None)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = make_token(account_of(request), **form.cleaned_data)
            return render(request, "account/token_made.html", {"token": token, "secret": secret})
        except TooManyTokens as refused:
            error = str(refused)
    status = 422 if request.method == "POST" else 200
    return render(request, "account/token_new.html", {"form": form, "error": error}, status=status)


@own_act
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token."""
    if not revoke_token(account_of(request), pk):
        raise Http404
    messages.success(request, gettext("The token is revoked. It opens nothing any more."))
    return redirect("account_tokens")
