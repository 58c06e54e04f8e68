"""Write a package's register of people and organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muniment.access.models import Scope
from muniment.core.slugs import unique_slug
from muniment.ingest.upsert import bring_up
from muniment.people.models import Person, PersonKey
from muniment.people.names import sort_name
from muniment.sources.model import SourcePerson, SourcePersonName

_LONGEST_NAME = 300
_LONGEST_KEY = 200


class Register:
    """The people of one package, by all the keys that its sources use for them."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        self.keys = dict(
            PersonKey.objects.filter(register=identifier).values_list("key", "person_id")
        )
        self.names = dict(Person.objects.filter(register=identifier).values_list("pk", "name"))
        self.has_moved_keys = False

    def write(self, people: Sequence[SourcePerson], *, scope: Scope) -> None:
        """Bring every entry up; nobody is removed, since documents may still name him."""
        known = Person.objects.filter(register=self.identifier).in_bulk() if self.keys else {}
        new: list[tuple[SourcePerson, Person]] = []
        slugs = _Slugs()
        for entry in people:
            pk = next((self.keys[key] for key in _keys(entry) if key in self.keys), None)
            fields = _fields(entry, scope)
            if pk is None:
                slug = slugs.take(fields["name"])
                new.append((entry, Person(register=self.identifier, slug=slug, **fields)))
            else:
                bring_up(known[pk], fields)
                self.names[pk] = fields["name"]
        Person.objects.bulk_create([person for _, person in new], batch_size=500)
        fresh = {id(entry): person.pk for entry, person in new}
        self.names |= {person.pk: person.name for _, person in new}
        self._write_keys(people, fresh)

    def _write_keys(self, people: Sequence[SourcePerson], fresh: Mapping[int, int]) -> None:
        added: list[PersonKey] = []
        before = dict(self.keys)
        for entry in people:
            keys = _keys(entry)
            pk = fresh.get(id(entry)) or next(before[key] for key in keys if key in before)
            for key in keys:
                if key not in self.keys:
                    added.append(PersonKey(register=self.identifier, key=key, person_id=pk))
                    self.keys[key] = pk
                elif self.keys[key] != pk and key in before and id(entry) not in fresh:
                    PersonKey.objects.filter(register=self.identifier, key=key).update(person=pk)
                    self.keys[key] = pk
                    self.has_moved_keys = True
        PersonKey.objects.bulk_create(added, batch_size=500)


class _Slugs:
    """Slugs that are taken, read once, when the first is needed."""

    def __init__(self) -> None:
        self._taken: set[str] | None = None

    def take(self, name: str) -> str:
        if self._taken is None:
            self._taken = set(Person.objects.values_list("slug", flat=True))
        slug = unique_slug(name, is_taken=self._taken.__contains__, fallback="person")
        self._taken.add(slug)
        return slug


def _keys(entry: SourcePerson) -> list[str]:
    return list(dict.fromkeys(key[:_LONGEST_KEY] for key in entry.ids if key))


def _fields(entry: SourcePerson, scope: Scope) -> dict[str, Any]:
    name = _main_name(entry.names)[:_LONGEST_NAME]
    return {
        "scope": scope,
        "kind": entry.kind,
        "name": name,
        "sort_name": sort_name(name, kind=entry.kind)[:_LONGEST_NAME],
        "names": [{"text": n.text, "lang": n.lang, "preferred": n.preferred} for n in entry.names],
        "birth_edtf": entry.birth.edtf[:60] if entry.birth else "",
        "death_edtf": entry.death.edtf[:60] if entry.death else "",
        "floruit": entry.floruit,
        "offices": [list(pair) for pair in entry.offices],
        "descriptions": [list(pair) for pair in entry.descriptions],
        "links": list(entry.links),
    }


def _main_name(names: Sequence[SourcePersonName]) -> str:
    preferred = [name.text for name in names if name.preferred]
    return next(iter([*preferred, *(name.text for name in names)]), "?")
