"""The entry through which a WSGI server runs the archive."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")

application = get_wsgi_application()
