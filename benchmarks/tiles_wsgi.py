"""The archive as it runs, but with every image open: the benchmark's images have no document."""

import muniment.config.wsgi
from muniment.images.access import register_decider

register_decider(lambda _viewer, image_ids: set(image_ids))

application = muniment.config.wsgi.application
