"""“You must log in to do that” never loses anything.

A view that needs an account to act on a form carries `@needs_account()`. A visitor's form is then
kept, and answered with the question to log in or register. The way there and back carries
`next=/account/continue/<token>/`, through every step of logging in and registering and in the
links of the mails, so that another browser may finish what one has begun.

The form is carried out once, by the same view, as the account that claims it first: the one that
registers or logs in with the browser that sent it. Anywhere else the reader is asked, and shown
what was typed, before an action is carried out that nobody has claimed, lest somebody makes others
do what he likes. What only somebody with an account begins, as to close a group, is never carried
out elsewhere: whoever began it was logged in, and does it again.
"""

from __future__ import annotations

import copy
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from muniment.accounts.models import PendingIntent, User
from muniment.core import addresses

View = Callable[..., HttpResponseBase]
Words = str | Promise

MAX_BYTES = 200_000
SESSION_KEY = "pending_intent"
AT_ONCE = timedelta(hours=1)
"""How long a log-in by the same browser carries out by itself what was wanted before it."""

ASKS = _("Log in or register to do this.")
DONE = _("Done: what you wanted before you logged in.")
MOST_SHOWN, LONGEST_SHOWN = 20, 500
_MARK = "_carries_out_intents"
_FORM = "application/x-www-form-urlencoded"
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of a field)


