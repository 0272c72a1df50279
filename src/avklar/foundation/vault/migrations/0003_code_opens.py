"""A value may open its record: the record's key, wrapped under a key derived from the value."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_vacuum_soon")]

    operations = [
        migrations.AddField(
            model_name="lookuphash",
            name="wrapped",
            field=models.BinaryField(null=True),
        ),
    ]
