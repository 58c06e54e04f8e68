"""Writes to the tree of scopes."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from muniment.access.models import Level, Scope, ScopeToken
from muniment.access.viewer import OPEN
from muniment.core.revision import touch_revision


def set_scope(key: str, *, level: str, parent: Scope | None = None) -> Scope:
    """Make or change a scope and its tokens. A scope is never more open than its parent."""
    with transaction.atomic():
        scope = Scope.objects.filter(key=key).first()
        if scope is None:
            scope = Scope.objects.create(key=key, level=level, parent=parent)
        elif (scope.level, scope.parent_id) == (level, parent.pk if parent else None):
            return scope
        else:
            scope.level, scope.parent = level, parent
            scope.save(update_fields=["level", "parent"])
        _set_tokens(scope)
        transaction.on_commit(lambda: touch_revision(Path(settings.MUNIMENT_HOME)))
    return scope


def _set_tokens(scope: Scope) -> None:
    """Give a scope, and all below it, the tokens that its level and those above it call for."""
    token = _token(scope)
    scope.tokens.exclude(token=token).delete()
    ScopeToken.objects.get_or_create(scope=scope, token=token)
    for child in scope.children.all():
        _set_tokens(child)


def _token(scope: Scope) -> str:
    at: Scope | None = scope
    while at is not None:
        if at.level != Level.OPEN:
            return f"{at.level}:{at.pk}"
        at = at.parent
    return OPEN
