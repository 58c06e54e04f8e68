"""What all views of the protocol share: methods, refusals, and who asks under which address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext

from muniment.access.viewer import Viewer
from muniment.accounts.tokens.bearer import asks_for_token, for_programs
from muniment.annotations.errors import NotYourGroup, TooManyNotes
from muniment.annotations.w3c import answers
from muniment.annotations.w3c.addresses import Site
from muniment.annotations.w3c.answers import Kind
from muniment.annotations.w3c.errors import Rejected, TooOften
from muniment.documents.selectors.document import DocumentNotFound
from muniment.passages.errors import BadTarget
from muniment.ui.conflicts import Conflict
from muniment.ui.refusals import Refused

View = Callable[..., HttpResponse]

NOT_FOUND = "There is nothing here, or it is not open to you."
_NO_TARGET = "The target is nothing of this archive, or is not open to you."
_CHANGED = "The annotation was changed since. Get it again, then change it."

_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (TooManyNotes, 429),
    (NotYourGroup, 403),
    (Refused, 400),
)


class NeedsAccount(Exception):
    """A visitor asks for what only somebody with an account can have or do."""


def speaks(kind: Kind) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Let a view speak the protocol: it answers the methods of its kind, and raises refusals."""

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @for_programs
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return _answer(request, view, kind_of(request, kind), *args, **kwargs)

        @wraps(guarded)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = guarded(request, *args, **kwargs)
            if isinstance(response, HttpResponse) and "Link" not in response.headers:
                # The request came no further than its token.
                answers.finish(request, response, kind=kind_of(request, kind))
            return response

        return answer

    return decorate


def kind_of(request: HttpRequest, kind: Kind) -> Kind:
    """Tell a page of a container from the container, at whose address it is asked for."""
    return answers.PAGE if kind is not answers.ANNOTATION and "page" in request.GET else kind


def viewer_of(request: HttpRequest) -> Viewer:
    """Say who asks."""
    return request.viewer  # type: ignore[attr-defined, no-any-return]


def needs_account(request: HttpRequest) -> Viewer:
    """Say who asks, if it is somebody with an account.

    :raises NeedsAccount: it is not.
    """
    viewer = viewer_of(request)
    if viewer.account_id is None:
        raise NeedsAccount
    return viewer


def check_rate(request: HttpRequest, viewer: Viewer) -> None:
    """Let somebody change something once more.

    :raises TooOften: more than programs may in a minute.
    """
    key = f"account {viewer.account_id}"
    if not ratelimit.consume(request, action="program_writes", key=key):
        raise TooOften("You write too often. Wait a minute.")


def site_of(request: HttpRequest) -> Site:
    """Say under which scheme and host the archive is known."""
    asked = f"{request.scheme}://{request.get_host()}"
    root = settings.MUNIMENT_PUBLIC_URL or asked
    hosts = {each.partition("://")[2] for each in (root, asked)}
    both = {f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")}
    return Site(root, frozenset(both))


def _answer(
    request: HttpRequest, view: View, kind: Kind, *args: Any, **kwargs: Any
) -> HttpResponse:
    if request.method not in kind.allow.split(", "):
        said = f"This can be asked for by {kind.allow}."
        return answers.refuse(request, said, status=405, kind=kind)
    if request.method == "OPTIONS":
        return answers.options(request, kind=kind)
    try:
        return view(request, *args, **kwargs)
    except NeedsAccount:
        said = gettext("This needs an access token of an account.")
        return answers.finish(request, asks_for_token(said), kind=kind)
    except Http404:
        return answers.refuse(request, NOT_FOUND, status=404, kind=kind)
    except Exception as refusal:
        status, sentence = _status_of(refusal)
        if not status:
            raise
        return answers.refuse(request, sentence, status=status, kind=kind)


def _status_of(refusal: Exception) -> tuple[int, str]:
    """Give status and sentence of a refusal; 0 where it is none, but a mistake of ours."""
    match refusal:
        case Rejected() | BadTarget():
            return refusal.status, str(refusal)
        case DocumentNotFound():
            return 400, _NO_TARGET
        case Conflict():
            return 412, _CHANGED
        case PermissionDenied():
            return 403, str(refusal)
    found = next((status for kind, status in _STATUSES if isinstance(refusal, kind)), 0)
    return found, str(refusal)
