"""The filter that every queryset of content has."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from muniment.access.models import ScopeToken
from muniment.access.viewer import Viewer

_M = TypeVar("_M", bound=models.Model)


def open_scopes(viewer: Viewer) -> models.QuerySet[ScopeToken, int]:
    """Give the keys of the scopes that this viewer's tokens open, as a query to filter by."""
    held = ScopeToken.objects.filter(token__in=sorted(viewer.tokens))
    return held.values_list("scope_id", flat=True)


class ScopedQuerySet(models.QuerySet[_M]):
    """Rows that refer to a scope by `scope`."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep what this viewer may see: what has a token that he holds."""
        return self.filter(scope_id__in=open_scopes(viewer))
