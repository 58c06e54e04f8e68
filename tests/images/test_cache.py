"""Renditions are kept on disk within their bounds."""

from __future__ import annotations

import os
from pathlib import Path

from muniment.images.cache import RenditionCache


def size_of(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def test_what_was_put_is_found_and_nothing_else(tmp_path: Path) -> None:
    cache = RenditionCache(tmp_path, max_bytes=1_000_000)
    cache.put("a/full/max", b"image")
    assert cache.get("a/full/max") == b"image"
    assert cache.get("a/full/800,") is None


def test_it_never_grows_much_beyond_its_size(tmp_path: Path) -> None:
    cache = RenditionCache(tmp_path, max_bytes=100_000)
    for number in range(500):
        cache.put(str(number), b"x" * 1_000)
    assert size_of(tmp_path) <= 100_000 * 17 / 16 + 1_000
    assert cache.get("499") is not None
    assert cache.get("0") is None


def test_what_is_used_stays_and_what_is_not_goes(tmp_path: Path) -> None:
    cache = RenditionCache(tmp_path, max_bytes=10_000)
    for number in range(12):
        cache.put(str(number), b"x" * 600)
    for age, path in enumerate(path for path in tmp_path.rglob("*") if path.is_file()):
        os.utime(path, (1_000 + age, 1_000 + age))
    used = [number for number in range(12) if cache.get(str(number))][:3]
    for number in range(12, 30):
        cache.put(str(number), b"x" * 600)
        for kept in used:
            assert cache.get(str(kept)), "one that is used all the time was swept out"


def test_one_huge_rendition_does_not_drive_out_all_others(tmp_path: Path) -> None:
    cache = RenditionCache(tmp_path, max_bytes=10_000)
    cache.put("small", b"x")
    cache.put("huge", b"x" * 9_000)
    assert cache.get("huge") is None
    assert cache.get("small")


def test_a_size_of_nothing_keeps_nothing(tmp_path: Path) -> None:
    cache = RenditionCache(tmp_path, max_bytes=0)
    cache.put("a", b"x")
    assert cache.get("a") is None


def test_a_folder_that_cannot_be_written_costs_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = RenditionCache(tmp_path / "file", max_bytes=10_000)
    cache.put("a", b"x")
    assert cache.get("a") is None
