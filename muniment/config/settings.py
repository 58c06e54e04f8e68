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
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

# Each entry costs on every page: add one only for what every page needs. Sessions and users are
# lazy, so a visitor who has no session causes no query and gets no cookie.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "muniment.ui.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "muniment.ui.languages.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "muniment.access.middleware.viewer",
]

ROOT_URLCONF = "muniment.config.urls"
WSGI_APPLICATION = "muniment.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
        },
    },
]

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
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]

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
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https else None
CSRF_TRUSTED_ORIGINS = [MUNIMENT_PUBLIC_URL] if MUNIMENT_PUBLIC_URL else []
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