class IntentNotFound(LookupError):
    """Nothing waits under this token for this account: it has expired, or is somebody else's."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question to log in; the addresses carry on what was wanted."""

    asks: str
    is_kept: bool
    log_in: str
    register: str
    back: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a view that carries out intents says of itself."""

    done: Words
    is_for_visitors: bool


def needs_account(
    *, asks: Words = ASKS, done: Words = DONE, is_for_visitors: bool = True
) -> Callable[[View], View]:
    """Let a view act for those with an account, and keep what a visitor sends until then.

    `asks` is what a visitor reads, `done` what stands over the page once it is carried out, unless
    the view adds a notice itself; `is_for_visitors` whether a visitor may begin it.

    A page for visitors is the same for all of them and has no token against forgery, and somebody
    may log in beside it; so a form is taken also where the browser says that it comes from one of
    our own pages.
    """

    def decorate(view: View) -> View:
        guarded = csrf_protect(view)

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            is_ours = comes_from_here(request)
            if request.user.is_authenticated:
                return (view if is_ours else guarded)(request, *args, **kwargs)
            if request.method != "POST":
                return view(request, *args, **kwargs)
            if not is_ours:
                raise PermissionDenied
            return _ask(request, str(asks))

        vars(answer)["csrf_exempt"] = True  # checked here, see above
        vars(answer)[_MARK] = _Mark(done, is_for_visitors)
        return answer

    return decorate


def comes_from_here(request: HttpRequest) -> bool:
    """Tell whether a browser sent this from one of our own pages."""
    origin = request.headers.get("Origin")
    if origin:
        own = f"{request.scheme}://{request.get_host()}"
        return origin == own or origin in settings.CSRF_TRUSTED_ORIGINS
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _ask(request: HttpRequest, asks: str) -> HttpResponse:
    """Keep the form and answer with the question: as JSON, as a part of a page, or as a page.

    The status is 202: taken in, to be done later. A script knows by it that nothing is done yet.
    """
    if refused := ratelimit.consume_or_429(request, action="needs_account"):
        return refused  # type: ignore[no-any-return]
    back = _back(request)
    token = _keep(request, back)
    onward = {"next": continue_address(token) if token else back}
    prompt = Prompt(
        asks=asks,
        is_kept=bool(token),
        log_in=f"{reverse('account_login')}?{urlencode(onward)}",
        register=f"{reverse('account_signup')}?{urlencode(onward)}",
        back=back,
    )
    accepts = request.headers.get("Accept", "")
    if accepts.startswith(("application/json", "application/ld+json")):
        words = {"asks": asks, "log_in": prompt.log_in, "register": prompt.register}
        return JsonResponse(words, status=202)
    name = "_needs_account" if _wants_part(request) else "needs_account"
    return render(request, f"account/{name}.html", {"prompt": prompt}, status=202)


def _wants_part(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or (
        request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    )


def _back(request: HttpRequest) -> str:
    """Give the page that the form stood on, without the site."""
    parts = urlsplit(request.headers.get("Referer", ""))
    address = parts._replace(scheme="", netloc="", fragment="").geturl()
    is_ours = parts.netloc == request.get_host() and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    )
    return address if is_ours and len(address) <= 2000 else addresses.home()


def _keep(request: HttpRequest, back: str) -> str:
    """Store the form and remember it in the session; "" where it is too long to be kept."""
    is_form = request.content_type in (_FORM, "multipart/form-data")
    body = request.POST.urlencode() if is_form else request.body.decode("utf-8", "replace")
    query = request.META.get("QUERY_STRING", "")
    if len(body.encode()) > MAX_BYTES or len(query) > 2000 or len(request.path) > 1000:
        return ""
    token = secrets.token_urlsafe(32)
    PendingIntent.objects.create(
        token_digest=_digest(token),
        path=request.path,
        query=query,
        content_type=_FORM if is_form else request.content_type or "",
        body=body,
        back=back,
    )
    request.session[SESSION_KEY] = token
    return token


def continue_address(token: str) -> str:
    """Address the page that carries an action out."""
    return reverse("account_continue", args=[token])


def waiting_address(request: HttpRequest) -> str:
    """Address what this browser wanted within the last hour; "" where there is nothing."""
    token = request.session.get(SESSION_KEY)
    if not token:
        return ""
    since = timezone.now() - AT_ONCE
    waiting = PendingIntent.objects.fresh().filter(
        token_digest=_digest(token), done_at=None, created_at__gt=since
    )
    return continue_address(token) if waiting.exists() else ""


def claim_waiting(request: HttpRequest, user: User) -> None:
    """Let what this browser wanted belong to the account that registers with it."""
    token = request.session.get(SESSION_KEY)
    if token:
        PendingIntent.objects.fresh().filter(token_digest=_digest(token), account=None).update(
            account=user
        )


def find_intent(token: str, user: User) -> PendingIntent:
    """Find what waits under a token.

    :raises IntentNotFound: nothing, or nothing of this account's.
    """
    waiting = PendingIntent.objects.fresh().filter(token_digest=_digest(token))
    intent: PendingIntent | None = waiting.first()
    if intent is None or intent.account_id not in (None, user.pk):
        raise IntentNotFound
    return intent


def may_go_ahead(request: HttpRequest, intent: PendingIntent, token: str) -> bool:
    """Tell whether it is plain that this reader wanted it: claimed, or sent by this browser."""
    return intent.account_id is not None or request.session.get(SESSION_KEY) == token


def may_be_asked(intent: PendingIntent) -> bool:
    """Tell whether a reader may be asked to carry out what he may not have begun himself."""
    mark = _mark_of(intent)
    return mark is not None and mark.is_for_visitors


def typed(intent: PendingIntent) -> list[tuple[str, str]]:
    """Give what was typed, for whoever is asked about it: names of fields and values."""
    if intent.content_type != _FORM:
        return [("", intent.body[:LONGEST_SHOWN])]
    return [
        (name, value[:LONGEST_SHOWN])
        for name, values in QueryDict(intent.body).lists()
        for value in values
        if value and name != _TOKEN
    ][:MOST_SHOWN]


def carry_out(request: HttpRequest, intent: PendingIntent) -> HttpResponseBase:
    """Do what was wanted, once, as the account that is logged in; lead back to its page.

    Where the view refuses, as with a mistake in the form, its answer is shown and the form kept.
    """
    with transaction.atomic():
        mine = PendingIntent.objects.fresh().filter(pk=intent.pk, done_at=None)
        free = mine.filter(account=None) | mine.filter(account_id=request.user.pk)
        if not free.update(account_id=request.user.pk, done_at=timezone.now()):
            return HttpResponseRedirect(intent.back)
        response, done = _dispatch(request, intent)
        if response.status_code >= 400:
            transaction.set_rollback(True)
            return response
        PendingIntent.objects.filter(pk=intent.pk).update(body="")
    request.session.pop(SESSION_KEY, None)
    notices: Any = messages.get_messages(request)
    if not notices.added_new:
        messages.success(request, str(done))
    return HttpResponseRedirect(_onward(response, intent.back))


def _dispatch(request: HttpRequest, intent: PendingIntent) -> tuple[HttpResponseBase, Words]:
    mark = _mark_of(intent)
    if mark is None:  # the address means something else by now
        return render(request, "404.html", status=404), ""
    match = resolve(intent.path)
    repeated = _as_sent(request, intent)
    repeated.resolver_match = match
    return match.func(repeated, *match.args, **match.kwargs), mark.done


def _mark_of(intent: PendingIntent) -> _Mark | None:
    try:
        mark: _Mark | None = getattr(resolve(intent.path).func, _MARK, None)
    except Resolver404:
        return None
    return mark


def _as_sent(request: HttpRequest, intent: PendingIntent) -> Any:
    """Make the request again as it was sent, but by whoever is logged in now."""
    repeated: Any = copy.copy(request)
    body = intent.body.encode()
    kept = ("HTTP_HX_REQUEST", "HTTP_ACCEPT", "HTTP_SEC_FETCH_MODE")
    repeated.META = {name: value for name, value in request.META.items() if name not in kept}
    repeated.META.update(
        REQUEST_METHOD="POST",
        PATH_INFO=intent.path,
        QUERY_STRING=intent.query,
        CONTENT_TYPE=intent.content_type,
        CONTENT_LENGTH=str(len(body)),
    )
    repeated.__dict__.pop("headers", None)
    repeated.method = "POST"
    repeated.path = repeated.path_info = intent.path
    repeated.content_type = intent.content_type
    repeated.GET = QueryDict(intent.query)
    repeated.POST = QueryDict(body if intent.content_type == _FORM else b"")
    repeated._body = body
    # The token was checked, or the origin, when it was sent.
    repeated._dont_enforce_csrf_checks = True
    return repeated


def _onward(response: HttpResponseBase, back: str) -> str:
    """Go where the view leads to, if to one of our pages; else back."""
    target = response.headers.get("Location", "") if 300 <= response.status_code < 400 else ""
    is_ours = bool(target) and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_ours else back


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
