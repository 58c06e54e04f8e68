"""What the documentation names exists, and what exists is documented."""

from __future__ import annotations

import json
import re
import tomllib

import click
import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from muniment.cli import main
from muniment.config.environment import SETTINGS
from tests.docs.documents import ROOT, Page, page, pages, tracked_files

NAMES = [each.name for each in pages()]
OTHER_VARIABLES = {
    "PORT",
    "MUNIMENT_ADMIN_EMAIL",
    "MUNIMENT_ADMIN_PASSWORD",
    "MUNIMENT_CHROMIUM",
    "MUNIMENT_CORPORA",
}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    linked = re.findall(r"\]\(([^)\s]+)\)", page(name).text)
    local = [target.partition("#") for target in linked if "://" not in target]
    missing = [target for target, _, _ in local if target and not _is_there(name, target)]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_to_a_heading_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]*#[^)\s]+)\)", page(name).text):
        path, _, anchor = target.partition("#")
        if "://" not in target:
            other = page(
                str((ROOT / name).parent.joinpath(path).relative_to(ROOT)) if path else name
            )
            assert anchor in _anchors(other), target


@pytest.mark.parametrize("name", NAMES)
def test_every_folder_and_module_that_is_named_exists(name: str) -> None:
    named = re.findall(
        r"(?<![\w/.-])((?:muniment|tests|tools|docs|benchmarks|requirements)/[\w./*-]*\w/?)",
        page(name).code,
    )
    built = ("muniment/ui/static/vendor",)
    missing = [path for path in named if not path.startswith(built) and not list(ROOT.glob(path))]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_that_is_named_exists(name: str) -> None:
    for line in page(name).code.splitlines():
        for words in re.findall(r"(?:^|[\s/])muniment ((?:[a-z]|--)[^#|]*)", line):
            _check_command(words.split())


RATIO = re.compile(r"^\| `([^`]+)`[^|]*\| ([\d.]+) \|", re.MULTILINE)


def test_every_command_is_documented() -> None:
    code = page("docs/operations.md").code
    assert [name for name in main.commands if f"muniment {name}" not in code] == []


def test_every_option_is_documented() -> None:
    code = page("docs/operations.md").code
    options = {
        option.opts[-1] if not option.secondary_opts else option.secondary_opts[-1]
        for command in main.commands.values()
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
    }
    assert sorted(option for option in options if option not in code) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_make_target_that_is_named_exists(name: str) -> None:
    lines = page(name).code.splitlines()
    commands = [line.partition("#")[0].split() for line in lines if re.search(r"(^|\s)make ", line)]
    named = {
        word for words in commands for word in words[words.index("make") + 1 :] if "=" not in word
    }
    assert named <= _make_targets()


def test_every_make_target_is_documented() -> None:
    code = page("CONTRIBUTING.md").code + page("README.md").code
    assert {target for target in _make_targets() if f"make {target}" not in code} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_variable_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"\bMUNIMENT_[A-Z_]+\b", page(name).text))
    assert named - set(SETTINGS) - OTHER_VARIABLES == set()


def test_every_setting_is_documented_with_its_default() -> None:
    rows = page("docs/operations.md").text
    assert [name for name in SETTINGS if f"| `{name}` |" not in rows] == []


def test_the_documented_addresses_are_those_that_are_answered() -> None:
    documented = set(re.findall(r"`(/[^`?]*)`", page("docs/addresses.md").text))
    assert documented == set(_routes(get_resolver()))


def test_the_documented_layers_are_those_that_imports_are_held_to() -> None:
    rows = re.findall(r"^\| (`\w+`(?: · `\w+`)*) \|", page("ARCHITECTURE.md").text, re.MULTILINE)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(each["layers"] for each in settings["contracts"] if each["type"] == "layers")
    assert [set(re.findall(r"\w+", row)) for row in rows] == [
        set(re.findall(r"\w+", layer)) for layer in layers
    ]


def test_the_locks_of_the_package_agree_with_what_it_declares() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
    lines = (ROOT / "requirements" / "runtime.in").read_text("utf-8").splitlines()
    first_part = lines[: lines.index("")]
    assert declared == [line for line in first_part if not line.startswith("#")]


def test_the_ratios_of_the_benchmarks_are_those_of_the_kept_runs() -> None:
    """Tables of other shapes, such as of times or of several figures a row, are left alone."""
    compared = set()
    for section in page("benchmarks/README.md").text.split("\n## "):
        if kept := re.search(r"`results/(\w+\.json)`", section):
            file = ROOT / "benchmarks" / "results" / kept[1]
            found = json.loads(file.read_text("utf-8")) if file.exists() else {}
            ratios = found.get("ratios", {})
            for name, said in re.findall(
                r"^\| `([^`]+)`[^|]*\| ([\d.]+) \|", section, re.MULTILINE
            ):
                if isinstance(ratios.get(name), int | float):
                    decimals = len(said.partition(".")[2])
                    assert f"{ratios[name]:.{decimals}f}" == said, f"{name} of {kept[1]}"
                    compared.add(kept[1])
    assert {"tiles.json", "groups.json", "library.json", "import.json"} <= compared


def test_the_documentation_is_found() -> None:
    assert {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= set(NAMES)
    assert len(tracked_files()) > len(NAMES)


def _is_there(name: str, target: str) -> bool:
    """Tell whether a link of a page leads to a file beside it, or to an address of the archive."""
    if target.startswith("/"):
        return resolve(target) is not None
    return (ROOT / name).parent.joinpath(target).exists()


def _anchors(of: Page) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", of.text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):.*##", text, flags=re.MULTILINE))


def _check_command(words: list[str]) -> None:
    name, *rest = words
    if name.startswith("--"):
        assert name in {"--help", "--version"}
        return
    assert name in main.commands, f"muniment {name}"
    known = {option for parameter in main.commands[name].params for option in parameter.opts} | {
        "--help"
    }
    options = [
        word.strip("[]").partition("=")[0] for word in rest if word.lstrip("[").startswith("--")
    ]
    if name != "manage":
        assert [option for option in options if option not in known] == []


def _routes(resolver: URLResolver, prefix: str = "/") -> list[str]:
    """Write each address as the documentation does: `/volumes/<slug>/`."""
    found: list[str] = []
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            found += _spelt(route)
        else:
            found += _routes(entry, route)
    return found


def _spelt(route: str) -> list[str]:
    route = re.sub(r"<\w+:(\w+)>", r"<\1>", route)
    if "^" not in route:
        return [route]
    plain = route.replace("^", "").replace("$", "").replace("/?", "/" if "ark:" in route else "")
    choices = re.search(r"\(\?P<\w+>([a-z|]+)\)", plain)
    if choices:
        return [plain.replace(choices[0], word) for word in choices[1].split("|")]
    return [re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", plain).rstrip("/")]
