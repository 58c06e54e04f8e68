"""What each model of content shows to whom: every model, every level."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import models

from muniment.access.models import Level, Scope, ScopeToken
from muniment.access.querysets import ScopedQuerySet
from muniment.access.services import set_scope
from muniment.access.viewer import Viewer
from muniment.documents.models import Collection, Document, Package, Repository, Unit, Volume
from muniment.people.models import Person

NOW = datetime(2026, 1, 2, tzinfo=UTC)
VISITOR = Viewer.visitor()
READER = Viewer(account_id=1)


def make_package(scope: Scope) -> Package:
    return Package.objects.create(identifier=scope.key, title="A", scope=scope)


def make_document(scope: Scope, **facts: object) -> models.Model:
    return Document.objects.create(
        identifier="m1", package=make_package(scope), key="d", scope=scope, changed_at=NOW, **facts
    )


def make_volume(scope: Scope) -> models.Model:
    package = make_package(scope)
    return Volume.objects.create(slug="v", package=package, key="v", title="V", scope=scope)


def make_unit(scope: Scope) -> models.Model:
    repository = Repository.objects.create(slug="r", name="R")
    package = make_package(scope)
    facts = {"package": package, "repository": repository, "scope": scope}
    return Unit.objects.create(key="u", slug="u", level="FONDS", path="0001", depth=0, **facts)


def make_collection(scope: Scope) -> models.Model:
    return Collection.objects.create(slug="c", title="C", scope=scope)


def make_person(scope: Scope) -> models.Model:
    return Person.objects.create(slug="p", name="P", sort_name="p", scope=scope)


MAKERS: dict[type[models.Model], Callable[[Scope], models.Model]] = {
    Document: make_document,
    Volume: make_volume,
    Unit: make_unit,
    Collection: make_collection,
    Person: make_person,
}


def shown(model: type[models.Model], viewer: Viewer) -> int:
    count: int = model.objects.visible_to(viewer).count()  # type: ignore[attr-defined]
    return count


def test_every_model_of_content_is_in_this_table() -> None:
    scoped = {
        model
        for model in apps.get_models()
        if isinstance(model._default_manager.get_queryset(), ScopedQuerySet)
    }
    assert scoped == set(MAKERS)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("viewer", [VISITOR, READER], ids=["visitor", "reader"])
@pytest.mark.parametrize("level", Level.values)
def test_only_what_is_open_is_shown(
    db: None, model: type[models.Model], viewer: Viewer, level: str
) -> None:
    MAKERS[model](set_scope("package:a", level=level))
    assert shown(model, viewer) == (1 if level == Level.OPEN else 0)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_what_lies_below_a_closed_scope_is_not_shown(db: None, model: type[models.Model]) -> None:
    above = set_scope("package:above", level="restricted")
    MAKERS[model](set_scope("package:a", level="open", parent=above))
    assert shown(model, VISITOR) == 0


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_whoever_holds_a_scopes_token_sees_it(db: None, model: type[models.Model]) -> None:
    scope = set_scope("package:a", level="subscriber")
    MAKERS[model](scope)
    token = ScopeToken.objects.get(scope=scope).token
    assert shown(model, Viewer(account_id=1, tokens=frozenset({"open", token}))) == 1


def test_a_withdrawn_document_is_shown_to_nobody(db: None) -> None:
    scope = set_scope("package:a", level="open")
    make_document(scope, is_withdrawn=True)
    assert shown(Document, VISITOR) == 0
