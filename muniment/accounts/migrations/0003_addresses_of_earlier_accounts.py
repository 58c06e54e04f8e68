"""Accounts made from the command line before there were confirmed addresses may go on logging in."""

from django.db import migrations


def confirm_addresses(apps, schema_editor):
    user = apps.get_model("accounts", "User")
    address = apps.get_model("account", "EmailAddress")
    for each in user.objects.all():
        each.email = each.email.lower()
        each.save(update_fields=["email"])
        address.objects.get_or_create(
            user=each, email=each.email, defaults={"verified": True, "primary": True}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_intents_and_shared_memory"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(confirm_addresses, migrations.RunPython.noop)]
