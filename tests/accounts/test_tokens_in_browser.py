"""Tokens on screen: made, shown once, used and revoked; for axe, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.test_in_browser import Readers
from tests.archives import Archive, served

NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def readers(sample_archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    archive = sample_archive.copy_to(tmp_path_factory.mktemp("tokens") / "home")
    with served(archive) as live:
        yield Readers(live)


def make(page: Page, readers: Readers, name: str, *, scope: str = "Read and write") -> str:
    """Make a token on its screen; give the secret."""
    page.goto(readers.url("/account/tokens/"))
    page.get_by_role("link", name="Make a token").click()
    if page.get_by_role("button", name="Go on").is_visible():
        readers.confirm(page)
    page.get_by_label("What it is for").fill(name)
    page.get_by_label("What it may do").select_option(label=scope)
    page.get_by_label("How long it works").select_option(label="365 days")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_role("heading", name="The token is made")).to_be_visible()
    return page.locator("#token-secret").inner_text()


def test_a_token_is_made_used_and_revoked(page: Page, readers: Readers) -> None:
    readers.register(page, "tokens@example.org")
    page.goto(readers.url("/account/"))
    page.locator("a[href='/account/tokens/']").click()
    expect(page.get_by_text("You have none.")).to_be_visible()
    secret = make(page, readers, "My notebook")
    page.get_by_role("link", name="I have copied it").click()
    expect(page.locator("strong", has_text="My notebook")).to_be_visible()
    expect(page.get_by_text(secret)).to_have_count(0)

    ask = page.context.browser.new_context().request if page.context.browser else None
    assert ask is not None
    headers = {"Authorization": f"Bearer {secret}"}
    mine = readers.url("/annotations/mine/")
    assert ask.get(mine, headers=headers).status == 200
    page.reload()
    expect(page.get_by_text("last used on")).to_be_visible()
    page.get_by_role("button", name="Revoke My notebook").click()
    expect(page.get_by_text("The token is revoked.")).to_be_visible()
    assert ask.get(mine, headers=headers).status == 401


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"color_scheme": "light", "viewport": {"width": 320, "height": 700}},
        {"color_scheme": "light", "viewport": {"width": 390, "height": 844}, "locale": "ru-RU"},
    ],
    ids=["light", "dark", "narrow", "russian phone"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    new_page: NewPage,
    readers: Readers,
    axe: Callable[..., None],
    options: dict[str, object],
    request: pytest.FixtureRequest,
) -> None:
    page = new_page(locale="en-GB")
    email = f"axe{abs(hash(request.node.name))}@example.org"
    readers.register(page, email)
    make(page, readers, "A very long name of a notebook in which annotations are gathered")
    state = page.context.storage_state()
    looked_at = new_page(**options, storage_state=state)
    for path in ("/account/tokens/", "/account/tokens/new/"):
        looked_at.goto(readers.url(path))
        axe(looked_at)
        assert looked_at.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    looked_at.locator("#id_name").fill("Another")
    looked_at.locator("main form button[type=submit]").click()
    expect(looked_at.locator("#token-secret")).to_be_visible()
    axe(looked_at)
    assert looked_at.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
