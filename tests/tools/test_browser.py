"""The browser of the tests is found where it is."""

from pathlib import Path

import pytest

from tools.browser import find_browser, flags


def test_a_browser_named_by_setting_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "chromium"
    browser.touch()
    monkeypatch.setenv("MUNIMENT_CHROMIUM", str(browser))
    assert find_browser() == browser


def test_a_browser_named_by_setting_and_absent_is_not_replaced_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNIMENT_CHROMIUM", str(tmp_path / "none"))
    assert find_browser() is None


@pytest.mark.parametrize(("user", "expected"), [(0, True), (1000, False)])
def test_only_root_goes_without_the_sandbox(
    user: int, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert ("--no-sandbox" in flags()) is expected
