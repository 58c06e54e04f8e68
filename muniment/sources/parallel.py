"""Pair the files that hold one document's transcription and its translations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from muniment.core.text.model import TextKind
from muniment.sources.files import PackageFile
from muniment.sources.languages import is_language_name, language_tag
from muniment.sources.model import Level, Problems, SourceDocument
from muniment.sources.selection import match_glob, note_empty_glob
from muniment.sources.settings import PackageSettings
from muniment.sources.wording import counted

_STEM_LANGUAGE = re.compile(r"^(?P<stem>.+?)[._-](?P<language>[A-Za-z]{2,3}(-[A-Za-z]{4})?)$")


@dataclass(frozen=True, slots=True)
class Companion:
    """A file with a further text of the documents of another file."""

    file: PackageFile
    kind: str = TextKind.TRANSLATION
    language: str = ""
    title: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Paired:
    """A file of documents and the files with their further texts."""

    main: PackageFile
    companions: tuple[Companion, ...] = ()


def pair_files(
    files: Sequence[PackageFile],
    listed: Sequence[Companion],
    settings: PackageSettings,
    choices: list[str],
    problems: Problems,
) -> list[Paired]:
    """Pair files as [texts] says, else by folders or endings that name languages."""
    names = {companion.file.name for companion in listed}
    mains = [file for file in files if file.name not in names]
    if listed:
        return _pair_listed(mains, listed, problems)
    groups: dict[str, list[tuple[str, PackageFile]]] = defaultdict(list)
    for file in mains:
        language, rest = split_language(file.name)
        groups[rest].append((language, file))
    paired = [_pair_group(group, settings) for group in groups.values()]
    found = [pairs for group in paired for pairs in group]
    _tell(found, choices)
    return found


def split_language(name: str) -> tuple[str, str]:
    """Take the language out of a path: "tei/ru/01.xml" and "01.ru.xml" both give ("ru", …)."""
    *folders, last = name.split("/")
    for place in range(len(folders) - 1, -1, -1):
        if is_language_name(folders[place]):
            rest = [*folders[:place], "*", *folders[place + 1 :], last]
            return language_tag(folders[place]), "/".join(rest)
    stem, dot, suffix = last.rpartition(".")
    found = _STEM_LANGUAGE.match(stem)
    if found and is_language_name(found["language"]):
        return language_tag(found["language"]), "/".join([*folders, found["stem"] + dot + suffix])
    return "", name


def _pair_group(group: list[tuple[str, PackageFile]], settings: PackageSettings) -> list[Paired]:
    languages = [language for language, _ in group]
    if len(group) == 1 or len(set(languages)) != len(group):
        return [Paired(file) for _, file in group]
    first = settings.language if settings.language in languages else languages[0]
    main = next(file for language, file in group if language == first)
    others = [Companion(file, language=lang) for lang, file in group if file is not main]
    return [Paired(main, tuple(others))]


def _tell(paired: list[Paired], choices: list[str]) -> None:
    joined = [pair for pair in paired if pair.companions]
    if joined:
        example = joined[0]
        others = ", ".join(c.file.name for c in example.companions)
        choices.append(
            f"{counted(len(joined), 'file was', 'files were')} joined with translations by name, "
            f"such as {example.main.name} with {others}; the language of [package] says which is "
            "the original, and [texts] pairs files otherwise."
        )


def list_companions(
    files: list[PackageFile],
    settings: PackageSettings,
    problems: Problems,
    identify: Callable[[PackageFile], PackageFile],
) -> list[Companion]:
    """List the files that [texts] names."""
    found: list[Companion] = []
    for text in settings.texts:
        for pattern in text.files:
            matching = match_glob(files, pattern)
            if not matching:
                note_empty_glob(pattern, f"[texts.{text.name}]", settings, problems)
            found.extend(
                Companion(identify(file), text.kind, text.language, text.title, text.origin)
                for file in matching
            )
    return found


def _pair_listed(
    mains: list[PackageFile], listed: Sequence[Companion], problems: Problems
) -> list[Paired]:
    by_main: dict[str, list[Companion]] = defaultdict(list)
    alone: list[Paired] = []
    for companion in listed:
        main = _main_of(companion, mains, listed)
        if main:
            by_main[main.name].append(companion)
            continue
        alone.append(Paired(companion.file))
        problems.add(
            Level.WARNING,
            "text-unpaired",
            "No file of documents is called like this one, so its texts are documents of their "
            "own.",
            cure="Give both files one name, in different folders or with _ru, _en behind it.",
            file=companion.file.name,
        )
    return [Paired(main, tuple(by_main[main.name])) for main in mains] + alone


def _main_of(
    companion: Companion, mains: list[PackageFile], listed: Sequence[Companion]
) -> PackageFile | None:
    wanted = _bare_stem(companion.file)
    same = [main for main in mains if _bare_stem(main) == wanted]
    if same:
        return same[0]
    alike = [c for c in listed if (c.kind, c.language) == (companion.kind, companion.language)]
    return mains[0] if len(mains) == 1 and len(alike) == 1 else None


def _bare_stem(file: PackageFile) -> str:
    _, rest = split_language(file.name)
    return rest.rpartition("/")[2].rpartition(".")[0].casefold()


def merge_texts(
    documents: Iterator[SourceDocument],
    further: list[tuple[Companion, list[SourceDocument]]],
    *,
    count: int,
    problems: Problems,
) -> Iterator[SourceDocument]:
    """Add the texts of companions to the documents they belong to.

    A document is found by its xml:id, else by its place if both files hold as many. What
    belongs to none is a document of its own.
    """
    used: set[int] = set()
    for number, document in enumerate(documents):
        for companion, others in further:
            match = _match(document, number, count, others)
            if match is not None and id(match) not in used:
                used.add(id(match))
                _add_texts(document, match, companion)
        yield document
    for companion, others in further:
        left = [other for other in others if id(other) not in used]
        for other in left:
            problems.add(
                Level.WARNING,
                "text-unpaired",
                f'"{other.title}" belongs to no document of the file it translates; it is a '
                "document of its own.",
                cure="Give both the same xml:id.",
                file=other.source,
                line=other.line,
            )
            other.key = f"{companion.language or companion.kind.lower()}:{other.key}"
            yield other


def _match(
    document: SourceDocument, number: int, count: int, others: list[SourceDocument]
) -> SourceDocument | None:
    if document.xml_id:
        for other in others:
            if other.xml_id == document.xml_id:
                return other
    if len(others) == count and number < count:
        other = others[number]
        return other if not (other.xml_id and document.xml_id) or count == 1 else None
    return None


def _add_texts(document: SourceDocument, other: SourceDocument, companion: Companion) -> None:
    for text in other.texts:
        text.kind = companion.kind
        text.language = companion.language or text.language
        text.tree.language = text.language
        text.title = companion.title or text.title
        text.origin = companion.origin or text.origin
        document.texts.append(text)
    document.source_characters += other.source_characters
    document.surfaces += tuple(key for key in other.surfaces if key not in document.surfaces)
