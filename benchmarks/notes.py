"""Notes beside a long document, as a browser shows them: python -m benchmarks.notes.

A package of two documents of 120 paragraphs in two languages is imported; one gets 10 notes, the
other 2,000, a third of them the reader's own, a third of his group, a third everyone's. Chromium
opens both in turns, as the reader who is logged in. Prints and keeps JSON: the milliseconds from
the load of the page to painted highlights, from a press on the button to the list of notes, and
from a press on a note to its words; the CPU time of the browser's processes for each, which the
machine's other work does not touch; and the ratios of the two documents.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.reader_page import muniment
from benchmarks.tiles_servers import ROOT
from tools.browser import find_browser, flags

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RESULTS = Path(__file__).resolve().parent / "results" / "notes.json"
ROUNDS = 7
PARAGRAPHS = 120
SIZES = {"few": 10, "many": 2_000}
TARGETS_MS = {"highlights": 300, "panel": 300}
SEED = 1917
COLOURS = ("yellow", "green", "blue", "pink", "violet")
WORDS = {
    "ru": "вечером говорили о ледоходе и маяке которого нет на старой карте залива",
    "en": "in the evening we talked of ice and of a light that the old chart lacks",
}

PACKAGE = """
[package]
identifier = "bench-notes"
title = "Bench"
arrangement = "volume"
language = "ru"
access = "open"
[repository]
name = "Bench"
[sources]
tei = ["volume.xml"]
"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>Bench</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{documents}</body></text></TEI>"""

WATCH = """
addEventListener("load", () => { window.loadedAt = performance.now(); });
(function watch() {
  if (!document.querySelector("notes-panel[data-begun]")) return requestAnimationFrame(watch);
  requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
})();
"""

PAINTED = """
() => new Promise((done) => (function watch() {
  if (window.paintedAt && window.loadedAt) done(Math.max(0, paintedAt - loadedAt));
  else setTimeout(watch, 20);
})())
"""

PRESS = """
([selector, wanted]) => new Promise((done) => {
  const start = performance.now();
  document.querySelector(selector).click();
  (function watch() {
    const isThere = document.querySelector(wanted)?.getClientRects().length;
    if (!isThere) return requestAnimationFrame(watch);
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  })();
})
"""

STEPS = (
    ("highlights", PAINTED, None),
    ("panel", PRESS, [".notes-button", "notes-panel .note-row"]),
    ("note", PRESS, ["notes-panel .note-row-words", "notes-panel article.note"]),
)


def main() -> int:
    """Measure, keep the results; 1 where the long list misses a target."""
    folder = Path(tempfile.mkdtemp(prefix="muniment-notes-"))
    try:
        results = run(folder)
    finally:
        shutil.rmtree(folder)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=2))
    return 0 if results["met"] else 1


def run(folder: Path) -> dict[str, Any]:
    """Make the archive and open its documents in turns."""
    home = make_archive(folder)
    found: dict[str, list[dict[str, float]]] = {name: [] for name in SIZES}
    with muniment(home) as address, chromium() as browser:
        facts = json.loads((home / "facts.json").read_text())
        for _ in range(ROUNDS):
            for name in SIZES:
                found[name].append(look(browser, address, facts, name))
    # What else the machine does can only add to the time of a round: the best one is the nearest.
    best = {
        name: {what: round(min(each[what] for each in rounds)) for what in rounds[0]}
        for name, rounds in found.items()
    }
    ratios = {what: round(best["many"][what] / max(1, of), 2) for what, of in best["few"].items()}
    met = all(best["many"][what] <= limit for what, limit in TARGETS_MS.items())
    return {"milliseconds": best, "ratios": ratios, "targets_ms": TARGETS_MS, "met": met}


def look(browser: Browser, address: str, facts: dict[str, str], name: str) -> dict[str, float]:
    """Open a document with its notes in a fresh profile; give milliseconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 850})
    cookie: Any = {"name": "sessionid", "value": facts["session"], "url": address}
    context.add_cookies([cookie])
    page = context.new_page()
    page.add_init_script(WATCH)
    before = cpu_ms(browser)
    page.goto(f"{address}/documents/{facts[name]}/")
    times: dict[str, float] = {}
    for what, script, argument in STEPS:
        times[what] = float(page.evaluate(script, argument))
        now = cpu_ms(browser)
        times[f"{what}_cpu"], before = now - before, now
    context.close()
    return times


def cpu_ms(browser: Browser) -> float:
    """Give the CPU time of all processes of the browser that are alive, in milliseconds."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return float(sum(process["cpuTime"] for process in found)) * 1000


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser(), args=flags())
        yield started
        started.close()


