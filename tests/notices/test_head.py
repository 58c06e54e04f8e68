"""The bell in the head of each page says how much there is that its reader has not seen."""

from __future__ import annotations

import re

from muniment.notices.services import mark_all_read, tell
from tests.groups.builders import World, client_of


def bell(world: World, who: str) -> str | None:
    page = client_of(world.account(who)).get("/browse/", {"lang": "en"}).content.decode()
    found = re.search(r'class="[^"]*member-mark".*?</a>', page, re.DOTALL)
    return re.sub(r"<.*?>", "", found[0].partition(">")[2]).strip() if found else None


def test_the_bell_counts_what_is_unread(world: World) -> None:
    assert bell(world, "member") == "Notices"
    for _ in range(3):
        tell([world.member.pk], "group.closed", facts={"group": "X"})
    assert bell(world, "member") == "Notices 3"
    assert bell(world, "owner") == "Notices"
    mark_all_read(account_id=world.member.pk)
    assert bell(world, "member") == "Notices"


def test_the_bell_counts_up_to_a_hundred(world: World) -> None:
    for _ in range(101):
        tell([world.member.pk], "group.closed", facts={"group": "X"})
    assert bell(world, "member") == "Notices 99+"


def test_a_visitor_has_no_bell(world: World) -> None:
    assert bell(world, "visitor") is None
