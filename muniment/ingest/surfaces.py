"""Write the surfaces that documents stand on, and keep their images."""

from __future__ import annotations

from collections.abc import Iterable

from muniment.documents.incoming import Holdings, Incoming
from muniment.documents.models import Surface
from muniment.images.masters import sha256_of
from muniment.images.models import Image
from muniment.images.services import store_image
from muniment.sources.images import ImageProblem, inspect_image
from muniment.sources.model import SourceSurface

_LONGEST_LABEL = 200


class SurfaceWriter:
    """Brings surfaces up as the documents that stand on them come, each once a run."""

    def __init__(self, surfaces: dict[str, SourceSurface], holdings: Holdings) -> None:
        self._sources = surfaces  # grows while the reader goes on
        self._holdings = holdings
        rows = Surface.objects.filter(package=holdings.package).select_related("image")
        self._known = {row.key: row for row in rows}
        self._done: set[str] = set()
        holdings.surfaces = {key: row.pk for key, row in self._known.items()}

    def write(self, batch: Iterable[Incoming]) -> bool:
        """Bring up the surfaces of some documents, in the caller's transaction.

        Tell whether anything has changed.
        """
        wanted = dict.fromkeys(key for incoming in batch for key in _surface_keys(incoming))
        fresh = [key for key in wanted if key not in self._done and key in self._sources]
        self._done.update(fresh)
        changes = [self._bring_up(self._sources[key]) for key in fresh]
        return any(changes)

    def _bring_up(self, source: SourceSurface) -> bool:
        row = self._known.get(source.key)
        label = source.label[:_LONGEST_LABEL]
        image = self._image(source, row.image if row else None)
        if row is None:
            row = Surface.objects.create(
                package=self._holdings.package, key=source.key, label=label, image=image
            )
            self._holdings.surfaces[source.key] = row.pk
            return True
        if (row.label, row.image_id) == (label, image.pk if image else None):
            return False
        row.label, row.image = label, image
        row.save(update_fields=["label", "image"])
        return True

    def _image(self, source: SourceSurface, before: Image | None) -> Image | None:
        if source.image is None:
            return before  # gone from the package, or broken now: what is there stays
        if before is not None and before.sha256 == sha256_of(source.image):
            return before
        facts = inspect_image(source.image)
        if isinstance(facts, ImageProblem):
            return before  # the reader has said why
        return store_image(source.image, facts=facts, file_name=source.image_name)


def _surface_keys(incoming: Incoming) -> Iterable[str]:
    yield from incoming.source.surfaces
    for text in incoming.texts:
        for at in text.source.tree.page_breaks:
            if at.surface:
                yield at.surface
        for line in text.source.lines:
            yield line.surface
