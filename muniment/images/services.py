"""Take masters in, and ask for their derivatives."""

from __future__ import annotations

from pathlib import Path

from muniment.images.masters import master_store
from muniment.images.models import Image, ImageState
from muniment.images.tasks import make_derivative
from muniment.jobs.queue import enqueue, enqueue_many
from muniment.sources.images import ImageFacts

FILE_NAME_LENGTH = 255


def store_image(path: Path, *, facts: ImageFacts, file_name: str = "") -> Image:
    """Keep a master and ask for its derivative; the same bytes are one image, whatever the name.

    Call it in the transaction of the document that shows the image: the job is part of it.
    """
    sha256 = master_store().put(path)
    image, _ = Image.objects.get_or_create(
        sha256=sha256,
        defaults={
            "file_name": (file_name or path.name)[-FILE_NAME_LENGTH:],
            "media_type": facts.media_type,
            "width_px": facts.width_px,
            "height_px": facts.height_px,
            "size_bytes": path.stat().st_size,
        },
    )
    if image.state != ImageState.READY:
        enqueue(make_derivative, image.pk)
    return image


def request_all_derivatives() -> int:
    """Ask that every derivative be made anew; say how many. The old ones serve meanwhile."""
    ids = list(Image.objects.order_by("pk").values_list("pk", flat=True))
    enqueue_many(make_derivative, [[pk] for pk in ids])
    return len(ids)
