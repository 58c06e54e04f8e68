"""The secret key is made once and kept private."""

from pathlib import Path

from muniment.config.secret import read_or_make_secret_key


def test_the_key_is_made_once_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret.key"
    first = read_or_make_secret_key(path)
    assert len(first) >= 50
    assert read_or_make_secret_key(path) == first


def test_only_its_owner_may_read_the_key(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    read_or_make_secret_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
