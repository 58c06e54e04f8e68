"""The entry through which a WSGI server runs the archive."""

import os

from django.core.wsgi import get_wsgi_application

from muniment.iiif.shortway import tiles_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")

application = tiles_first(get_wsgi_application())
