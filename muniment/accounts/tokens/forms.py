"""The form that makes a token."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from muniment.accounts.tokens.models import AccessToken
from muniment.accounts.tokens.services import DAYS


class NewTokenForm(forms.Form):
    """What a token is for, what it may do and how long."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("So that you know it again, such as “Annotations in my notebook”."),
    )
    scope = forms.ChoiceField(
        label=_("What it may do"),
        choices=AccessToken.Scope.choices,
        initial=AccessToken.Scope.READ,
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=[
            (days, ngettext_lazy("%(n)s day", "%(n)s days", "n") % {"n": days}) for days in DAYS
        ],
        coerce=int,
        initial=DAYS[1],
    )
