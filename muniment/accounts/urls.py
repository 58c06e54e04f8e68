"""Addresses of accounts. Names that begin with `mfa_` or without an app are those of allauth."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from muniment.accounts import views
from muniment.accounts.tokens import views as tokens

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("name/", views.name, name="account_name"),
    path("email/", account.email, name="account_email"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("export/", views.export, name="account_export"),
    path("export/download/", views.download, name="account_download"),
    path("tokens/", tokens.tokens, name="account_tokens"),
    path("tokens/new/", tokens.new, name="account_token_new"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="account_token_revoke"),
    path("delete/", views.delete, name="account_delete"),
    path("deleted/", views.deleted, name="account_deleted"),
    path("continue/<str:token>/", views.continue_action, name="account_continue"),
    # In and out
    path("register/", account.signup, name="account_signup"),
    path("confirm/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/enter/", account.confirm_login_code, name="account_confirm_login_code"),
    path("login/passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("login/second-step/", second_step.authenticate, name="mfa_authenticate"),
    path("logout/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    # Before something that matters
    path("check/", account.reauthenticate, name="account_reauthenticate"),
    path("check/code/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("check/passkey/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    # Password
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "password/new/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # Passkeys and the second step
    path("security/", second_step.index, name="mfa_index"),
    path("security/app/", app.activate_totp, name="mfa_activate_totp"),
    path("security/app/off/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("security/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("security/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "security/codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("security/passkeys/", views.passkeys, name="mfa_list_webauthn"),
    path("security/passkeys/add/", views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/name/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
]
