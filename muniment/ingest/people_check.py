"""Compare the references to people with the register of the package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from muniment.documents.incoming import Incoming, find_person
from muniment.ingest.register import with_own_keys
from muniment.ingest.wording import some
from muniment.sources.model import Level, Problems, SourcePerson
from muniment.sources.wording import counted

_REFERENCES = "references to people stand"
_NAMED = 10


class PeopleCheck:
    """Counts the references that no register answers, and the ids that two entries have."""

    def __init__(self, people: Sequence[SourcePerson]) -> None:
        entries, self._repeated = with_own_keys(people)
        self._keys = {key: 1 for keys, _ in entries for key in keys}
        self._answered: dict[str, bool] = {}
        self._unknown: Counter[str] = Counter()

    def look_at(self, incoming: Incoming) -> None:
        """Look at one document's references, each once."""
        for ref in set(incoming.refs()):
            if ref not in self._answered:
                self._answered[ref] = find_person(ref, self._keys) is not None
            if not self._answered[ref]:
                self._unknown[ref] += 1

    def report(self, problems: Problems) -> None:
        """Report both, each kind in one sentence."""
        if self._unknown:
            often = [ref for ref, _ in self._unknown.most_common(_NAMED)]
            problems.add(
                Level.NOTICE,
                "person-unknown",
                f"{counted(len(self._unknown), 'reference to people stands', _REFERENCES)} in no "
                f"register of the package: {some(often, of=len(self._unknown))}.",
                cure="Add the register to the package; the references are kept until then.",
            )
        if self._repeated:
            problems.add(
                Level.WARNING,
                "person-twice",
                f"{counted(len(self._repeated), 'entry has', 'entries have')} the id of another in "
                f"the register: {some(self._repeated)}. All are kept; references mean the first.",
                cure="Give each person an id of his own.",
            )
