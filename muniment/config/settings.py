"""Django settings. What an installation may choose stands in `environment.py`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from muniment.config.environment import Environment
from muniment.config.secret import read_or_make_secret_key

ENVIRONMENT = Environment.read(os.environ)
PACKAGE = Path(__file__).resolve().parent.parent

# The archive -------------------------------------------------------------------------------------

MUNIMENT_HOME = ENVIRONMENT.home
MUNIMENT_PUBLIC_URL = ENVIRONMENT.public_url
MUNIMENT_SITE_TITLE = ENVIRONMENT.site_title
MUNIMENT_PUBLISHER = ENVIRONMENT.publisher
MUNIMENT_CONTACT_EMAIL = ENVIRONMENT.contact_email
MUNIMENT_SMTP = ENVIRONMENT.smtp
MUNIMENT_MAIL_FROM = ENVIRONMENT.mail_from
MUNIMENT_ARK_NAAN = ENVIRONMENT.ark_naan
MUNIMENT_IMAGE_CACHE_MB = ENVIRONMENT.image_cache_mb
MUNIMENT_IMAGE_MAX_SIDE_PX = ENVIRONMENT.image_max_side_px
MUNIMENT_IMAGE_MAX_MEGAPIXELS = ENVIRONMENT.image_max_megapixels

SECRET_KEY = read_or_make_secret_key(MUNIMENT_HOME / "secret.key")
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)

# Apps, from the upper layers to the lower --------------------------------------------------------

INSTALLED_APPS = [
    "muniment.desk",
    "muniment.finder",
    "muniment.ingest",
    "muniment.reader",
    "muniment.site",
    "muniment.iiif",
    "muniment.annotations",
    "muniment.discussions",
    "muniment.library",
    "muniment.passages",
    "muniment.documents",
    "muniment.rendering",
    "muniment.people",
    "muniment.images",
    "muniment.access",
    "muniment.groups",
    "muniment.notices",
    "muniment.accounts",
    "muniment.audit",
    "muniment.mail",
    "muniment.jobs",
    "muniment.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

# Each entry costs on every page: add one only for what every page needs. Sessions and users are
# lazy, so a visitor who has no session causes no query and gets no cookie.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "muniment.ui.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "muniment.ui.languages.language",
    "muniment.ui.characters.only_storable",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "muniment.access.middleware.viewer",
]

ROOT_URLCONF = "muniment.config.urls"
WSGI_APPLICATION = "muniment.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# Only with a session: a cookie of its own would be one more that pages depend on.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Database ----------------------------------------------------------------------------------------

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=20000",
    "cache_size=-32768",
    "mmap_size=268435456",
    "temp_store=MEMORY",
)

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": MUNIMENT_HOME / "db.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Writers queue at BEGIN; otherwise one that has read first fails with "locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in SQLITE_PRAGMAS),
        },
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People who sign in ------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "muniment.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "muniment.accounts.forms.LogInForm",
    "signup": "muniment.accounts.forms.RegisterForm",
    "add_email": "muniment.accounts.forms.NewAddressForm",
    "change_password": "muniment.accounts.forms.ChangePasswordForm",
    "set_password": "muniment.accounts.forms.SetPasswordForm",
    "reset_password": "muniment.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "muniment.accounts.forms.NewPasswordForm",
    "request_login_code": "muniment.accounts.forms.AskForCodeForm",
    "confirm_login_code": "muniment.accounts.forms.EnterCodeForm",
    "reauthenticate": "muniment.accounts.forms.ConfirmPasswordForm",
}
# A link survives a change of device, which a code in the session would not.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900  # a mail may take some minutes
ACCOUNT_LOGIN_TIMEOUT = 3600
ACCOUNT_RATE_LIMITS = {  # added to those that allauth has
    "needs_account": "60/m/ip,500/d/ip",  # each is a row that is kept for a week
    "bad_token": "20/m/ip",
    "program_writes": "120/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies

MFA_ADAPTER = "muniment.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody logs in before the first address is confirmed; this lets a second one wait for its link.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are seldom right
MFA_FORMS = {
    "authenticate": "muniment.accounts.forms.SecondStepForm",
    "reauthenticate": "muniment.accounts.forms.ConfirmCodeForm",
    "activate_totp": "muniment.accounts.forms.ConnectAppForm",
    "add_webauthn": "muniment.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "muniment.accounts.forms.NamePasskeyForm",
}

# Attempts to log in are counted by all processes together. In a file a counter would not be safe
# (its cache has no atomic "add"), in memory each process would count for itself.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_shared_memory",
        # Beyond it rows are dropped: so many that nobody can push a counter of others out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

# Languages ---------------------------------------------------------------------------------------

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = ENVIRONMENT.time_zone
USE_TZ = True

# Style sheets, scripts and fonts -----------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = MUNIMENT_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# Security ----------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_COOKIE_HTTPONLY = True  # scripts find the token in the page
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https else None
CSRF_TRUSTED_ORIGINS = [MUNIMENT_PUBLIC_URL] if MUNIMENT_PUBLIC_URL else []
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
