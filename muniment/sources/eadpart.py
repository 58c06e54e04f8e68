"""The finding aids of a package, as one list of archival units."""

from __future__ import annotations

from dataclasses import dataclass, field

from muniment.sources.ead import FindingAid, read_ead
from muniment.sources.files import PackageFile
from muniment.sources.markup import parse_xml
from muniment.sources.model import Problems, SourceRepository, SourceUnit
from muniment.sources.settings import PackageSettings


@dataclass(slots=True)
class EadPart:
    """What all EAD files of a package hold."""

    units: list[SourceUnit] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    repository: SourceRepository | None = None
    choices: list[str] = field(default_factory=list)

    @classmethod
    def read(
        cls, files: list[PackageFile], settings: PackageSettings, problems: Problems
    ) -> EadPart:
        """Read the finding aids; their keys are unique in the package."""
        part = cls()
        taken: set[str] = set()
        holders: dict[str, SourceRepository] = {}
        for file in files:
            root = parse_xml(file, problems)
            aid = None
            if root is not None:
                aid = read_ead(root, file, is_taken=taken.__contains__, problems=problems)
            if aid is None:
                continue
            part._take(aid, taken)
            if aid.repository:
                holders.setdefault(aid.repository.name, aid.repository)
        if holders and not settings.repository:
            part.repository = next(iter(holders.values()))
            if len(holders) > 1:
                part.choices.append(
                    f"The finding aids name {len(holders)} repositories; all units are kept under "
                    f'"{part.repository.name}", the first. Name one in [repository], or make a '
                    "package for each."
                )
        return part

    def _take(self, aid: FindingAid, taken: set[str]) -> None:
        self.units.extend(aid.units)
        self.titles.append(aid.title)
        taken.update(unit.key for unit in aid.units)
