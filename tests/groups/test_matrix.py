"""Every address of groups, discussions and notices, asked for by everyone, in every way.

A row gives what each of `ROLES` gets, in their order:

    2  the page                      3  is led on, after something was done
    L  is led to log in              A  is asked to log in, and what was sent is kept
    4  nothing is there              F  is told that his role does not allow it
    5  the address is not for this method
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse

import muniment.discussions.urls
import muniment.groups.urls
import muniment.notices.urls
from muniment.discussions import services as discussions
from muniment.discussions.models import Discussion, Post
from muniment.discussions.policies import place_for
from muniment.groups import services
from muniment.groups.models import Invitation
from muniment.notices.models import Notice
from muniment.notices.services import tell
from tests.groups.builders import ROLES, World, build_world, client_of, viewer_of
from tests.site.builders import build_archive

NEVER = "5 5 5 5 5 5 5"
MEMBERS_READ = "L 4 4 2 2 2 4"
RUNNERS_READ = "L 4 4 F 2 2 4"
RUNNERS_ACT = "A 4 4 F 3 3 4"
OWNER_ACTS = "A 4 4 F F 3 4"

# roles: visitor, stranger, former, member, moderator, owner, staff
MATRIX: dict[str, tuple[str, str]] = {
    "groups:groups": ("L 2 2 2 2 2 2", NEVER),
    "groups:new": ("L 2 2 2 2 2 2", "A 3 3 3 3 3 3"),
    "groups:join": ("2 2 2 3 3 3 2", "A 3 3 3 3 3 3"),
    "groups:group": (MEMBERS_READ, NEVER),
    "groups:activity": (MEMBERS_READ, NEVER),
    "groups:settings": (RUNNERS_READ, RUNNERS_ACT),
    "groups:leave": ("L 4 4 2 2 F 4", "A 4 4 3 3 F 4"),
    "groups:close": ("L 4 4 F F 2 4", OWNER_ACTS),
    "groups:reopen": (NEVER, "A 4 4 4 4 4 4"),  # it is not closed; see below
    "groups:members": (MEMBERS_READ, NEVER),
    "groups:member": (MEMBERS_READ, NEVER),
    "groups:set_role": (NEVER, OWNER_ACTS),
    "groups:hand_over": (NEVER, OWNER_ACTS),
    "groups:remove": (NEVER, RUNNERS_ACT),
    "groups:invitations": (RUNNERS_READ, RUNNERS_ACT),
    "groups:make_link": (NEVER, "A 4 4 F 2 2 4"),
    "groups:withdraw": (NEVER, RUNNERS_ACT),
    "discussions:choose_group": ("L 2 2 3 3 3 2", NEVER),
    "discussions:panel": ("L 2 2 2 2 2 2", NEVER),
    "discussions:discussions": (MEMBERS_READ, NEVER),
    "discussions:new": (MEMBERS_READ, "A 4 4 3 3 3 4"),
    "discussions:discussion": (MEMBERS_READ, NEVER),
    "discussions:edit": (RUNNERS_READ, RUNNERS_ACT),
    "discussions:end": (NEVER, RUNNERS_ACT),
    "discussions:resume": (NEVER, RUNNERS_ACT),
    "discussions:say": (NEVER, "A 4 4 3 3 3 4"),
    "discussions:edit_post": ("L 4 4 F F F 4", "A 4 4 F F F 4"),
    "discussions:delete_post": (NEVER, RUNNERS_ACT),
    "discussions:restore_post": (NEVER, RUNNERS_ACT),
    "notices:list": ("L 2 2 2 2 2 2", NEVER),
    "notices:mark_all_read": (NEVER, "A 3 3 3 3 3 3"),
    "notices:choose": (NEVER, "A 3 3 3 3 3 3"),
    "notices:follow": ("L 4 4 3 4 4 4", NEVER),
}

SENT: dict[str, dict[str, str]] = {
    "groups:new": {"name": "Another"},
    "groups:settings": {"name": "Renamed"},
    "groups:set_role": {"role": "moderator"},
    "groups:invitations": {"addresses": "x@example.org", "days": "7"},
    "groups:make_link": {"days": "7"},
    "discussions:new": {"title": "A title", "body": "Words"},
    "discussions:edit": {"title": "Another title"},
    "discussions:say": {"body": "Words"},
    "discussions:edit_post": {"body": "Other words"},
    "notices:choose": {"digest": "weekly", "language": "ru"},
}
"""What is sent by POST."""

APPS = (
    ("groups", muniment.groups.urls),
    ("discussions", muniment.discussions.urls),
    ("notices", muniment.notices.urls),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The group with something of everything in it, written by the plain member `author`."""

    world: World
    discussion: Discussion
    post: Post
    deleted: Post
    secret: str
    notice: Notice
    document: str

    def arguments(self, name: str) -> dict[str, Any]:
        """Fill an address in."""
        group = {"group": self.world.group.identifier}
        one = {**group, "discussion": self.discussion.identifier}
        member = {**group, "pk": self.world.place(self.world.author).pk}
        special: dict[str, dict[str, Any]] = {
            "groups:groups": {},
            "groups:new": {},
            "groups:join": {"secret": self.secret},
            "groups:member": member,
            "groups:set_role": member,
            "groups:hand_over": member,
            "groups:remove": member,
            "groups:withdraw": {**group, "pk": Invitation.objects.latest("pk").pk},
            "discussions:choose_group": {},
            "discussions:panel": {"document": self.document},
            "discussions:discussions": group,
            "discussions:new": group,
            "discussions:edit_post": {**one, "post": self.post.identifier},
            "discussions:delete_post": {**one, "post": self.post.identifier},
            "discussions:restore_post": {**one, "post": self.deleted.identifier},
            "notices:follow": {"pk": self.notice.pk},
        }
        if name in special:
            return special[name]
        return {"discussions": one, "groups": group, "notices": {}}[name.partition(":")[0]]


