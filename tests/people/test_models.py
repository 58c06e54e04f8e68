"""People and the keys of the registers that they come from."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from muniment.access.services import set_scope
from muniment.people.models import Person, PersonKey


def person(slug: str, name: str, **facts: object) -> Person:
    scope = set_scope("package:a", level="open")
    return Person.objects.create(slug=slug, name=name, sort_name=name.lower(), scope=scope, **facts)


def test_a_key_means_one_person_in_one_register(db: None) -> None:
    one, other = person("a", "A"), person("b", "B")
    PersonKey.objects.create(register="x", key="p1", person=one)
    PersonKey.objects.create(register="y", key="p1", person=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonKey.objects.create(register="x", key="p1", person=other)


def test_two_people_never_share_a_slug(db: None) -> None:
    person("a", "A")
    with pytest.raises(IntegrityError), transaction.atomic():
        person("a", "B")


def test_people_stand_in_the_order_of_their_surnames(db: None) -> None:
    person("b", "Brown")
    person("a", "Adams")
    assert [p.name for p in Person.objects.all()] == ["Adams", "Brown"]
