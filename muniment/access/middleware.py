"""Put the viewer on the request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from muniment.access.viewer import Viewer
from muniment.accounts.tokens.bearer import token_of


def viewer_of(request: HttpRequest) -> Viewer:
    """Build the viewer of a request.

    One that came with an access token is its account's, any other without a session a visitor's.
    """
    if token := token_of(request):
        return Viewer(account_id=token.account_id)
    if not request.session.session_key:
        return Viewer.visitor()
    user = request.user
    return Viewer(account_id=user.pk) if user.is_authenticated else Viewer.visitor()


def viewer(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.viewer`, lazily: pages that need none cost nothing.

    Unless a view says otherwise, no cache between us and the reader keeps a response, and that
    of somebody with a session is kept nowhere.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        response = get_response(request)
        kept = "no-store" if request.session.session_key else "no-cache"
        response.headers.setdefault("Cache-Control", f"private, {kept}")
        return response

    return middleware