# The archive -------------------------------------------------------------------------------------


def make_archive(folder: Path) -> Path:
    """Import the package and write the notes, in a process of their own."""
    home, package = folder / "home", folder / "package"
    package.mkdir()
    (package / "package.toml").write_text(PACKAGE, encoding="utf-8")
    (package / "volume.xml").write_text(volume(), encoding="utf-8")
    environment = {**os.environ, "MUNIMENT_HOME": str(home)}
    for command in (
        [sys.executable, "-m", "muniment", "import", str(package)],
        [sys.executable, "-m", "benchmarks.notes", "--seed", str(home)],
    ):
        subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=subprocess.DEVNULL)
    return home


def volume() -> str:
    """Write a volume of one document for each size."""
    chance = random.Random(SEED)
    documents = []
    for name in SIZES:
        texts = [
            f'<div type="{kind}" xml:lang="{language}">{paragraphs(language, chance)}</div>'
            for kind, language in (("edition", "ru"), ("translation", "en"))
        ]
        documents.append(
            f'<div type="document" xml:id="{name}"><head>{name}</head>{texts[0]}{texts[1]}</div>'
        )
    return TEI.format(documents="".join(documents))


def paragraphs(language: str, chance: random.Random) -> str:
    """Write paragraphs of some 340 characters."""
    words = WORDS[language].split()
    return "".join(
        f"<p>{' '.join(chance.choices(words, k=60)).capitalize()}.</p>" for _ in range(PARAGRAPHS)
    )


def seed(home: Path) -> None:
    """Write notes on the documents of an archive, and log a reader in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "muniment.config.settings"
    os.environ["MUNIMENT_ALLOWED_HOSTS"] = "testserver"
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from muniment.accounts.models import User
    from muniment.documents.models import Document
    from muniment.groups.models import Membership
    from muniment.groups.services import create

    call_command("collectstatic", verbosity=0, interactive=False)
    reader, other = (
        User.objects.create_user(f"{n}@example.org", name=n) for n in ("Anna", "Boris")
    )
    group = create("Readers", by=reader)
    Membership.objects.create(group=group, account=other)
    facts = {}
    for name, size in SIZES.items():
        document = Document.objects.get(key__endswith=name)
        write_notes(document, size, people=(reader, other), group=group)
        facts[name] = document.identifier
    client = Client()
    client.force_login(reader)
    facts["session"] = client.cookies["sessionid"].value
    (home / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def write_notes(document: Any, size: int, *, people: tuple[Any, Any], group: Any) -> None:
    """Write notes on passages of both texts, in turns one's own, a group's and everyone's."""
    from django.utils import timezone

    from muniment.annotations.models import Annotation, Share
    from muniment.core.identifiers import random_identifier

    now = timezone.now()
    audiences = ("private", "groups", "public")
    notes = Annotation.objects.bulk_create(
        Annotation(
            identifier=random_identifier(),
            author=people[0] if number % 3 == 0 else people[1],
            document=document,
            document_identifier=document.identifier,
            passage=passage,
            body="" if number % 4 == 0 else f"Remark *{number}* on the ice, and on the light.",
            tags=["ice"] if number % 5 == 0 else [],
            colour=COLOURS[number % len(COLOURS)],
            audience=audiences[number % 3],
            created_at=now,
            changed_at=now,
        )
        for number, passage in enumerate(make_passages(document, size))
    )
    Share.objects.bulk_create(
        Share(annotation=note, group=group) for note in notes if note.audience == "groups"
    )


def make_passages(document: Any, size: int) -> list[Any]:
    """Choose passages of 10 to 200 characters, half of them in each text."""
    from django.db import transaction

    from muniment.core.text.canonical import canonical_string
    from muniment.core.text.model import tree_from_row
    from muniment.passages.services import make_passage
    from muniment.passages.targets import ChosenPassage

    chance = random.Random(SEED)
    texts = [
        (text, canonical_string(tree_from_row(json.loads(text.current.tree))))
        for text in document.texts.select_related("current")
    ]
    made = []
    with transaction.atomic():
        for number in range(size):
            text, canonical = texts[number % 2]
            start = chance.randrange(len(canonical) - 200)
            end = start + chance.randrange(10, 200)
            words = canonical[start:end]
            chosen = ChosenPassage(text.key, text.current.number, start, end, words)
            made.append(make_passage(document, chosen))
    return made


if __name__ == "__main__":
    if sys.argv[1:2] == ["--seed"]:
        seed(Path(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
