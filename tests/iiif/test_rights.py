"""Licences in the words of the standard."""

from __future__ import annotations

import pytest

from muniment.iiif.rights import canonical_licence

BY = "http://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", BY),
        ("https://creativecommons.org/licenses/by/4.0", BY),
        ("https://creativecommons.org/licenses/by/4.0/deed.ru", BY),
        ("http://www.creativecommons.org/licenses/by/4.0/legalcode", BY),
        (
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "http://creativecommons.org/publicdomain/zero/1.0/",
        ),
        (
            "http://rightsstatements.org/vocab/InC/1.0/",
            "http://rightsstatements.org/vocab/InC/1.0/",
        ),
        ("https://archive.example.org/terms", None),
        ("", None),
    ],
)
def test_a_licence_is_named_as_its_vocabulary_does(address: str, canonical: str | None) -> None:
    assert canonical_licence(address) == canonical
