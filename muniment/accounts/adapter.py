"""How allauth acts in this archive: its mails, its words, and where a log-in leads."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal.httpkit import clean_client_ip, get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from muniment.accounts import intents
from muniment.accounts.models import User
from muniment.mail.services import send

_LINKS = ("activate_url", "password_reset_url", "signup_url")
_WAYS = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Use a code of the app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use the passkey"),
}
_WRONG_CODE = _("This code is not right. Codes work for a short time only; try the newest one.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sends mails through `muniment.mail` and carries out what was wanted before the log-in."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _(
            "Address and password do not belong together. Check both, or have a code sent to you."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _(
            "There were too many attempts. Wait five minutes, then try again."
        ),
        "rate_limited": _("There were too many attempts. Wait a minute, then try again."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> User:
        """Store the name too, and let what was wanted belong to the new account."""
        user.name = form.cleaned_data.get("name", "")
        saved: User = super().save_user(request, user, form, commit=commit)
        intents.claim_waiting(request, saved)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of the account's mails in the language of the page."""
        links = {name: _public(context[name]) for name in _LINKS if name in context}
        language = get_language() or settings.LANGUAGE_CODE
        words = {**context, **links, "email": email}
        send(email, template=template_prefix, context=words, language=language)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Let the link lead on to what was wanted, on whatever device it is opened."""
        url: str = super().get_email_confirmation_url(request, emailconfirmation)
        return _leading_on(url, request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Let the link lead on to what was wanted, on whatever device it is opened."""
        url: str = super().get_reset_password_from_key_url(key)
        return _leading_on(url, self.request)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Lead to what this browser wanted to do just before, if anything."""
        waiting = intents.waiting_address(request)
        if waiting:
            kwargs["redirect_url"] = waiting
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways to say who one is in our words."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": _WAYS[way["id"]]} for way in ways]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the client's address, or that of the proxy where it does not say the client's."""
        try:
            address = get_client_ip(request)
        except ImproperlyConfigured:  # fewer proxies than are trusted: came past them
            address = clean_client_ip(request.META.get("REMOTE_ADDR", ""))
        return str(address or "0.0.0.0")  # noqa: S104  (all who come by a local socket)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names the archive, not its host, to apps and devices."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
    }

    def _get_site_name(self) -> str:
        return str(settings.MUNIMENT_SITE_TITLE)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  (allauth's)
        """Propose a name for a passkey."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}


def _public(url: str) -> str:
    """Let a link in a mail begin with the archive's own address, whatever host was asked."""
    if not settings.MUNIMENT_PUBLIC_URL:
        return url
    parts = urlsplit(url)
    return settings.MUNIMENT_PUBLIC_URL + parts._replace(scheme="", netloc="").geturl()


def _leading_on(url: str, request: HttpRequest) -> str:
    wanted = get_next_redirect_url(request) or intents.waiting_address(request)
    return f"{url}?{urlencode({'next': wanted})}" if wanted else url
