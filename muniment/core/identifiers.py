"""Permanent identifiers in ARK form, with a check character.

The name is made of NOID's betanumeric characters and ends with NOID's check character, which is
computed over ``<naan>/<name>`` (ARK specification, draft-kunze-ark, and NOID's "extended digits"
check), so that any one wrong character and any swap of two neighbours is found.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
_LENGTH = 8  # 29 ** 8 names: five hundred thousand million
_SHOULDER = "m"
_ARK = re.compile(r"^ark:/?(?P<naan>[0-9A-Za-z]{5,9})/(?P<name>[^/?#]+)")


def random_identifier() -> str:
    """Make an identifier that cannot be guessed, for what readers make: 60 bits or more."""
    return "".join(secrets.choice(ALPHABET) for _ in range(14))


def check_character(text: str) -> str:
    """Compute NOID's check character of ``<naan>/<name without check character>``."""
    total = sum(
        position * ALPHABET.find(character)
        for position, character in enumerate(text, start=1)
        if character in ALPHABET
    )
    return ALPHABET[total % len(ALPHABET)]


def new_name(naan: str) -> str:
    """Mint a random name; that it was never used before is the database's to say."""
    body = _SHOULDER + "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return body + check_character(f"{naan}/{body}")


def is_valid_name(name: str, *, naan: str) -> bool:
    """Tell whether the check character of a name fits."""
    return len(name) > 1 and name[-1] == check_character(f"{naan}/{name[:-1]}")


def ark(name: str, *, naan: str) -> str:
    """Write an identifier in full: ``ark:/99999/m…``."""
    return f"ark:/{naan}/{name}"


def parse_ark(text: str) -> tuple[str, str] | None:
    """Read (naan, name) from an ARK; hyphens are identity-inert (ARK §2.7) and dropped."""
    found = _ARK.match(text)
    return (found["naan"], found["name"].replace("-", "").lower()) if found else None
