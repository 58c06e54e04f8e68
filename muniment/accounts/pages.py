"""Views of what somebody's own is: who is not logged in is asked to be, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muniment.accounts.intents import needs_account
from muniment.accounts.models import User

View = Callable[..., HttpResponseBase]

FORM_METHODS = ("GET", "HEAD", "POST")


def own_page(view: View) -> View:
    """Show a page to those with an account; others log in first and come back to it."""
    return require_safe(login_required(view))


def own_form(view: View) -> View:
    """Show a form to those with an account. One that is sent after logging out is kept."""
    own = needs_account(is_for_visitors=False)(login_required(view))
    return require_http_methods(FORM_METHODS)(own)


def own_act(view: View) -> View:
    """Let those with an account do something by POST. What is sent after logging out is kept."""
    return require_POST(needs_account(is_for_visitors=False)(view))


def account_of(request: HttpRequest) -> User:
    """Say whose request it is, in a view that lets nobody else in."""
    account: Any = request.user
    assert isinstance(account, User)
    return account
