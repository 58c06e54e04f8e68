from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_pending_entry"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pendingentry",
            name="owner",
            field=models.CharField(max_length=220),
        ),
    ]
