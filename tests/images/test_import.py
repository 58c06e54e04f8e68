"""From a master to an image that can be shown, and who may see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as PillowImage
from pytest_django import DjangoAssertNumQueries

from muniment.access.viewer import OPEN, Viewer
from muniment.core.revision import current_revision, touch_revision
from muniment.images import access
from muniment.images.derivatives import derivative_path
from muniment.images.masters import master_store
from muniment.images.models import ImageState
from muniment.images.selectors import remembered_open_image, shown_image
from muniment.images.services import request_all_derivatives
from muniment.jobs.queue import queue_state
from muniment.jobs.worker import run_until_empty
from tests.images.conftest import StoreImage
from tests.images.files import page, saved

VISITOR = Viewer.visitor()
Rights = dict[int, set[str]]


def test_a_stored_master_waits_for_its_derivative_and_then_is_ready(store: StoreImage) -> None:
    image = store(page(700, 500), make=False)
    assert (image.state, image.width_px, image.height_px) == (ImageState.WAITING, 700, 500)
    assert queue_state().ready == 1
    run_until_empty()
    image.refresh_from_db()
    assert image.state == ImageState.READY
    assert derivative_path(image.sha256).is_file()


def test_the_same_bytes_are_one_image_and_no_second_job(store: StoreImage) -> None:
    first, second = store(page(700, 500)), store(page(700, 500), make=False)
    assert first.pk == second.pk
    assert queue_state().ready == 0


def test_an_image_whose_pixels_are_damaged_fails_with_a_reason(
    store: StoreImage, tmp_path: Path
) -> None:
    path = saved(tmp_path / "a.png", PillowImage.effect_noise((900, 700), 80))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    path.write_bytes(data)
    image = store(path)
    assert image.state == ImageState.FAILED
    assert "Copy or save the image again" in image.reason
    assert not queue_state().failed, "the job itself did what it should"


def test_a_master_that_has_gone_fails_with_a_reason(store: StoreImage) -> None:
    image = store(page(700, 500), make=False)
    master_store().local_path(image.sha256).unlink()
    run_until_empty()
    image.refresh_from_db()
    assert image.state == ImageState.FAILED
    assert "backup" in image.reason


def test_derivatives_can_all_be_made_anew(store: StoreImage) -> None:
    images = [store(page(700, 500)), store(page(300, 200))]
    for image in images:
        derivative_path(image.sha256).unlink()
    assert request_all_derivatives() == 2
    assert run_until_empty().finished == 2
    assert all(derivative_path(image.sha256).is_file() for image in images)


def test_a_new_derivative_makes_a_new_revision(store: StoreImage, home: Path) -> None:
    image = store(page(700, 500))
    before = current_revision(home)
    request_all_derivatives()
    run_until_empty()
    # effects on commit wait for the test's own transaction, so the file's time tells
    assert image.state == ImageState.READY
    assert current_revision(home) >= before


def test_nobody_sees_an_image_that_no_decider_grants(store: StoreImage, rights: Rights) -> None:
    image = store(page(700, 500))
    assert shown_image(image.identifier, viewer=VISITOR) is None
    access.replace_deciders([])
    assert access.allowed_images(VISITOR, [image.pk]) == set()


def test_a_decider_cannot_grant_what_was_not_asked_for(rights: Rights) -> None:
    access.replace_deciders([lambda viewer, ids: {1, 2, 3}])
    assert access.allowed_images(VISITOR, [2, 5]) == {2}


def test_each_viewer_sees_what_his_tokens_open(store: StoreImage, rights: Rights) -> None:
    image = store(page(700, 500))
    rights[image.pk] = {"staff"}
    member = Viewer(account_id=1, tokens=frozenset({OPEN, "staff"}))
    found = shown_image(image.identifier, viewer=member)
    assert found is not None and not found.is_open
    assert shown_image(image.identifier, viewer=VISITOR) is None
    assert remembered_open_image(image.identifier) is None


def test_the_decision_costs_no_query_the_second_time(
    store: StoreImage, rights: Rights, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    image = store(page(700, 500))
    rights[image.pk] = {OPEN}
    with django_assert_num_queries(1):
        shown_image(image.identifier, viewer=VISITOR)
    with django_assert_num_queries(0):
        assert shown_image(image.identifier, viewer=VISITOR)
        assert remembered_open_image(image.identifier)


def test_a_closed_image_is_gone_as_soon_as_the_revision_changes(
    store: StoreImage, rights: Rights, home: Path
) -> None:
    image = store(page(700, 500))
    rights[image.pk] = {OPEN}
    assert shown_image(image.identifier, viewer=VISITOR)
    rights[image.pk] = {"staff"}
    touch_revision(home)
    assert remembered_open_image(image.identifier) is None
    assert shown_image(image.identifier, viewer=VISITOR) is None


@pytest.mark.parametrize("identifier", ["", "nobody", "0" * 12])
def test_an_identifier_of_nothing_finds_nothing(
    store: StoreImage, rights: Rights, identifier: str
) -> None:
    assert shown_image(identifier, viewer=VISITOR) is None
