"""Users are known by their e-mail address."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from muniment.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_user_signs_in_with_the_email_address() -> None:
    user = User.objects.create_user("Reader@Example.org", password="a long enough word")
    assert authenticate(username=user.email, password="a long enough word") == user


def test_a_user_without_a_password_cannot_sign_in() -> None:
    user = User.objects.create_user("reader@example.org")
    assert not user.has_usable_password()


def test_the_same_address_in_other_capitals_is_the_same_account() -> None:
    User.objects.create_user("reader@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("READER@example.org")


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("  ")


def test_a_user_is_shown_by_name_and_else_by_address() -> None:
    named = User.objects.create_user("a@example.org", name="Анна Сергеевна")
    nameless = User.objects.create_user("b@example.org")
    assert [str(named), str(nameless)] == ["Анна Сергеевна", "b@example.org"]


def test_an_administrator_may_do_everything() -> None:
    admin = User.objects.create_superuser("admin@example.org", password="a long enough word")
    assert admin.has_perm("accounts.delete_user")
    assert list(User.objects.active()) == [admin]
