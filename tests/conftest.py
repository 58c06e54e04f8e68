"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests.archives import CORPORA, ROOT, SAMPLE, Archive, LiveArchive, served, template

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django import DjangoDbBlocker

    from tests.screen import Watch


# A run is repeatable: HYPOTHESIS_PROFILE=default looks at new examples each time.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Give the folder of real sources, or skip where it is absent."""
    folder = Path(os.environ.get("MUNIMENT_CORPORA") or ROOT.parent / "shared" / "corpora")
    if not folder.is_dir():
        pytest.skip(f"The corpora are not at {folder}: set MUNIMENT_CORPORA to their folder.")
    return folder


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Give an archive of the sample packages with their tiles; this worker may write to it."""
    made = template("sample", SAMPLE, work=True)
    return made.copy_to(tmp_path_factory.mktemp("sample") / "home")


@pytest.fixture(scope="session")
def corpora_archive(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Give an archive of all corpora without tiles; this worker may write to it."""
    made = template("corpora", {name: corpora / name for name in CORPORA}, work=False)
    return made.copy_to(tmp_path_factory.mktemp("corpora") / "home")


@pytest.fixture
def in_sample(
    sample_archive: Archive, settings: Any, django_db_blocker: DjangoDbBlocker
) -> Iterator[Archive]:
    """Let the test's queries go to the sample archive; what it writes is taken back."""
    with _inside(sample_archive, settings, django_db_blocker):
        yield sample_archive


@pytest.fixture
def in_corpora(
    corpora_archive: Archive, settings: Any, django_db_blocker: DjangoDbBlocker
) -> Iterator[Archive]:
    """Let the test's queries go to the archive of all corpora; what it writes is taken back."""
    with _inside(corpora_archive, settings, django_db_blocker):
        yield corpora_archive


def _inside(archive: Archive, settings: Any, blocker: DjangoDbBlocker) -> Any:
    from tests.databases import use_database

    settings.MUNIMENT_HOME = archive.home
    return use_database(archive.database, blocker)


@pytest.fixture(scope="session")
def live_archive(sample_archive: Archive) -> Iterator[LiveArchive]:
    """Serve the sample archive as its readers get it."""
    with served(sample_archive) as live:
        yield live


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium without a window."""
    from playwright.sync_api import sync_playwright

    from tools.browser import ADVICE, find_browser, flags

    found = find_browser()
    if found is None:
        pytest.fail(ADVICE)
    # Playwright keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=flags())
        yield started
        started.close()


@pytest.fixture
def watch() -> Watch:
    """Collect what the browser complains about; `watch.expect(…)` allows what is meant to be."""
    from tests.screen import Watch

    return Watch()


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a fresh profile with the options that it is called with."""
    contexts = []

    def open_page(**options: Any) -> Page:
        defaults = {"locale": "en-GB", "viewport": {"width": 1400, "height": 900}}
        context = browser.new_context(**{**defaults, **options})
        contexts.append(context)
        page = context.new_page()
        watch.attach(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.unexpected() == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """Open one page of 1400 × 900; the test fails on any error, policy violation or far request."""
    return new_page()


@pytest.fixture
def axe() -> Callable[..., None]:
    """Check that axe finds nothing to complain about on a page as it now is."""
    from tests.screen import axe_violations

    def check(page: Page, **options: Any) -> None:
        assert axe_violations(page, **options) == []

    return check
