"""Make the archive's secret key once and read it ever after."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_BYTES = 48


def read_or_make_secret_key(path: Path) -> str:
    """Return the key in `path`; make it first, readable by its owner only, where there is none.

    Several processes may start at once: the first link to the name wins, the others read it.
    """
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(KEY_BYTES) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
