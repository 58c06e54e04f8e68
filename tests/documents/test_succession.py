"""Apps above are told of versions that follow others, in the transaction that writes them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from muniment.documents import succession
from muniment.documents.models import Text, TextVersion
from muniment.documents.succession import Succession, on_new_versions
from tests.ingest.conftest import Bring, bring, home
from tests.ingest.packages import entry

__all__ = ["bring", "home"]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Succession]:
    """Be told instead of all others."""
    heard: list[Succession] = []

    def listen(successions: Sequence[Succession]) -> None:
        current = set(Text.objects.values_list("current", flat=True))
        assert {each.version_id for each in successions} <= current
        heard.extend(successions)

    monkeypatch.setattr(succession, "_followers", [])
    on_new_versions(listen)
    on_new_versions(listen)
    return heard


def test_a_corrected_text_is_told_once_with_both_versions(
    bring: Bring, told: list[Succession]
) -> None:
    bring(lambda: [entry("d1", "It snowed."), entry("d2", "It thawed.")])
    assert told == []
    bring(lambda: [entry("d1", "It snowed."), entry("d2", "It froze.")])
    after, before = TextVersion.objects.filter(text__document__key="d2")
    assert told == [Succession(after.text_id, before.pk, after.pk)]


def test_texts_that_are_new_or_unchanged_or_withdrawn_are_not_told(
    bring: Bring, told: list[Succession]
) -> None:
    bring(lambda: [entry("d1", "It snowed."), entry("d2", "It thawed.")])
    bring(lambda: [entry("d1", "It snowed.", title="Snow")], withdraw_missing=True)
    bring(lambda: [entry("d1", "It snowed."), entry("d2", "It thawed.")])
    assert told == []


def test_a_version_that_cannot_be_followed_is_not_written(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(successions: Sequence[Succession]) -> None:
        raise RuntimeError(f"{len(successions)} versions cannot be followed.")

    bring(lambda: [entry("d1", "It snowed.")])
    monkeypatch.setattr(succession, "_followers", [fail])
    with pytest.raises(RuntimeError):
        bring(lambda: [entry("d1", "It thawed.")])
    assert TextVersion.objects.count() == 1
