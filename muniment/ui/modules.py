"""The import map: where a browser finds each JavaScript module, made once per process.

Modules import each other by relative addresses (`./sync.js`, `../ui/menu.js`) and third-party
ones by name (`openseadragon`). The map leads both to the files whose names carry a hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

VENDOR_MODULES = {"htmx": "vendor/htmx.js", "openseadragon": "vendor/openseadragon.js"}
"""Names by which our modules import third-party ones, and their files."""


@cache
def import_map_json() -> str:
    """Return the import map as it stands in the page, byte for byte."""
    hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    imports = {name: _address(path) for name, path in VENDOR_MODULES.items()}
    base = settings.STATIC_URL
    for path in sorted(hashed):
        if path.endswith(".js") and path not in VENDOR_MODULES.values():
            imports[f"{base}{path}"] = static(path)
    return json.dumps({"imports": imports}, separators=(",", ":")).replace("<", "\\u003c")


@cache
def import_map_hash() -> str:
    """Return the map's hash as a Content Security Policy names it."""
    digest = hashlib.sha256(import_map_json().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _address(path: str) -> str:
    """Return the address of a static file, also where the set-up step has not fetched it yet."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"
