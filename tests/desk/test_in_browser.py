"""The desk in browsers: a complaint from the reader to the decision and back; axe; a phone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.test_security import totp
from tests.annotations.browsing import DOCUMENT, NewPage, Readers
from tests.archives import Archive, environment, muniment, served
from tests.reader.browsing import identifier_of
from tests.screen import Watch

CLERK, PASSWORD = "clerk@example.org", "grey granite harbour"
RUDE = "Whoever translated this is a **fool**."


@dataclass(frozen=True, slots=True)
class Desk:
    """A live archive with two readers and one of the staff, who has a second step."""

    readers: Readers
    cookies: list[Any]

    def open(self, page: Page, path: str) -> None:
        """Open a page as staff."""
        page.context.add_cookies(self.cookies)
        page.goto(self.readers.live.url(path))


@pytest.fixture(scope="module")
def readers(sample_archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    archive = sample_archive.copy_to(tmp_path_factory.mktemp("desk") / "home")
    done = muniment("createadmin", "--email", CLERK, "--name", "Clara Clerk",
                    "--password", PASSWORD, home=archive.home)  # fmt: skip
    assert done.returncode == 0, done.stderr
    with served(archive) as live:
        yield Readers.of(live)


@pytest.fixture(scope="module")
def desk(browser: Any, readers: Readers) -> Desk:
    """Log in as staff, set up an app, and give its code."""
    context = browser.new_context(locale="en-GB")
    come_to_desk(context.new_page(), readers)
    cookies = [each for each in context.cookies() if each["name"] == "sessionid"]
    context.close()
    return Desk(readers, cookies)


def come_to_desk(page: Page, readers: Readers) -> None:
    """Log in by password, be led to the second step, set it up, and give it."""
    page.goto(readers.live.url("/account/login/?next=/desk/"))
    page.get_by_label("E-mail address").fill(CLERK)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", name="A second step is needed")).to_be_visible()
    page.get_by_role("link", name="Set up a second step").click()
    page.get_by_role("link", name="Connect an app").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    secret = page.locator(".account-secret").inner_text()
    page.get_by_label("Code that the app shows").fill(totp(secret))
    page.get_by_role("button", name="Connect", exact=True).click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(readers.live.url("/desk/"))
    page.get_by_role("link", name="Give the second step").click()
    page.get_by_role("main").get_by_role("textbox").fill(totp(secret, steps_from_now=1))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Desk", level=1)).to_be_visible()


def publish(page: Page, readers: Readers, body: str) -> str:
    """Write a note for everyone on a whole document as anna; give its address."""
    readers.log_in(page, "anna")
    document = identifier_of(readers.live, DOCUMENT)
    page.goto(readers.live.url(f"/documents/{document}/notes/new/"))
    page.get_by_label("Note", exact=True).fill(body)
    page.get_by_label("Everyone").check()
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("article.note")).to_be_visible()
    return page.url


def complain(page: Page, readers: Readers, note: str, words: str) -> None:
    """Report a note as boris."""
    readers.log_in(page, "boris")
    page.goto(note)
    page.get_by_role("link", name="Report").click()
    page.get_by_label("What is wrong with it?").fill(words)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Your report is with the staff.")).to_be_visible()


def test_a_reported_note_is_hidden_and_both_sides_learn_why(
    new_page: NewPage, readers: Readers, desk: Desk, watch: Watch
) -> None:
    watch.expect(r"status of 404")
    anna, boris, visitor, clerk = (new_page() for _ in range(4))
    note = publish(anna, readers, RUDE)
    complain(boris, readers, note, "This insults the translator.")
    visitor.goto(note)
    expect(visitor.locator(".note-body strong")).to_have_text("fool")

    desk.open(clerk, "/")
    clerk.locator(".member-button").click()
    clerk.locator("#member-menu").get_by_role("link", name="Desk").click()
    clerk.get_by_role("link", name="Reports").click()
    expect(clerk.get_by_text("This insults the translator.")).to_be_visible()
    clerk.get_by_role("link", name="Note by Anna").click()
    expect(clerk.locator(".desk-meant strong").last).to_have_text("fool")
    clerk.get_by_label("Hide it").check()
    clerk.get_by_label("Your answer").fill("Say what is wrong with the translation instead.")
    clerk.get_by_role("button", name="Decide and tell them").click()
    expect(clerk.get_by_text("The decision was taken")).to_be_visible()
    expect(clerk.get_by_text("Nothing waits.")).to_be_visible()

    for other in (visitor, boris):
        answer = other.goto(note)
        assert answer and answer.status == 404
    boris.goto(readers.live.url("/notices/"))
    expect(boris.get_by_text("staff have hidden it. Say what is wrong")).to_be_visible()
    anna.goto(readers.live.url("/notices/"))
    anna.get_by_role("link", name="Staff have hidden what you wrote").click()
    expect(anna.get_by_text("The staff have hidden this note")).to_be_visible()

    desk.open(clerk, "/desk/reports/?show=decided")
    clerk.get_by_role("link", name="Note by Anna").click()
    clerk.get_by_role("button", name="Show it again").click()
    expect(clerk.get_by_text("It can be seen again")).to_be_visible()
    visitor.goto(note)
    expect(visitor.locator(".note-body strong")).to_have_text("fool")
    desk.open(clerk, "/desk/audit/")
    said = clerk.locator(".desk-acts .entry > p:first-child").all_inner_texts()
    assert said[0].startswith("Something hidden or deleted was shown again")
    assert said[1].startswith("Something reported was hidden")


def test_a_complaint_is_decided_by_keyboard(
    new_page: NewPage, readers: Readers, desk: Desk
) -> None:
    complain(new_page(), readers, publish(new_page(), readers, "Buy boats"), "An advertisement.")
    page = new_page()
    desk.open(page, "/desk/reports/")
    page.get_by_role("link", name="Note by Anna").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Nothing is wrong with it").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Warn the author")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.type("No advertisements, please.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The decision was taken")).to_be_visible()


def test_the_log_is_downloaded_as_a_table(new_page: NewPage, desk: Desk) -> None:
    page = new_page()
    desk.open(page, "/desk/audit/")
    page.get_by_label("What", exact=True).select_option("A second step was set up")
    page.get_by_role("button", name="Show these").click()
    with page.expect_download() as given:
        page.get_by_role("button", name="Download as a table (CSV)").click()
    lines = given.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "when,who,account,what,kind,thing,details"
    assert {line.split(",")[3] for line in lines[1:]} == {"account.second_step_added"}


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light", "locale": "en-GB", "viewport": {"width": 1280, "height": 900}},
        {"color_scheme": "dark", "locale": "ru-RU"},
        {"color_scheme": "light", "locale": "ru-RU", "viewport": {"width": 320, "height": 640}},
    ],
    ids=["light", "dark, Russian", "phone, Russian"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    options: dict[str, Any],
    new_page: NewPage,
    readers: Readers,
    desk: Desk,
    watch: Watch,
    axe: Callable[..., None],
) -> None:
    watch.expect(r"status of (403|409|422)")
    complain(new_page(), readers, publish(new_page(), readers, RUDE * 9), "Rude! " * 40)
    page = new_page(**options)
    width = page.viewport_size["width"] if page.viewport_size else 0
    desk.open(page, "/desk/reports/")
    report = page.locator(".desk-case a").last.get_attribute("href")
    assert report
    shelves = ["/desk/", "/desk/reports/", "/desk/reports/?show=decided", report, "/desk/audit/"]
    for path in (*shelves, "/desk/audit/?since=yesterday", "/desk/audit/?who=nobody"):
        desk.open(page, path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    desk.open(page, report)
    page.locator("#outcome-hidden").check()
    page.locator(".form-actions .button-primary").click()
    expect(page.locator("#form-error")).to_be_visible()
    axe(page)
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": _without_second_step(desk), "url": readers.live.address}]
    )
    page.goto(readers.live.url("/desk/"))
    expect(page.locator(".button-primary")).to_be_visible()
    axe(page)


def _without_second_step(desk: Desk) -> str:
    """Make a session of the clerk's in which no second step was given."""
    home = desk.readers.live.archive.home
    code = (
        "from muniment.accounts.models import User; from tests.annotations.live_readers import"
        f" _session; print(_session(User.objects.get(email='{CLERK}')))"
    )
    done = subprocess.run(
        [sys.executable, "-m", "muniment", "manage", "shell", "--no-imports", "-c", code],
        env=environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]
