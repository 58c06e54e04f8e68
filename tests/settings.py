"""Settings of the test run: the real ones, with data in a folder of its own."""

import os
import tempfile

os.environ.setdefault("MUNIMENT_HOME", tempfile.mkdtemp(prefix="muniment-test-"))

from muniment.config.settings import *

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
