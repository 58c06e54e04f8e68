"""Read and check a package's `package.toml`."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from muniment.core.dates import DateNotUnderstood, parse_edtf
from muniment.core.slugs import slugify
from muniment.core.text.model import TextKind
from muniment.sources.files import PackageFile
from muniment.sources.model import (
    Level,
    Problems,
    SourceCollection,
    SourceRepository,
    SourceSeries,
)
from muniment.sources.schema import KINDS, MAP, ORIGINS, SCHEMA, TABLE, TEXT_OR_TABLE, Type

MAX_SETTINGS_BYTES = 8 << 20
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextSettings:
    """One table of [texts]: files that hold a further text of documents given elsewhere."""

    name: str
    files: tuple[str, ...]
    kind: str = TextKind.TRANSLATION
    language: str = ""
    title: str = ""
    origin: str = ""


@dataclass(slots=True)
class PackageSettings:
    """What package.toml says, or what stands in for it."""

    file: PackageFile | None = None
    identifier: str = ""
    title: str = ""
    titles: Pairs = ()
    arrangement: str = ""
    description: str = ""
    descriptions: Pairs = ()
    rights: str = ""
    licence_url: str = ""
    language: str = ""
    access: str = "open"
    repository: SourceRepository | None = None
    series: SourceSeries | None = None
    collection: SourceCollection | None = None
    register: str = ""
    sources: dict[str, list[str]] = field(default_factory=dict)
    tei: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: tuple[TextSettings, ...] = ()
    group_pages_by: str = ""
    pages_origin: str = ""
    pages_language: str = ""


def read_settings(file: PackageFile, problems: Problems) -> PackageSettings | None:
    """Read package.toml; None, with errors noted, if it cannot be trusted."""
    text = _read_text(file, problems)
    if text is None:
        return None
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        problems.add(
            Level.ERROR,
            "settings-syntax",
            f"This is not valid TOML: {error}.",
            cure='Texts stand in quotation marks: title = "…"; lists in brackets: tei = ["…"].',
            file=file.name,
            line=int(found[1]) if found else 0,
        )
        return None
    check = _Check(file, text, problems)
    if not check.table_fits(raw):
        return None
    settings = _settings(raw, file)
    return settings if check.values_fit(settings) else None


def _read_text(file: PackageFile, problems: Problems) -> str | None:
    try:
        if file.path.stat().st_size > MAX_SETTINGS_BYTES:
            raise ValueError("it is far too large")
        return file.path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        problems.add(
            Level.ERROR,
            "settings-unreadable",
            f"The file cannot be read: {said}.",
            cure="Save it as plain text in UTF-8.",
            file=file.name,
        )
        return None


class _Check:
    """Compares a package.toml with the schema and notes what does not fit."""

    def __init__(self, file: PackageFile, text: str, problems: Problems) -> None:
        self.file, self.lines, self.problems = file, text.splitlines(), problems
        self.failed = False

    def table_fits(self, raw: dict[str, Any]) -> bool:
        """Check keys and types."""
        self.table(raw, "")
        return not self.failed

    def table(self, raw: dict[str, Any], name: str) -> None:
        schema = SCHEMA[name]
        for key, value in raw.items():
            if key not in schema:
                self._misspelt(key, name, schema)
            elif not schema[key].fits(value):
                self._wrong(key, name, schema[key])
            elif isinstance(value, dict) and not _is_plain(name, key, schema):
                self._inner(value, key)

    def _inner(self, value: dict[str, Any], key: str) -> None:
        if key in {"texts", "documents"}:
            for inner, entry in value.items():
                if isinstance(entry, dict):
                    self._entry(entry, key, inner)
                else:
                    self._wrong(inner, key, TABLE)
        elif key != "tei":
            self.table(value, key)

    def _entry(self, entry: dict[str, Any], table: str, name: str) -> None:
        schema = SCHEMA[f"{table}.*"]
        for key, value in entry.items():
            if key not in schema:
                self._misspelt(key, f'{table}."{name}"', schema)
            elif not schema[key].fits(value):
                self._wrong(key, f'{table}."{name}"', schema[key])

    def values_fit(self, settings: PackageSettings) -> bool:
        """Check the values that have a form of their own."""
        for name, entry in settings.documents.items():
            if "date" in entry:
                try:
                    parse_edtf(entry["date"])
                except DateNotUnderstood as error:
                    self.add("settings-date", f"[documents.{name}] date: {error}", "", "date")
        if settings.licence_url and not re.match(r"https?://\S+$", settings.licence_url):
            said = f'licence_url is "{settings.licence_url}", which is not a web address.'
            self.add("settings-value", said, 'Write it as "https://…".', "licence_url")
        return not self.failed

    def _misspelt(self, key: str, table: str, schema: dict[str, Type]) -> None:
        where = f"[{table}]" if table else "package.toml"
        near = difflib.get_close_matches(key, schema, n=1, cutoff=0.5)
        cure = f'Write "{near[0]}".' if near else "Known are: " + ", ".join(schema) + "."
        self.add("settings-key", f'There is no key "{key}" in {where}.', cure, key)

    def _wrong(self, key: str, table: str, wanted: Type) -> None:
        where = f"[{table}] " if table else ""
        self.add(
            "settings-type",
            f"{where}{key} has a value that does not fit.",
            f"It must be {wanted.words}.",
            key,
        )

    def add(self, code: str, message: str, cure: str, key: str) -> None:
        self.failed = True
        self.problems.add(
            Level.ERROR,
            code,
            message,
            cure=cure or "Write it as 1939, 1939-03 or 1939-03-08.",
            file=self.file.name,
            line=self._line(key),
        )

    def _line(self, key: str) -> int:
        quoted = re.escape(key)
        wanted = re.compile(rf'^\s*(\[+.*{quoted}.*\]|"?{quoted}"?\s*[.=])')
        return next((n for n, line in enumerate(self.lines, 1) if wanted.match(line)), 0)


def _is_plain(table: str, key: str, schema: dict[str, Type]) -> bool:
    """Tell whether a table is a value (names in languages), not a table with keys of its own."""
    return schema[key] is MAP or (table != "" and schema[key] is not TEXT_OR_TABLE)


def _pairs(value: dict[str, str] | None) -> Pairs:
    return tuple((value or {}).items())


def _settings(raw: dict[str, Any], file: PackageFile) -> PackageSettings:
    package = raw.get("package", {})
    titles = dict(package.get("titles", {}))
    if "title_ru" in package:
        titles.setdefault("ru", package["title_ru"])
    plain = ("identifier", "title", "arrangement", "description", "rights", "licence_url")
    pages = raw.get("pages", {})
    return PackageSettings(
        file=file,
        **{key: package.get(key, "") for key in plain},
        titles=_pairs(titles),
        descriptions=_pairs(package.get("descriptions")),
        language=package.get("language", ""),
        access=package.get("access", "open"),
        repository=_repository(raw.get("repository") or package.get("repository")),
        series=_series(raw.get("series") or package.get("series")),
        register=package.get("register", ""),
        collection=_collection(raw.get("collection") or package.get("collection")),
        sources=raw.get("sources", {}),
        tei=raw.get("tei", {}),
        documents=raw.get("documents", {}),
        texts=tuple(_text(name, entry) for name, entry in raw.get("texts", {}).items()),
        group_pages_by=pages.get("document", ""),
        pages_origin=ORIGINS.get(pages.get("origin", ""), ""),
        pages_language=pages.get("language", ""),
    )


def _repository(value: str | dict[str, Any] | None) -> SourceRepository | None:
    if not value:
        return None
    if isinstance(value, str):
        return SourceRepository(value)
    return SourceRepository(
        value.get("name", ""),
        value.get("abbreviation", ""),
        value.get("country", ""),
        _pairs(value.get("names")),
    )


def _series(value: str | dict[str, Any] | None) -> SourceSeries | None:
    if not value:
        return None
    if isinstance(value, str):
        return SourceSeries(slugify(value), value)
    title = value.get("title", "")
    slug = value.get("slug") or slugify(title)
    return SourceSeries(slug, title, str(value.get("number", "")), _pairs(value.get("titles")))


def _collection(value: str | dict[str, Any] | None) -> SourceCollection | None:
    if not value:
        return None
    if isinstance(value, str):
        return SourceCollection(slugify(value), value)
    title = value.get("title", "")
    return SourceCollection(
        value.get("slug") or slugify(title),
        title,
        value.get("description", ""),
        _pairs(value.get("titles")),
        _pairs(value.get("descriptions")),
    )


def _text(name: str, entry: dict[str, Any]) -> TextSettings:
    return TextSettings(
        name=name,
        files=tuple(entry.get("files", ())),
        kind=KINDS[entry.get("kind", "translation")],
        language=entry.get("language", name),
        title=entry.get("title", ""),
        origin=ORIGINS.get(entry.get("origin", ""), ""),
    )
