"""Scopes: what is open, and what is inherited along the tree."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.access import services
from muniment.access.models import Level, Scope, ScopeToken
from muniment.access.services import set_scope
from muniment.access.viewer import OPEN, Viewer

CLOSED_LEVELS = [level for level in Level.values if level != Level.OPEN]


def is_open(scope: Scope) -> bool:
    return ScopeToken.objects.filter(scope=scope, token__in=Viewer.visitor().tokens).exists()


def test_an_open_scope_is_open_to_a_visitor(db: None) -> None:
    assert is_open(set_scope("package:a", level="open"))


@pytest.mark.parametrize("level", CLOSED_LEVELS)
def test_every_other_level_is_shown_to_no_visitor(db: None, level: str) -> None:
    assert not is_open(set_scope("package:a", level=level))


@pytest.mark.parametrize("level", CLOSED_LEVELS)
def test_an_open_document_in_a_closed_package_is_closed(db: None, level: str) -> None:
    package = set_scope("package:a", level=level)
    assert not is_open(set_scope("document:a:d1", level="open", parent=package))


@pytest.mark.parametrize("level", CLOSED_LEVELS)
def test_a_closed_document_in_an_open_package_is_closed_alone(db: None, level: str) -> None:
    package = set_scope("package:a", level="open")
    assert not is_open(set_scope("document:a:d1", level=level, parent=package))
    assert is_open(package)


def test_closing_a_package_closes_what_is_below_it_at_every_depth(db: None) -> None:
    package = set_scope("package:a", level="open")
    child = set_scope("document:a:d1", level="open", parent=package)
    grandchild = set_scope("text:a:d1:t", level="open", parent=child)
    assert is_open(grandchild)
    set_scope("package:a", level="restricted")
    assert not is_open(child)
    assert not is_open(grandchild)


def test_opening_a_package_opens_what_is_below_it_unless_that_is_closed_itself(db: None) -> None:
    package = set_scope("package:a", level="restricted")
    child = set_scope("document:a:d1", level="open", parent=package)
    closed = set_scope("document:a:d2", level="restricted", parent=package)
    set_scope("package:a", level="open")
    assert is_open(child)
    assert not is_open(closed)


def test_setting_the_same_again_changes_nothing(db: None, django_assert_num_queries: Any) -> None:
    first = set_scope("package:a", level="open")
    tokens = list(ScopeToken.objects.values_list())
    with django_assert_num_queries(3):  # begin a savepoint, look, release it
        assert set_scope("package:a", level="open") == first
    assert list(ScopeToken.objects.values_list()) == tokens


def test_each_scope_has_exactly_one_token(db: None) -> None:
    for level in [*Level.values, *Level.values]:
        scope = set_scope("package:a", level=level)
        assert scope.tokens.count() == 1


def test_the_token_that_opens_for_everyone_is_held_by_everyone() -> None:
    assert OPEN in Viewer.visitor().tokens
    assert OPEN in Viewer(account_id=7).tokens


def test_whoever_asked_is_told_which_scopes_have_other_tokens(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(services, "_listeners", [])
    services.on_tokens_changed(told.extend)
    package = set_scope("package:a", level="open")
    document = set_scope("document:a:d1", level="open", parent=package)
    assert told == [], "nothing refers to a new scope"
    set_scope("package:a", level="open")
    assert told == []
    set_scope("package:a", level="restricted")
    assert told == [package.pk, document.pk]
