"""Writes to the tree of scopes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from django.conf import settings
from django.db import transaction

from muniment.access.models import Level, Scope, ScopeToken
from muniment.access.viewer import OPEN
from muniment.core.revision import touch_revision

Listener = Callable[[Collection[int]], None]

_listeners: list[Listener] = []


def on_tokens_changed(listener: Listener) -> None:
    """Let a function of an upper app know, in the same transaction, which scopes changed."""
    if listener not in _listeners:
        _listeners.append(listener)


def set_scope(key: str, *, level: str, parent: Scope | None = None) -> Scope:
    """Make or change a scope and its tokens. A scope is never more open than its parent."""
    with transaction.atomic():
        scope = Scope.objects.filter(key=key).first()
        is_new = scope is None
        if scope is None:
            scope = Scope.objects.create(key=key, level=level, parent=parent)
        elif (scope.level, scope.parent_id) == (level, parent.pk if parent else None):
            return scope
        else:
            scope.level, scope.parent = level, parent
            scope.save(update_fields=["level", "parent"])
        changed = _set_tokens(scope)
        if changed and not is_new:  # nothing refers to a new one yet
            for listener in _listeners:
                listener(changed)
        transaction.on_commit(lambda: touch_revision(Path(settings.MUNIMENT_HOME)))
    return scope


def _set_tokens(scope: Scope) -> list[int]:
    """Give a scope, and all below it, the tokens that its level and those above it call for.

    Say which scopes have others than before.
    """
    token = _token(scope)
    gone, _ = scope.tokens.exclude(token=token).delete()
    _, is_new = ScopeToken.objects.get_or_create(scope=scope, token=token)
    changed = [scope.pk] if gone or is_new else []
    for child in scope.children.all():
        changed += _set_tokens(child)
    return changed


def _token(scope: Scope) -> str:
    at: Scope | None = scope
    while at is not None:
        if at.level != Level.OPEN:
            return f"{at.level}:{at.pk}"
        at = at.parent
    return OPEN
