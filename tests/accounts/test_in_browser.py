"""Accounts in a browser: from registering to the passkey, by keyboard, on a phone, and for axe."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.accounts.conftest import PASSWORD
from tests.accounts.test_security import totp
from tests.archives import Archive, LiveArchive, muniment, served

NewPage = Callable[..., Page]

FOR_VISITORS = (
    "/account/login/",
    "/account/register/",
    "/account/confirm/",
    "/account/confirm/no-such-key/",
    "/account/login/code/",
    "/account/closed/",
    "/account/deleted/",
    "/account/password/forgotten/",
    "/account/password/forgotten/sent/",
    "/account/password/new/1-no-such-key/",
    "/account/password/new/done/",
)
FOR_READERS = (
    "/account/",
    "/account/name/",
    "/account/email/",
    "/account/password/",
    "/account/sessions/",
    "/account/security/",
    "/account/export/",
    "/account/logout/",
    "/account/check/",
    "/account/continue/no-such-token/",
)
AFTER_CONFIRMING = (
    "/account/delete/",
    "/account/security/app/",
    "/account/security/codes/",
    "/account/security/codes/new/",
    "/account/security/passkeys/add/",
)


@dataclass(frozen=True, slots=True)
class Readers:
    """An archive with the mails that it sends. Browsers know passkeys on `localhost` only."""

    live: LiveArchive

    def url(self, path: str) -> str:
        return f"http://localhost:{urlsplit(self.live.address).port}{path}"

    def mails(self, to: str) -> list[str]:
        """Send what waits and give the mails to an address, oldest first."""
        home = self.live.archive.home
        done: subprocess.CompletedProcess[str] = muniment("work", "--until-empty", home=home)
        assert done.returncode == 0, done.stderr
        paths = sorted((home / "outbox").iterdir(), key=lambda p: int(p.stem.rpartition("-")[2]))
        texts = [path.read_text(encoding="utf-8") for path in paths]
        return [text for text in texts if f"To: {to}\n" in text]

    def link(self, to: str) -> str:
        """Give the address in the newest mail to somebody."""
        found = re.search(r"https?://\S+", self.mails(to)[-1])
        assert found is not None
        return found[0]

    def register(self, page: Page, email: str) -> None:
        """Register, open the link of the mail, and be logged in."""
        page.goto(self.url("/account/register/"))
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Register").click()
        expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
        page.goto(self.link(email))
        page.get_by_role("button", name="Confirm").click()
        expect(page.locator(".member-button")).to_be_attached()

    def log_in(self, page: Page, email: str) -> None:
        page.goto(self.url("/account/login/"))
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()

    def confirm(self, page: Page) -> None:
        """Give the password once more where it is asked for."""
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()


@pytest.fixture(scope="module")
def readers(sample_archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    archive = sample_archive.copy_to(tmp_path_factory.mktemp("readers") / "home")
    with served(archive) as live:
        yield Readers(live)


def add_authenticator(page: Page) -> CDPSession:
    """Give the browser a device that checks its owner's finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


def open_member_menu(page: Page) -> None:
    page.locator(".member-button").click()
    expect(page.locator("#member-menu")).to_be_visible()


def test_a_reader_registers_confirms_logs_out_and_in_again(page: Page, readers: Readers) -> None:
    page.goto(readers.url("/browse/people/"))
    page.get_by_role("link", name="Register").click()
    page.get_by_label("E-mail address").fill("first@example.org")
    page.get_by_label("Name (if you wish)").fill("Мария Ивановна")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Register").click()
    page.goto(readers.link("first@example.org"))
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(readers.url("/browse/people/"))
    expect(page.locator(".member-button")).to_contain_text("Мария Ивановна")
    open_member_menu(page)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    readers.log_in(page, "first@example.org")
    expect(page.locator(".member-button")).to_contain_text("Мария Ивановна")


def test_everything_of_that_works_without_scripts(new_page: NewPage, readers: Readers) -> None:
    page = new_page(java_script_enabled=False)
    readers.register(page, "plain@example.org")
    page.goto(readers.url("/account/security/"))
    page.get_by_role("link", name="Connect an app").click()
    readers.confirm(page)
    expect(page.get_by_role("heading", name="Connect an app")).to_be_visible()


def test_a_passkey_is_added_and_logs_in_alone(page: Page, readers: Readers) -> None:
    add_authenticator(page)
    readers.register(page, "passkey@example.org")
    page.goto(readers.url("/account/security/"))
    page.get_by_role("link", name="Add a passkey").click()
    readers.confirm(page)
    page.get_by_label("Name of this passkey").fill("Reading room")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator(".account-codes li")).to_have_count(10)
    page.goto(readers.url("/account/security/"))
    expect(page.locator("strong", has_text="Reading room")).to_be_visible()
    open_member_menu(page)
    page.get_by_role("button", name="Log out").click()
    page.goto(readers.url("/account/login/?next=/browse/dates/"))
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page).to_have_url(readers.url("/browse/dates/"))
    expect(page.locator(".member-button")).to_contain_text("passkey@example.org")


def test_a_passkey_is_asked_for_after_the_password_and_before_what_matters(
    page: Page, readers: Readers
) -> None:
    add_authenticator(page)
    readers.register(page, "both@example.org")
    page.goto(readers.url("/account/security/passkeys/add/"))
    readers.confirm(page)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.locator(".account-codes")).to_be_visible()
    open_member_menu(page)
    page.get_by_role("button", name="Log out").click()
    readers.log_in(page, "both@example.org")
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator(".member-button")).to_be_visible()
    page.goto(readers.url("/account/check/passkey/?next=/account/delete/"))
    page.get_by_role("button", name="Use the passkey").click()
    expect(page.get_by_role("heading", name="Delete the account")).to_be_visible()


