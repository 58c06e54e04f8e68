"""People and organisations: authorities with names in several scripts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muniment.access.models import Scope
from muniment.access.querysets import ScopedQuerySet


class PersonQuerySet(ScopedQuerySet["Person"]):
    """People as screens ask for them."""


class Person(models.Model):
    """Somebody, or a body, whom documents name.

    `names`: [{"text", "lang", "preferred"}]; `offices` and `descriptions`: [[language, text]];
    `register` names the register that holds the entry, since ids are unique only there.
    """

    class Kind(models.TextChoices):
        """What the authority is."""

        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    slug = models.SlugField(max_length=80, unique=True)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=300)
    sort_name = models.CharField(max_length=300, db_index=True)
    names = models.JSONField(default=list)
    birth_edtf = models.CharField(max_length=60, blank=True)
    death_edtf = models.CharField(max_length=60, blank=True)
    floruit = models.TextField(blank=True)
    offices = models.JSONField(default=list)
    descriptions = models.JSONField(default=list)
    links = models.JSONField(default=list)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_name", "pk"]

    def __str__(self) -> str:
        return self.name


class PersonKey(models.Model):
    """An id by which the sources of one register point to a person."""

    register = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "key"], name="people_key_once_a_register"),
        ]

    def __str__(self) -> str:
        return f"{self.register}#{self.key}"
