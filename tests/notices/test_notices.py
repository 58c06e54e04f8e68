"""A reader is told what he may know, in the site and by mail as often as he wants."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from muniment.jobs.worker import run_until_empty
from muniment.mail.models import OutgoingMail
from muniment.notices import registry, services, tasks
from muniment.notices.models import Notice, NoticeChoice
from muniment.notices.registry import UnknownKind
from muniment.notices.selectors import notices_screen, unread_count
from tests.groups.builders import World

Digest = NoticeChoice.Digest
CLOSED: set[int] = set()


def _still(notices: Sequence[Notice], account_id: int) -> Collection[int]:
    return {notice.pk for notice in notices} - CLOSED


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    registry.register("tests.free", lambda facts: f"Free {facts['what']}")
    registry.register("tests.checked", lambda facts: "Checked", which_may_still=_still)
    CLOSED.clear()
    yield
    for name in ("tests.free", "tests.checked"):
        registry._kinds.pop(name)


def tell(world: World, kind: str = "tests.free", *, times: int = 1) -> None:
    for n in range(times):
        services.tell([world.member.pk], kind, facts={"what": n}, href=f"/groups/x/{n}/")


def sentences(world: World) -> list[str]:
    return [line.sentence for line in notices_screen(world.member.pk, "").lines]


def digest_on(world: World, *, monday: bool, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the daily job on a Monday or a Tuesday; give the mails to the member."""
    day = timezone.localdate()
    day += timedelta(days=(7 - day.weekday()) % 7 + (0 if monday else 1))
    monkeypatch.setattr(timezone, "localdate", lambda: day)
    before = OutgoingMail.objects.count()
    tasks.send_digests()
    run_until_empty(only="notices.digest")
    mails = OutgoingMail.objects.order_by("pk")[before:]
    return "\n".join(f"{mail.subject}\n{mail.text}" for mail in mails)


def test_notices_are_listed_newest_first(world: World) -> None:
    tell(world, times=2)
    assert sentences(world) == ["Free 1", "Free 0"]
    assert unread_count(world.member.pk) == 2


def test_telling_of_an_unknown_kind_is_a_fault(world: World) -> None:
    with pytest.raises(UnknownKind, match=r"tests\.unknown"):
        tell(world, "tests.unknown")


def test_what_may_not_be_shown_any_more_is_neither_shown_nor_mailed_nor_opened(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(world, "tests.checked")
    notice = Notice.objects.get()
    CLOSED.add(notice.pk)
    assert sentences(world) == []
    assert digest_on(world, monday=False, monkeypatch=monkeypatch) == ""
    with pytest.raises(services.NoticeNotFound):
        services.open_notice(notice.pk, account_id=world.member.pk)
    services.recheck([world.member.pk])
    run_until_empty(only="notices.remove_closed")
    assert not Notice.objects.exists()


def test_a_kind_of_an_app_that_is_gone_is_passed_over(world: World) -> None:
    tell(world, times=1)
    Notice.objects.create(account=world.member, kind="old.app", facts={})
    assert sentences(world) == ["Free 0"]


def test_following_a_notice_marks_it_read_for_its_reader_only(world: World) -> None:
    tell(world)
    pk = Notice.objects.get().pk
    with pytest.raises(services.NoticeNotFound):
        services.open_notice(pk, account_id=world.owner.pk)
    assert services.open_notice(pk, account_id=world.member.pk).href == "/groups/x/0/"
    assert unread_count(world.member.pk) == 0


def test_seeing_the_page_marks_what_leads_there(world: World) -> None:
    tell(world, times=2)
    services.mark_read_under("/groups/x/1/", account_id=world.member.pk)
    assert unread_count(world.member.pk) == 1
    services.mark_all_read(account_id=world.member.pk)
    assert unread_count(world.member.pk) == 0


def test_the_digest_comes_daily_and_tells_each_thing_once(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.MUNIMENT_PUBLIC_URL = "https://archive.example.org"  # type: ignore[attr-defined]
    tell(world, times=2)
    mail = digest_on(world, monday=False, monkeypatch=monkeypatch)
    assert "2 notices from" in mail
    assert "Free 1\nhttps://archive.example.org/groups/x/1/" in mail
    assert "https://archive.example.org/notices/" in mail
    assert digest_on(world, monday=False, monkeypatch=monkeypatch) == ""
    tell(world)
    assert "1 notice from" in digest_on(world, monday=False, monkeypatch=monkeypatch)


def test_what_was_read_is_not_mailed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(world)
    services.mark_all_read(account_id=world.member.pk)
    assert digest_on(world, monday=False, monkeypatch=monkeypatch) == ""


@pytest.mark.parametrize(
    ("digest", "on_monday", "on_tuesday"),
    [(Digest.DAILY, True, True), (Digest.WEEKLY, True, False), (Digest.NEVER, False, False)],
)
def test_the_digest_comes_as_often_as_its_reader_wants(
    digest: str,
    on_monday: bool,
    on_tuesday: bool,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services.choose(account_id=world.member.pk, digest=digest, language="en")
    tell(world)
    assert bool(digest_on(world, monday=False, monkeypatch=monkeypatch)) == on_tuesday
    Notice.objects.update(mailed_at=None)
    assert bool(digest_on(world, monday=True, monkeypatch=monkeypatch)) == on_monday


def test_the_digest_speaks_the_language_that_was_chosen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.choose(account_id=world.member.pk, digest=Digest.DAILY, language="ru")
    tell(world)
    assert "1 уведомление" in digest_on(world, monday=False, monkeypatch=monkeypatch)


def test_an_account_that_may_not_log_in_gets_no_mail(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(world)
    world.member.is_active = False
    world.member.save()
    assert digest_on(world, monday=False, monkeypatch=monkeypatch) == ""


def test_old_notices_are_swept_away(world: World) -> None:
    tell(world)
    Notice.objects.update(created_at=timezone.now() - timedelta(days=366))
    tasks.sweep()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("times", [1, 40])
def test_the_page_asks_as_much_for_one_notice_as_for_many(
    times: int, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tell(world, times=times)
    tell(world, "tests.checked", times=times)
    with django_assert_num_queries(3):
        notices_screen(world.member.pk, "")
    with django_assert_num_queries(1):
        unread_count(world.member.pk)
