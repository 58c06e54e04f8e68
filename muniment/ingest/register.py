"""Write a package's register of people and organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from muniment.access.models import Level, Scope
from muniment.core.slugs import slugify, unique_slug
from muniment.documents.searching.pending import note_people
from muniment.ingest.upsert import bring_up
from muniment.people.models import Person, PersonKey
from muniment.people.names import sort_name
from muniment.sources.model import SourcePerson, SourcePersonName

_LONGEST_NAME = 300
_LONGEST_KEY = 200


class Register:
    """The people of one register, by all the keys that sources use for them.

    Packages that name the same register share its people; the first to bring an entry owns it,
    or the first that is open, so that a closed package hides nobody from an open one.
    """

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        self.keys = dict(
            PersonKey.objects.filter(register=identifier).values_list("key", "person_id")
        )
        self.names = dict(Person.objects.filter(register=identifier).values_list("pk", "name"))
        self.has_moved_keys = False

    def write(self, people: Sequence[SourcePerson], *, scope: Scope) -> None:
        """Bring every entry up; nobody is removed, since documents may still name him."""
        entries, _ = with_own_keys(people)
        in_it = Person.objects.filter(register=self.identifier).select_related("scope")
        known = in_it.in_bulk() if self.keys else {}
        claimed: set[int] = set()
        slugs = _Slugs()
        rows: list[tuple[list[str], Person]] = []
        new: list[Person] = []
        changed: list[int] = []
        for keys, entry in entries:
            pks = (self.keys.get(key, 0) for key in keys)
            pk = next((pk for pk in pks if pk in known and pk not in claimed), 0)
            fields = _fields(entry, scope)
            if pk:
                claimed.add(pk)
                if _may_change(known[pk], scope):  # else another package owns the entry
                    changed += [pk] if bring_up(known[pk], fields) else []
                rows.append((keys, known[pk]))
            else:
                slug = slugs.take(fields["name"], entry)
                new.append(Person(register=self.identifier, slug=slug, **fields))
                rows.append((keys, new[-1]))
        Person.objects.bulk_create(new, batch_size=500)
        self.names |= {row.pk: row.name for _, row in rows}
        note_people([*(person.pk for person in new), *changed])
        self._write_keys(rows)

    def _write_keys(self, rows: Sequence[tuple[list[str], Person]]) -> None:
        added: list[PersonKey] = []
        for keys, row in rows:
            for key in keys:
                if key not in self.keys:
                    added.append(PersonKey(register=self.identifier, key=key, person=row))
                elif self.keys[key] != row.pk:
                    PersonKey.objects.filter(register=self.identifier, key=key).update(person=row)
                    self.has_moved_keys = True
                self.keys[key] = row.pk
        PersonKey.objects.bulk_create(added, batch_size=500)


def _may_change(person: Person, scope: Scope) -> bool:
    is_own = person.scope_id == scope.pk
    return is_own or (scope.level == Level.OPEN and person.scope.level != Level.OPEN)


def with_own_keys(
    people: Sequence[SourcePerson],
) -> tuple[list[tuple[list[str], SourcePerson]], list[str]]:
    """Give each entry keys of its own; of entries that are the same twice, one is kept.

    Give also the ids that stand at different entries: references to them mean the first.
    """
    owners: dict[str, SourcePerson] = {}
    entries: list[tuple[list[str], SourcePerson]] = []
    repeated: list[str] = []
    for entry in people:
        keys = list(dict.fromkeys(key[:_LONGEST_KEY] for key in entry.ids if key))
        own = [key for key in keys if key not in owners]
        if keys and not own:
            first = owners[keys[0]]
            if replace(entry, file=first.file, line=first.line) == first:
                continue
            repeated.append(keys[0])
            own = [f"{keys[0][: _LONGEST_KEY - 8]}~{repeated.count(keys[0]) + 1}"]
        owners.update(dict.fromkeys(own, entry))
        entries.append((own, entry))
    return entries, repeated


class _Slugs:
    """Slugs that are taken, read once, when the first is needed."""

    def __init__(self) -> None:
        self._taken: set[str] | None = None

    def take(self, name: str, entry: SourcePerson) -> str:
        """Make a slug of the name, or of another form of it if it has no Latin letters."""
        if self._taken is None:
            self._taken = set(Person.objects.values_list("slug", flat=True))
        text = next(filter(slugify, [name, *(form.text for form in entry.names)]), "")
        slug = unique_slug(text, is_taken=self._taken.__contains__, fallback="person")
        self._taken.add(slug)
        return slug


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
