"""Let programs in by `Authorization: Bearer mun_…` (RFC 6750 §2.1), at the addresses for them.

A view for programs is decorated with `@for_programs`. With a token the request is its account's,
whatever cookies come with it, and needs no token against forgery: no browser sends the header by
itself. Without one it is that of the session, if there is one, and what it sends is checked
against forgery.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_protect

from muniment.accounts.tokens.models import AccessToken
from muniment.accounts.tokens.services import find_token

View = Callable[..., HttpResponseBase]

SCHEME = "bearer"
REALM = 'Bearer realm="archive"'
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def for_programs(view: View) -> View:
    """Let a view be asked by the bearer of a token, and by whoever is logged in or is not."""
    guarded = csrf_protect(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME:
            may_be_forged = bool(request.session.session_key)
            return (guarded if may_be_forged else view)(request, *args, **kwargs)
        token = _token_of(request, secret.strip())
        if isinstance(token, HttpResponse):
            return token
        _act_for(request, token)
        if request.method not in SAFE_METHODS and not token.may_write:
            return _may_only_read()
        return view(request, *args, **kwargs)

    vars(answer)["csrf_exempt"] = True  # checked here, see above
    return answer


def token_of(request: HttpRequest) -> AccessToken | None:
    """Give the token that a request came with."""
    return getattr(request, "access_token", None)


def asks_for_token(sentence: str) -> HttpResponse:
    """Say that this needs a token (RFC 6750 §3)."""
    return _refusal(sentence, status=401, challenge=REALM)


def _token_of(request: HttpRequest, secret: str) -> AccessToken | HttpResponse:
    found = find_token(secret)
    if found:
        return found
    if not ratelimit.consume(request, action="bad_token", key=None):
        return _refusal(gettext("Too many wrong tokens came from here. Wait a minute."), status=429)
    said = gettext("This token is not valid: it is mistyped, has expired or was revoked.")
    return _refusal(said, status=401, challenge=f'{REALM}, error="invalid_token"')


def _act_for(request: HttpRequest, token: AccessToken) -> None:
    request.access_token = token  # type: ignore[attr-defined]
    request.user = token.account


def _may_only_read() -> HttpResponse:
    said = gettext("This token may only read. Make one that may write.")
    return _refusal(said, status=403, challenge=f'{REALM}, error="insufficient_scope"')


def _refusal(sentence: str, *, status: int, challenge: str = "") -> HttpResponse:
    headers = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
    if challenge:
        headers |= {
            "WWW-Authenticate": challenge,
            "Access-Control-Expose-Headers": "WWW-Authenticate",
        }
    if status == 429:
        headers["Retry-After"] = "60"
    return HttpResponse(
        sentence + "\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
