"""The Russian interface is complete: every word of every template and module is translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2] / "muniment"
CATALOGUE = PACKAGE / "locale" / "ru" / "LC_MESSAGES" / "django.po"
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
IN_TEMPLATE = re.compile(
    r"(?<![\w.])(?P<name>_|n?p?gettext)\((?P<words>(?:\s*,?\s*u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))+)"
)

Message = tuple[str, str]
"""Context, "" for none, and the words."""


def messages_of_module(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [
            a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if node.func.id in FUNCTIONS and words:
            yield "", words[0]
        elif node.func.id in WITH_CONTEXT and len(words) > 1:
            yield words[0], words[1]


def messages_of_template(path: Path) -> Iterator[Message]:
    for found in IN_TEMPLATE.finditer(templatize(path.read_text(encoding="utf-8"))):
        words = ast.literal_eval(f"({found['words'].strip().lstrip(',')},)")
        yield words[:2] if "p" in found["name"] else ("", words[0])


def every_message() -> dict[Message, Path]:
    found: dict[Message, Path] = {}
    for path in PACKAGE.rglob("*.py"):
        found.update(dict.fromkeys(messages_of_module(path), path))
    for path in [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("templates/**/*.txt")]:
        found.update(dict.fromkeys(messages_of_template(path), path))
    return found


@pytest.fixture(scope="module")
def catalogue() -> dict[Message, polib.POEntry]:
    return {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(CATALOGUE)) if not e.obsolete}


def test_the_scanner_finds_words_in_modules_and_templates() -> None:
    found = every_message()
    assert ("", "Skip to the content") in found
    assert ("", "%(n)s document") in found
    assert ("level", "Fonds") in found
    assert ("", "Published by %(name)s") in found


def test_every_word_of_the_interface_is_in_the_catalogue(
    catalogue: dict[Message, polib.POEntry],
) -> None:
    missing = {
        m: str(p.relative_to(PACKAGE)) for m, p in every_message().items() if m not in catalogue
    }
    assert not missing


def test_no_entry_is_empty_doubtful_or_left_over(
    catalogue: dict[Message, polib.POEntry],
) -> None:
    assert [e.msgid for e in catalogue.values() if not e.translated() or e.fuzzy] == []
    assert set(catalogue) - set(every_message()) == set()


def test_every_translation_keeps_its_placeholders(
    catalogue: dict[Message, polib.POEntry],
) -> None:
    for entry in catalogue.values():
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        for said in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert set(PLACEHOLDER.findall(said)) == wanted, entry.msgid


def test_every_counted_noun_has_three_russian_forms(
    catalogue: dict[Message, polib.POEntry],
) -> None:
    for entry in catalogue.values():
        if entry.msgid_plural:
            assert len([form for form in entry.msgstr_plural.values() if form]) == 3, entry.msgid