def test_a_device_without_a_passkey_says_so_and_the_password_stays_a_way(
    page: Page, readers: Readers
) -> None:
    add_authenticator(page)
    page.goto(readers.url("/account/login/"))
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("The device gave no passkey.")).to_be_visible()
    expect(page.get_by_role("button", name="Log in with a passkey")).to_be_enabled()


def test_a_code_of_an_app_is_the_second_step(page: Page, readers: Readers) -> None:
    readers.register(page, "app@example.org")
    page.goto(readers.url("/account/security/app/"))
    readers.confirm(page)
    picture = page.get_by_role("img", name="Picture for the app")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    secret = page.locator(".account-secret").inner_text()
    page.get_by_label("Code that the app shows").fill(totp(secret))
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("The app is connected.")).to_be_visible()
    open_member_menu(page)
    page.get_by_role("button", name="Log out").click()
    readers.log_in(page, "app@example.org")
    page.get_by_label("Code", exact=True).fill(totp(secret, steps_from_now=1))
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.locator(".member-button")).to_be_visible()


def test_the_password_is_shown_on_request(page: Page, readers: Readers) -> None:
    page.goto(readers.url("/account/register/"))
    field = page.get_by_label("Password", exact=True)
    field.fill(PASSWORD)
    button = page.get_by_role("button", name="Show the password")
    button.click()
    expect(field).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(field).to_have_attribute("type", "password")


def test_the_log_in_needs_no_mouse(page: Page, readers: Readers) -> None:
    readers.register(page, "keys@example.org")
    page.goto(readers.url("/account/"))
    page.locator(".member-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#member-menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#member-menu")).to_be_hidden()
    expect(page.locator(".member-button")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Log out").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    page.goto(readers.url("/account/login/"))
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("keys@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".member-button")).to_be_visible()


def test_a_mistake_is_said_at_its_field(page: Page, readers: Readers) -> None:
    page.goto(readers.url("/account/register/"))
    page.get_by_label("E-mail address").fill("weak@example.org")
    page.get_by_label("Password", exact=True).fill("12345678")
    page.get_by_role("main").get_by_role("button", name="Register").click()
    field = page.get_by_label("Password", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    described = (field.get_attribute("aria-describedby") or "").split()
    said = " ".join(page.locator(f"#{name}").inner_text() for name in described)
    assert "too common" in said
    expect(page.get_by_label("E-mail address")).to_have_value("weak@example.org")


def a_document(page: Page, readers: Readers) -> str:
    """Give the address of the form that saves the first document that is found."""
    page.goto(readers.url("/search/"))
    href = page.locator(".results a[href^='/documents/']").first.get_attribute("href") or ""
    return readers.url(f"/library/save/?document={href.split('/')[2]}")


def test_what_a_visitor_saves_is_saved_after_registering_in_another_browser(
    new_page: NewPage, readers: Readers
) -> None:
    page = new_page()
    page.goto(a_document(page, readers))
    page.get_by_label("Note").fill("To be compared with the log book")
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Register").click()
    page.get_by_label("E-mail address").fill("saver@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
    telephone = new_page(viewport={"width": 390, "height": 844})
    telephone.goto(readers.link("saver@example.org"))
    telephone.get_by_role("button", name="Confirm").click()
    telephone.get_by_label("E-mail address").fill("saver@example.org")
    telephone.get_by_label("Password", exact=True).fill(PASSWORD)
    telephone.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    expect(telephone.get_by_text("Saved to your library.")).to_be_visible()
    kept = telephone.context.request.get(readers.url("/library/export.csv")).text()
    assert kept.count("To be compared with the log book") == 1


def test_a_visitor_is_asked_in_place_and_the_page_stays(page: Page, readers: Readers) -> None:
    page.goto(readers.url("/search/"))
    page.locator(".results a[href^='/documents/']").first.click()
    page.wait_for_url(re.compile(r"/documents/"), wait_until="load")
    address = page.url
    page.locator(".pane-save").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_have_accessible_name("Log in or register to save this to your library.")
    expect(dialog.get_by_role("link", name="Register")).to_be_visible()
    assert page.url == address


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light", "locale": "en-GB"},
        {"color_scheme": "dark", "locale": "en-GB"},
        {"color_scheme": "light", "locale": "en-GB", "viewport": {"width": 390, "height": 844}},
    ],
    ids=["light", "dark", "phone"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    options: dict[str, Any],
    new_page: NewPage,
    readers: Readers,
    axe: Callable[..., None],
    watch: Any,
) -> None:
    watch.expect("404")  # for a token that there is not
    page = new_page(**options)
    scheme = f"{options['color_scheme']}{options.get('viewport', {}).get('width', '')}"

    def check(path: str) -> None:
        page.goto(readers.url(path))
        axe(page)
        width = page.viewport_size
        assert width is not None
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.set_viewport_size(width)

    for path in FOR_VISITORS:
        check(path)
    readers.register(page, f"axe-{scheme}@example.org")
    for path in FOR_READERS:
        check(path)
    page.goto(readers.url("/account/security/app/"))
    readers.confirm(page)
    check("/account/security/app/")
    page.goto(readers.url("/account/security/app/"))
    secret = page.locator(".account-secret").inner_text()
    page.get_by_label("Code that the app shows").fill(totp(secret))
    page.get_by_role("button", name="Connect").click()
    for path in (*AFTER_CONFIRMING, "/account/check/code/", "/account/security/app/off/"):
        check(path)
