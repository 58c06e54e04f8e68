"""The entry through which a WSGI server runs the archive."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")

django_application = get_wsgi_application()

from muniment.iiif.shortway import tiles_first  # noqa: E402  models can be loaded only now

application = tiles_first(django_application)
