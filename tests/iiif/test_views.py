"""The Image API over HTTP: what is sent, with which headers, and to whom."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from PIL import Image as PillowImage

from muniment.access.viewer import OPEN, Viewer
from muniment.images import access, selectors
from muniment.images.derivatives import derivative_path
from muniment.images.models import Image, ImageState
from muniment.images.services import request_all_derivatives
from muniment.images.tiles import open_pyramids
from muniment.jobs.worker import run_until_empty
from tests.images.conftest import StoreImage
from tests.images.files import RED, is_near, page

Rights = dict[int, set[str]]
ROOT = "http://testserver"


@pytest.fixture
def image(store: StoreImage, rights: Rights) -> Image:
    """An image of 1301 × 903 pixels that is open to everyone."""
    stored = store(page(1301, 903))
    rights[stored.pk] = {OPEN}
    return stored


@pytest.fixture
def service(image: Image) -> str:
    return f"/iiif/image/3/{image.identifier}"


def test_the_bare_address_leads_to_the_description(client: Client, service: str) -> None:
    response = client.get(service)
    assert response.status_code == 303
    assert response["Location"] == f"{ROOT}{service}/info.json"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_description_says_what_can_be_asked_for(client: Client, service: str) -> None:
    response = client.get(f"{service}/info.json")
    info = json.loads(response.content)
    assert info["@context"] == "http://iiif.io/api/image/3/context.json"
    assert (info["id"], info["type"]) == (f"{ROOT}{service}", "ImageService3")
    assert (info["profile"], info["protocol"]) == ("level2", "http://iiif.io/api/image")
    assert (info["width"], info["height"]) == (1301, 903)
    assert info["tiles"] == [{"width": 512, "scaleFactors": [1, 2, 4]}]
    assert info["sizes"][0] == {"width": 326, "height": 226}
    assert response["Link"] == '<http://iiif.io/api/image/3/level2.json>;rel="profile"'


def test_every_size_and_tile_that_the_description_names_can_be_had(
    client: Client, service: str
) -> None:
    info = json.loads(client.get(f"{service}/info.json").content)
    for size in info["sizes"]:
        response = client.get(f"{service}/full/{size['width']},{size['height']}/0/default.jpg")
        with PillowImage.open(BytesIO(response.content)) as sent:
            assert sent.size == (size["width"], size["height"])
    for scale in info["tiles"][0]["scaleFactors"]:
        step = 512 * scale
        for left in range(0, 1301, step):
            for top in range(0, 903, step):
                width, height = min(step, 1301 - left), min(step, 903 - top)
                size = (-(-width // scale), -(-height // scale))
                address = f"{left},{top},{width},{height}/{size[0]},{size[1]}/0/default.jpg"
                response = client.get(f"{service}/{address}")
                with PillowImage.open(BytesIO(response.content)) as sent:
                    assert sent.size == size


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html,*/*;q=0.8", "application/json"),
        ("application/json", "application/json"),
        ("application/ld+json", "application/ld+json"),
        ("application/ld+json;q=0.9,application/json;q=0.1", "application/ld+json"),
        ("application/ld+json;q=0.1,application/json", "application/json"),
    ],
)
def test_the_description_comes_as_the_client_prefers(
    client: Client, service: str, accept: str, media_type: str
) -> None:
    response = client.get(f"{service}/info.json", headers={"accept": accept})
    assert response["Content-Type"].startswith(media_type)
    assert "Accept" in response["Vary"]


def test_an_image_comes_with_its_canonical_address_and_may_be_kept(
    client: Client, service: str
) -> None:
    response = client.get(f"{service}/pct:0,0,50,50/!200,200/360/color.jpg")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Length"] == str(len(response.content))
    canonical = f"{ROOT}{service}/0,0,650,452/200,139/0/default.jpg"
    assert f'<{canonical}>;rel="canonical"' in response["Link"]
    assert 'level2.json>;rel="profile"' in response["Link"]
    assert response["Cache-Control"].startswith("public, max-age=")
    assert response["Access-Control-Allow-Origin"] == "*"
    with PillowImage.open(BytesIO(response.content)) as sent:
        assert sent.size == (200, 139)
        assert is_near(sent.getpixel((20, 20)), RED)


def test_the_public_address_is_the_one_that_is_set(
    client: Client, service: str, settings: object
) -> None:
    settings.MUNIMENT_PUBLIC_URL = "https://archive.example.org"  # type: ignore[attr-defined]
    info = json.loads(client.get(f"{service}/info.json").content)
    assert info["id"] == f"https://archive.example.org{service}"


@pytest.mark.parametrize(
    "rest", ["info.json", "0,0,512,512/512,512/0/default.jpg", "full/90,/0/default.png"]
)
def test_who_has_it_already_is_told_so(client: Client, service: str, rest: str) -> None:
    first = client.get(f"{service}/{rest}")
    assert (
        client.get(f"{service}/{rest}", headers={"if-none-match": first["ETag"]}).status_code == 304
    )
    again = client.get(f"{service}/{rest}", headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 304
    assert again["Cache-Control"] == first["Cache-Control"]
    assert client.get(f"{service}/{rest}", headers={"if-none-match": '"other"'}).status_code == 200


def test_two_addresses_of_one_rendition_have_one_tag(client: Client, service: str) -> None:
    tags = {
        client.get(f"{service}/{rest}/0/default.jpg")["ETag"]
        for rest in ("full/326,", "0,0,1301,903/326,226", "pct:0,0,100,100/!326,226")
    }
    assert len(tags) == 1


def test_a_derivative_made_anew_has_another_tag(client: Client, service: str) -> None:
    before = client.get(f"{service}/full/326,/0/default.jpg")["ETag"]
    request_all_derivatives()
    run_until_empty()
    open_pyramids.clear()  # on commit, which a test never reaches, a new revision does this
    assert client.get(f"{service}/full/326,/0/default.jpg")["ETag"] != before


def test_a_rendition_is_made_once(client: Client, service: str, home: object) -> None:
    address = f"{service}/17,19,700,700/333,/0/default.jpg"
    first = client.get(address).content
    kept = [path for path in home.rglob("renditions/*/*") if path.is_file()]  # type: ignore[attr-defined]
    assert [path.read_bytes() for path in kept] == [first]
    kept[0].write_bytes(b"from the cache")
    assert client.get(address).content == b"from the cache"


@pytest.mark.parametrize(
    ("rest", "status", "words"),
    [
        ("full/max/0/default.tif", 501, "jpg, png, webp"),
        ("full/max/0/default.bmp", 400, "format"),
        ("full/max/0/sepia.jpg", 400, "quality"),
        ("full/max/400/default.jpg", 400, "rotation"),
        ("full/5000,/0/default.jpg", 400, "larger than the region"),
        ("9000,0,10,10/max/0/default.jpg", 400, "1301 × 903"),
        ("nothing/max/0/default.jpg", 400, "region"),
    ],
)
def test_what_cannot_be_given_is_refused_in_a_sentence(
    client: Client, service: str, rest: str, status: int, words: str
) -> None:
    response = client.get(f"{service}/{rest}")
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")
    assert words in response.content.decode()
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("rest", ["", "/info.json", "/full/max/0/default.jpg"])
def test_other_sites_may_ask_and_nobody_may_write(client: Client, service: str, rest: str) -> None:
    preflight = client.options(f"{service}{rest}")
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Origin"] == "*"
    if rest:
        assert client.post(f"{service}{rest}").status_code == 405
        assert client.head(f"{service}{rest}").status_code == 200


@pytest.mark.parametrize(
    "rest", ["info.json", "full/max/0/default.jpg", "0,0,512,512/512,512/0/default.jpg", "x/y/z/w"]
)
def test_a_closed_image_answers_exactly_as_one_that_does_not_exist(
    client: Client, image: Image, service: str, rights: Rights, rest: str
) -> None:
    rights[image.pk] = {"staff"}
    closed = client.get(f"{service}/{rest}")
    absent = client.get(f"/iiif/image/3/zzzzzzzzzzzz/{rest}")
    assert closed.status_code == absent.status_code == 404
    assert closed.content == absent.content
    assert dict(closed.headers) == dict(absent.headers)


def test_what_is_not_open_is_sent_to_those_who_may_and_kept_by_nobody(
    client: Client, image: Image, service: str
) -> None:
    user = get_user_model().objects.create_user("reader@example.org", password="a long password")

    def only_the_reader(viewer: Viewer, ids: object) -> set[int]:
        return {image.pk} if viewer.account_id == user.pk else set()

    access.replace_deciders([only_the_reader])
    addresses = [f"{service}/{rest}" for rest in ("info.json", "0,0,512,512/512,512/0/default.jpg")]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(user)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert "Access-Control-Allow-Origin" not in response
    assert [Client().get(address).status_code for address in addresses] == [404, 404]


def test_an_image_that_waits_says_so_and_one_that_failed_says_why(
    client: Client, store: StoreImage, rights: Rights
) -> None:
    image = store(page(700, 500), make=False)
    rights[image.pk] = {OPEN}
    address = f"/iiif/image/3/{image.identifier}/info.json"
    waiting = client.get(address)
    assert waiting.status_code == 503
    assert int(waiting["Retry-After"]) > 0
    Image.objects.update(state=ImageState.FAILED, reason="The pixels cannot be read.")
    selectors._memory.images.clear()
    failed = client.get(address)
    assert failed.status_code == 404
    assert "pixels cannot be read" in failed.content.decode()


def test_tiles_that_were_lost_are_waited_for(
    client: Client, service: str, image: Image, caplog: pytest.LogCaptureFixture
) -> None:
    derivative_path(image.sha256).unlink()
    open_pyramids.clear()
    for rest in ("info.json", "full/326,/0/default.jpg"):
        assert client.get(f"{service}/{rest}").status_code == 503
    assert "run: muniment rebuild" in caplog.text
