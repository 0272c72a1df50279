"""The journal refuses to be changed: triggers on both databases, and row-level security on PostgreSQL."""

from django.db import migrations

from avklar.foundation.access.rls import EnableRLS
from avklar.foundation.journal import triggers


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def refuse(apps, schema_editor):
    if schema_editor.connection.alias == "default":
        _run(schema_editor, {"sqlite": triggers.SQLITE, "postgresql": triggers.POSTGRESQL})


def allow(apps, schema_editor):
    if schema_editor.connection.alias == "default":
        _run(schema_editor, {"sqlite": triggers.SQLITE_REVERSE, "postgresql": triggers.POSTGRESQL_REVERSE})


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunPython(refuse, allow, elidable=False),
        EnableRLS("journal_entry"),
        EnableRLS("journal_head"),
    ]
