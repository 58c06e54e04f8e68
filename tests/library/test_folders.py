"""Folders nest, move, stand in order, and come back after they were deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from muniment.library.errors import FolderInsideItself, NameMissing, OtherOwner, TooDeep, TooMany
from muniment.library.models import Folder, SavedItem
from muniment.library.ordering import Move, Step
from muniment.library.services import folders as services
from muniment.library.services.folders import (
    change_folder,
    delete_folder,
    move_folder,
    order_folder,
    restore_folder,
)
from muniment.library.services.items import delete_item
from muniment.library.services.sweeping import sweep
from muniment.library.trees import MAX_DEPTH, Tree
from muniment.ui.conflicts import Conflict
from tests.library.builders import World


def names(folder: Folder) -> list[str]:
    tree = Tree.around(folder)
    return [f"{'-' * placed.depth}{placed.folder.name}" for placed in tree.walk()]


def test_a_folder_stands_behind_its_siblings(world: World) -> None:
    first = world.folder("First")
    world.folder("Second")
    world.folder("Inside", parent=first)
    assert names(first) == ["First", "-Inside", "Second"]


def test_a_folder_needs_a_name(world: World) -> None:
    with pytest.raises(NameMissing):
        world.folder("  \n ")


def test_a_folder_inside_a_groups_folder_is_the_groups(world: World) -> None:
    shared = world.group_folder()
    inside = world.folder("Inside", by="member", parent=shared)
    assert (inside.group, inside.account) == (world.group, None)


def test_folders_nest_only_so_deep(world: World) -> None:
    parent = None
    for number in range(MAX_DEPTH):
        parent = world.folder(f"Level {number}", parent=parent)
    with pytest.raises(TooDeep):
        world.folder("One more", parent=parent)
    with pytest.raises(TooDeep):
        move_folder(world.folder("Elsewhere"), into=parent)


def test_there_are_only_so_many_folders(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MAX_FOLDERS", 1)
    world.folder("One")
    with pytest.raises(TooMany):
        world.folder("Two")


def test_a_folder_moves_with_all_inside_it(world: World) -> None:
    diary, letters = world.folder("Diary"), world.folder("Letters")
    world.folder("1917", parent=letters)
    move_folder(letters, into=diary)
    assert names(diary) == ["Diary", "-Letters", "--1917"]
    letters.refresh_from_db()
    move_folder(letters, into=None)
    assert names(diary) == ["Diary", "Letters", "-1917"]


def test_a_folder_cannot_be_moved_into_itself_or_into_one_inside_it(world: World) -> None:
    outer = world.folder("Outer")
    inner = world.folder("Inner", parent=world.folder("Between", parent=outer))
    for into in (outer, inner):
        with pytest.raises(FolderInsideItself):
            move_folder(outer, into=into)


def test_a_folder_stays_with_its_owner(world: World) -> None:
    own, shared = world.folder("Own"), world.group_folder()
    for folder, into in ((own, shared), (shared, own)):
        with pytest.raises(OtherOwner):
            move_folder(folder, into=into)


def test_folders_are_put_in_order_one_place_at_a_time(world: World) -> None:
    a, _, c = (world.folder(name) for name in "ABC")
    order_folder(c, Move(step=Step.UP))
    assert names(a) == ["A", "C", "B"]
    order_folder(c, Move(step=Step.UP))
    order_folder(c, Move(step=Step.UP))
    assert names(a) == ["C", "A", "B"]
    order_folder(c, Move(step=Step.DOWN))
    assert names(a) == ["A", "C", "B"]


def test_a_folder_is_put_before_another_or_behind_all(world: World) -> None:
    a, b, c = (world.folder(name) for name in "ABC")
    order_folder(a, Move(before=c))
    assert names(a) == ["B", "A", "C"]
    order_folder(b, Move())
    assert names(a) == ["A", "C", "B"]
    order_folder(b, Move(before=world.folder("Elsewhere", parent=a)))
    assert names(a) == ["A", "-Elsewhere", "C", "B"]


def test_a_deleted_folder_comes_back_with_what_was_deleted_with_it(world: World) -> None:
    outer = world.folder("Outer")
    world.folder("Before", parent=outer)
    gone = world.folder("Gone earlier", parent=outer)
    delete_folder(gone)
    delete_folder(outer)
    assert names(outer) == []
    restore_folder(Folder.objects.get(pk=outer.pk))
    assert names(outer) == ["Outer", "-Before"]


def test_a_folder_whose_parent_is_gone_comes_back_on_the_first_level(world: World) -> None:
    outer = world.folder("Outer")
    inner = world.folder("Inner", parent=outer)
    delete_folder(inner)
    delete_folder(outer)
    restore_folder(Folder.objects.get(pk=inner.pk))
    assert names(outer) == ["Inner"]


def test_what_was_deleted_long_ago_is_swept_away(world: World) -> None:
    folder, kept = world.folder("Old"), world.folder("Kept")
    world.item(folder)
    delete_item(world.item(kept))
    stays = world.item(kept)
    delete_folder(folder)
    sweep(timezone.now())
    assert (Folder.objects.count(), SavedItem.objects.count()) == (2, 3)
    sweep(timezone.now() + timedelta(days=31))
    assert list(Folder.objects.all()) == [kept]
    assert list(SavedItem.objects.all()) == [stays]


def test_the_second_of_two_who_change_a_folder_is_told(world: World) -> None:
    folder = world.group_folder("Shared")
    change_folder(folder, name="Mine", description="", is_public=False, revision=1)
    with pytest.raises(Conflict) as told:
        change_folder(folder, name="Yours", description="", is_public=False, revision=1)
    assert told.value.current.name == "Mine"


def test_a_groups_folder_is_never_public(world: World) -> None:
    folder = world.group_folder()
    change_folder(folder, name="Shared", description="", is_public=True)
    assert not folder.is_public