@pytest.fixture
def scene(db: None) -> Scene:
    world = build_world()
    mine = world.place(world.author)
    discussion = discussions.start(mine, title="A spring", body="Was it warm?")
    place = place_for(viewer_of(world.author), world.group.identifier, discussion.identifier)
    deleted = discussions.say(place, "Too much")
    discussions.delete(place, deleted)
    tell([world.member.pk], "group.closed", facts={"group": "X"}, href="/groups/")
    return Scene(
        world=world,
        discussion=discussion,
        post=Post.objects.get(body="Was it warm?"),
        deleted=deleted,
        secret=services.make_link(world.place(world.owner), days=7),
        notice=Notice.objects.get(account=world.member, kind="group.closed"),
        document=build_archive().document("8 March", "1917-03-08").identifier,
    )


def outcome(response: HttpResponse) -> str:
    """Say in one letter what somebody got."""
    status = response.status_code
    if status == 302 and response.headers["Location"].startswith(reverse("account_login")):
        return "L"
    return {200: "2", 202: "A", 302: "3", 403: "F", 404: "4", 405: "5"}.get(status, str(status))


def ask(client: Client, method: str, address: str, name: str) -> HttpResponse:
    """Ask for an address; what a view raises is what its reader gets, as in a real run."""
    client.raise_request_exception = False
    response = client.post(address, SENT.get(name, {})) if method == "POST" else client.get(address)
    assert isinstance(response, HttpResponse)
    return response


def test_the_matrix_has_every_address() -> None:
    named = {
        f"{app}:{pattern.name}"
        for app, module in APPS
        for pattern in module.urlpatterns
        if isinstance(pattern, URLPattern)
    }
    assert named == set(MATRIX)
    assert sum(len(module.urlpatterns) for _, module in APPS) == len(MATRIX)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", list(MATRIX))
def test_everyone_gets_what_the_matrix_says(name: str, method: str, scene: Scene) -> None:
    expected = MATRIX[name][method == "POST"].split()
    address = reverse(name, kwargs=scene.arguments(name))
    got = []
    for role in ROLES:
        with transaction.atomic():
            client = client_of(scene.world.account(role))
            got.append(outcome(ask(client, method, address, name)))
            transaction.set_rollback(True)
    assert dict(zip(ROLES, got, strict=True)) == dict(zip(ROLES, expected, strict=True))


@pytest.mark.parametrize("name", [name for name, (_, post) in MATRIX.items() if post != NEVER])
def test_nothing_is_done_for_a_form_of_another_site(name: str, scene: Scene) -> None:
    client = client_of(scene.world.owner, on_other_site=True)
    address = reverse(name, kwargs=scene.arguments(name))
    assert ask(client, "POST", address, name).status_code == 403


@pytest.mark.parametrize("name", list(MATRIX))
def test_a_closed_group_is_there_for_nobody(name: str, scene: Scene) -> None:
    if not {"group", "secret"} & scene.arguments(name).keys():
        return
    address = reverse(name, kwargs=scene.arguments(name))
    services.close(scene.world.place(scene.world.owner))
    for role in ROLES:
        for method, said in zip(("GET", "POST"), MATRIX[name], strict=True):
            with transaction.atomic():
                got = outcome(ask(client_of(scene.world.account(role)), method, address, name))
                transaction.set_rollback(True)
            is_reopened = name == "groups:reopen" and role == "owner" and method == "POST"
            if said == NEVER:
                assert got == "5"
            elif is_reopened:
                assert got == "3"
            else:
                assert got in ("4", "L", "A"), (role, method)
                assert role == "visitor" or got == "4"


@pytest.mark.parametrize("name", [name for name in MATRIX if name.count(":") and "_post" in name])
def test_a_post_is_found_in_its_own_discussion_only(name: str, scene: Scene) -> None:
    world = scene.world
    other = discussions.start(world.place(world.owner), title="Other", body="Words")
    arguments = {**scene.arguments(name), "discussion": other.identifier}
    response = ask(client_of(world.owner), "POST", reverse(name, kwargs=arguments), name)
    assert outcome(response) == "4"


@pytest.mark.parametrize(
    "name", [name for name in MATRIX if name.startswith(("groups:", "discussions:"))]
)
def test_nothing_of_a_group_is_found_under_another_one(name: str, scene: Scene) -> None:
    arguments = scene.arguments(name)
    if len(arguments) < 2:
        return
    mine = services.create("My own", by=scene.world.stranger)
    address = reverse(name, kwargs={**arguments, "group": mine.identifier})
    for method, said in zip(("GET", "POST"), MATRIX[name], strict=True):
        got = outcome(ask(client_of(scene.world.stranger), method, address, name))
        assert got == ("5" if said == NEVER else "4")
