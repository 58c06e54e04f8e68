"""Groups in browsers: two readers meet, talk and part; by keyboard, on a phone, for axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.conftest import PASSWORD
from tests.accounts.test_in_browser import Readers
from tests.archives import Archive, served
from tests.screen import Watch

NewPage = Callable[..., Page]

PAGES = (
    "",
    "members/",
    "activity/",
    "invitations/",
    "settings/",
    "close/",
    "discussions/",
    "discussions/new/",
)
LONG = "Семинар по дневникам и письмам времён Гражданской войны на Урале и в Поволжье, 1917–1922"


@pytest.fixture(scope="module")
def readers(sample_archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    archive = sample_archive.copy_to(tmp_path_factory.mktemp("groups") / "home")
    with served(archive) as live:
        yield Readers(live)


def found(page: Page, readers: Readers, name: str) -> str:
    """Make a group; give its path."""
    page.goto(readers.url("/groups/new/"))
    page.get_by_label("Name").fill(name)
    page.get_by_label("Description").fill("We read *diaries*.\n\n- in Russian\n- in English")
    page.get_by_role("button", name="Make the group").click()
    expect(page.get_by_text("The group was made. Now invite its members.")).to_be_visible()
    made = re.search(r"/groups/\w+/", page.url)
    assert made
    return made[0]


def invite(page: Page, readers: Readers, group: str) -> str:
    """Make a link; give its whole address."""
    page.goto(readers.url(f"{group}invitations/"))
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("The new link.")
    expect(link).to_be_visible()
    return link.input_value()


def start(page: Page, readers: Readers, group: str, title: str) -> None:
    page.goto(readers.url(f"{group}discussions/"))
    page.get_by_role("link", name="Start a discussion").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text").fill("Was it *warm*?")
    page.get_by_role("button", name="Start the discussion").click()
    expect(page.get_by_role("heading", name=title, level=2)).to_be_visible()


def test_two_readers_meet_by_an_invitation_talk_and_part(
    new_page: NewPage, readers: Readers, watch: Watch
) -> None:
    watch.expect(r"status of (404|202)")
    owner, guest = new_page(), new_page(java_script_enabled=False)
    readers.register(owner, "owner@example.org")
    group = found(owner, readers, "Readers of diaries")
    link = invite(owner, readers, group)

    guest.goto(link)  # a visitor, who has no account yet
    expect(guest.get_by_role("heading", name="Readers of diaries")).to_be_visible()
    guest.get_by_role("button", name="Join the group").click()
    expect(guest.get_by_text("Log in or register to join the group.")).to_be_visible()
    guest.get_by_role("main").get_by_role("link", name="Register").click()
    guest.get_by_label("E-mail address").fill("guest@example.org")
    guest.get_by_label("Name (if you wish)").fill("Мария")
    guest.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.get_by_role("main").get_by_role("button", name="Register").click()
    guest.goto(readers.link("guest@example.org"))
    guest.get_by_role("button", name="Confirm").click()
    expect(guest).to_have_url(re.compile(group))
    expect(guest.get_by_text("You are in the group.")).to_be_visible()
    start(guest, readers, group, "A spring")

    owner.goto(readers.url("/"))
    owner.locator(".member-mark").click()
    owner.get_by_role("link", name="Мария started the discussion “A spring”").click()
    expect(owner.get_by_role("article").locator("em")).to_have_text("warm")
    owner.get_by_role("link", name=re.compile("Answer.*Мария")).click()
    expect(owner.get_by_role("heading", name="Your answer")).to_be_visible()
    owner.get_by_label("Text").fill("It was.")
    owner.get_by_role("button", name="Post").click()
    expect(owner.get_by_role("article")).to_have_count(2)

    thread = guest.url
    guest.goto(readers.url("/groups/"))
    expect(guest.locator(".member-mark-count")).to_have_text("1")
    guest.goto(thread)
    expect(guest.get_by_role("link", name="In answer to Мария")).to_be_visible()
    expect(guest.locator(".member-mark-count")).to_have_count(0)

    owner.goto(readers.url(f"{group}members/"))
    owner.get_by_role("link", name=re.compile("Change.*Мария")).click()
    owner.get_by_role("button", name="Remove from the group").click()
    expect(owner.get_by_text("The member was removed from the group.")).to_be_visible()
    for address in (f"{group}", f"{group}discussions/", link):
        guest.goto(address if address.startswith("http") else readers.url(address))
        expect(guest.get_by_role("heading", level=1)).not_to_contain_text("Readers of diaries")
        expect(guest.get_by_text("A spring")).to_have_count(0)


@pytest.fixture(scope="module")
def busy(browser: Any, readers: Readers) -> tuple[str, str, list[dict[str, Any]]]:
    """Give the paths of a group and of a discussion in it, and who is logged in as the owner."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    readers.register(page, "busy@example.org")
    group = found(page, readers, LONG)
    invite(page, readers, group)
    start(page, readers, group, LONG)
    discussion = page.url.partition("localhost")[2].partition("/")[2]
    cookies = [c for c in context.cookies() if c["name"] == "sessionid"]
    context.close()
    return group, f"/{discussion.partition('?')[0]}", cookies


def addresses(group: str, discussion: str) -> list[str]:
    own = ["/groups/", "/groups/new/", "/groups/join/wrong/", "/notices/", "/discussions/new/"]
    return [*own, *(f"{group}{page}" for page in PAGES), discussion, f"{discussion}title/"]


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light", "locale": "en-GB"},
        {"color_scheme": "dark", "locale": "ru-RU"},
        {"color_scheme": "light", "locale": "ru-RU", "viewport": {"width": 320, "height": 640}},
    ],
    ids=["light", "dark, Russian", "phone, Russian"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    options: dict[str, Any],
    new_page: NewPage,
    readers: Readers,
    busy: tuple[str, str, list[dict[str, Any]]],
    watch: Watch,
    axe: Callable[..., None],
) -> None:
    watch.expect(r"status of 404")
    group, discussion, cookies = busy
    page = new_page(**options)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    width = page.viewport_size["width"] if page.viewport_size else 0
    for address in addresses(group, discussion):
        page.goto(readers.url(address))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_post_is_written_seen_before_and_deleted_and_brought_back_by_keyboard(
    new_page: NewPage, readers: Readers, busy: tuple[str, str, list[dict[str, Any]]]
) -> None:
    _, discussion, cookies = busy
    page = new_page()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto(readers.url(discussion))
    page.get_by_label("Text").focus()
    page.keyboard.type("Said by **keys**")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Preview")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".discussion-preview strong")).to_have_text("keys")
    page.get_by_role("button", name="Post").focus()
    page.keyboard.press("Enter")
    written = page.get_by_role("article").last
    expect(written).to_contain_text("Said by keys")
    written.get_by_role("button", name="Delete").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").last).to_contain_text("Deleted by its author.")
    page.get_by_role("button", name="Bring back").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").last).to_contain_text("Said by keys")


def test_the_new_link_is_copied_by_a_button(
    new_page: NewPage, readers: Readers, busy: tuple[str, str, list[dict[str, Any]]]
) -> None:
    group, _, cookies = busy
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    link = invite(page, readers, group)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
