"""The forms of accounts, in our own words: no placeholders, each password typed once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from muniment.accounts.models import User

PASSWORD_RULES = _("At least 8 characters. A few unrelated words are easy to keep in mind.")


class _InOurWords:
    """Replaces labels and explanations, and takes placeholders and second passwords away."""

    labels: ClassVar[Mapping[str, Any]] = {}
    help_texts: ClassVar[Mapping[str, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, "")


_EMAIL = {"email": _("E-mail address")}
_PASSWORD = {"password": _("Password")}
_CODE = {"code": _("Code")}


def on_one_line(name: str) -> str:
    """Take a name as it was typed, on one line: it also stands in the subjects of mails."""
    return " ".join(name.split())


class LogInForm(_InOurWords, account_forms.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    labels: ClassVar = {"login": _("E-mail address"), **_PASSWORD}


class RegisterForm(_InOurWords, account_forms.SignupForm):  # type: ignore[misc]
    """E-mail address, a name if wished, and a password."""

    name = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("email", "name", "password1")
    labels: ClassVar = {**_EMAIL, "name": _("Name (if you wish)"), "password1": _("Password")}
    help_texts: ClassVar = {
        "email": _("You get a mail with a link that confirms the address."),
        "name": _("As others will see it where you write something for them."),
        "password1": PASSWORD_RULES,
    }

    def clean_name(self) -> str:
        """Take the name."""
        return on_one_line(self.cleaned_data["name"])


class NewAddressForm(_InOurWords, account_forms.AddEmailForm):  # type: ignore[misc]
    """The address to change to."""

    labels: ClassVar = {"email": _("New e-mail address")}


class ChangePasswordForm(_InOurWords, account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The password so far, and the new one."""

    labels: ClassVar = {"oldpassword": _("Present password"), "password1": _("New password")}
    help_texts: ClassVar = {"password1": PASSWORD_RULES}


class SetPasswordForm(_InOurWords, account_forms.SetPasswordForm):  # type: ignore[misc]
    """A password for an account that has none."""

    labels: ClassVar = {"password1": _("Password")}
    help_texts: ClassVar = {"password1": PASSWORD_RULES}


class NewPasswordForm(_InOurWords, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password in place of the forgotten one."""

    labels: ClassVar = {"password1": _("New password")}
    help_texts: ClassVar = {"password1": PASSWORD_RULES}


class ForgottenPasswordForm(_InOurWords, account_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address of the account whose password is forgotten."""

    labels: ClassVar = _EMAIL


class AskForCodeForm(_InOurWords, account_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """The address that a code is sent to."""

    labels: ClassVar = _EMAIL


class EnterCodeForm(_InOurWords, account_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    labels: ClassVar = _CODE


class ConfirmPasswordForm(_InOurWords, account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    labels: ClassVar = _PASSWORD


class SecondStepForm(_InOurWords, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code, after the password."""

    labels: ClassVar = _CODE


class ConfirmCodeForm(_InOurWords, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something that matters."""

    labels: ClassVar = _CODE


class ConnectAppForm(_InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code that the app shows."""

    labels: ClassVar = {"code": _("Code that the app shows")}


class AddPasskeyForm(_InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey and the name to know it by; it always does without a password."""

    labels: ClassVar = {"name": _("Name of this passkey")}
    help_texts: ClassVar = {"name": _("So that you know it again: the device, for instance.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = "100"
        del self.fields["passwordless"]


class NamePasskeyForm(_InOurWords, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    labels: ClassVar = {"name": _("Name of this passkey")}


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name that others see."""

    class Meta:
        model = User
        fields = ("name",)
        labels: ClassVar = {"name": _("Name (if you wish)")}
        help_texts: ClassVar = {
            "name": _("As others will see it where you write something for them.")
        }
        widgets: ClassVar = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def clean_name(self) -> str:
        """Take the name."""
        return on_one_line(self.cleaned_data["name"])
