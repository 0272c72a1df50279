"""Lets PostgreSQL clear away deleted keys within a minute or so, instead of after a fifth of the table."""

from django.db import migrations

TABLES = ("vault_wrappedrecordkey", "vault_lookuphash")


def vacuum_soon(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(
                f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1)"
            )


def vacuum_as_usual(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(
                f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)"
            )


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_keys")]

    # the hint sends the step to the keys database only
    operations = [migrations.RunPython(vacuum_soon, vacuum_as_usual, hints={"model_name": "wrappedrecordkey"})]
