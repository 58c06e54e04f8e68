"""Nobody owns groups without end."""

from __future__ import annotations

import pytest

from muniment.groups import services
from muniment.groups.errors import TooManyGroups
from muniment.groups.models import Group, Membership, Role
from muniment.groups.services.founding import MOST_OWNED
from tests.groups.builders import World, client_of


def test_one_account_owns_a_hundred_groups_at_most(world: World) -> None:
    made = Group.objects.bulk_create(
        [Group(identifier=f"many{n}", name="One of many") for n in range(MOST_OWNED)]
    )
    Membership.objects.bulk_create(
        [Membership(group=group, account=world.stranger, role=Role.OWNER) for group in made]
    )
    answer = client_of(world.stranger).post("/groups/new/", {"name": "One more"})
    assert answer.status_code == 422
    assert "You own 100 groups" in answer.content.decode()
    with pytest.raises(TooManyGroups):
        services.create("One more", by=world.stranger)
    services.close(Membership.objects.get(group=made[0]))
    assert services.create("One more", by=world.stranger).name == "One more"
