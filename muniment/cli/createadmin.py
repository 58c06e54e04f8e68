"""`muniment createadmin`: make the first account."""

from __future__ import annotations

import json

import click

from muniment.cli.preparation import start_django


@click.command()
@click.option(
    "--email",
    envvar="MUNIMENT_ADMIN_EMAIL",
    show_envvar=True,
    prompt="E-mail address",
    help="Address to sign in with.",
)
@click.option("--name", default="", help="Name as its owner writes it.")
@click.option(
    "--password",
    envvar="MUNIMENT_ADMIN_PASSWORD",
    show_envvar=True,
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    help="Better typed or given in the environment than written on the command line.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
def createadmin(*, email: str, name: str, password: str, as_json: bool) -> None:
    """Make an account that may do everything.

    \b
    Example:
      muniment createadmin --email editor@example.org
    """
    start_django()
    from django.db import IntegrityError

    from muniment.accounts.models import User

    _check(email, name=name, password=password)
    try:
        user = User.objects.create_superuser(email, password=password, name=name)
    except IntegrityError:
        raise click.ClickException(
            f"There is an account for {email} already. Choose another address."
        ) from None
    if as_json:
        click.echo(json.dumps({"email": user.email, "name": user.name}, ensure_ascii=False))
    else:
        click.echo(f"{user.email} may now do everything.")


def _check(email: str, *, name: str, password: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from muniment.accounts.models import User

    try:
        validate_email(email)
    except ValidationError:
        raise click.ClickException(
            f"{email!r} is not an e-mail address. Write it as in editor@example.org."
        ) from None
    try:
        validate_password(password, user=User(email=email, name=name))
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from None
