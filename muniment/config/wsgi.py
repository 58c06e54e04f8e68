"""The entry through which a WSGI server runs the archive."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muniment.config.settings")

django_application = get_wsgi_application()

# Models can be loaded only now.
from muniment.iiif.shortway import tiles_first  # noqa: E402
from muniment.ui.page_cache import pages_first  # noqa: E402

application = tiles_first(pages_first(django_application))
