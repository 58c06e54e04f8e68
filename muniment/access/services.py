"""Writes to the tree of scopes."""

from __future__ import annotations

from muniment.access.models import Level, Scope, ScopeToken
from muniment.access.viewer import OPEN


def set_scope(key: str, *, level: str, parent: Scope | None = None) -> Scope:
    """Make or change a scope and its tokens. A scope is never more open than its parent."""
    scope, _ = Scope.objects.update_or_create(key=key, defaults={"level": level, "parent": parent})
    token = _token(scope)
    scope.tokens.exclude(token=token).delete()
    ScopeToken.objects.get_or_create(scope=scope, token=token)
    for child in scope.children.all():
        set_scope(child.key, level=child.level, parent=scope)
    return scope


def _token(scope: Scope) -> str:
    at: Scope | None = scope
    while at is not None:
        if at.level != Level.OPEN:
            return f"{at.level}:{at.pk}"
        at = at.parent
    return OPEN
