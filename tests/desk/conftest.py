"""The small world of this folder's tests."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.desk.builders import Office, at_desk, build_office


@pytest.fixture
def office(db: None) -> Office:
    """Give readers, a document and two of the staff."""
    return build_office()


@pytest.fixture
def desk(office: Office) -> Client:
    """Give the browser of somebody of the staff who may come to the desk."""
    return at_desk(office.clerk)
