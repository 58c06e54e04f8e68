"""Masters are kept untouched."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from muniment.images.masters import MasterDirectory, MasterMissing


def test_a_master_is_kept_byte_for_byte_under_its_hash(tmp_path: Path) -> None:
    source = tmp_path / "Лист 1 [об.].jpg"
    source.write_bytes(b"the master" * 1_000_000)
    store = MasterDirectory(tmp_path / "masters")
    sha256 = store.put(source)
    assert sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    kept = store.local_path(sha256)
    assert kept.read_bytes() == source.read_bytes()
    assert kept.relative_to(store.root).parts == (sha256[:2], sha256[2:4], sha256)


def test_putting_it_again_leaves_the_first_in_place_and_no_draft(tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(b"the master")
    store = MasterDirectory(tmp_path / "masters")
    first = store.local_path(store.put(source)).stat()
    assert store.local_path(store.put(source)).stat().st_ino == first.st_ino
    assert list((store.root / "drafts").iterdir()) == []


def test_what_a_killed_process_left_is_removed_after_a_day(tmp_path: Path) -> None:
    store = MasterDirectory(tmp_path / "masters")
    (store.root / "drafts").mkdir(parents=True)
    old, new = store.root / "drafts" / "1-old", store.root / "drafts" / "2-new"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    source = tmp_path / "a.jpg"
    source.write_bytes(b"the master")
    store.put(source)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_master_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(MasterMissing, match="abcd"):
        MasterDirectory(tmp_path).local_path("abcd" * 16)
