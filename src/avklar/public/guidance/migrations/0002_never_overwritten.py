"""Versions of the guidance and the reviews of it are added, never changed."""

from django.db import migrations

TABLES = {"guidance_version": "guidance_pageversion", "guidance_review": "guidance_pagereview"}
SAID = "entries are never overwritten"

SQLITE = tuple(
    f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for name, table in TABLES.items()
    for verb in ("UPDATE", "DELETE")
)
SQLITE_REVERSE = tuple(f"DROP TRIGGER {name}_no_{verb}" for name in TABLES for verb in ("update", "delete"))

POSTGRESQL = (
    f"""
CREATE FUNCTION guidance_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{SAID}' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    *(
        statement
        for name, table in TABLES.items()
        for statement in (
            f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION guidance_refuse()",
            f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION guidance_refuse()",
        )
    ),
)
POSTGRESQL_REVERSE = (
    *(f"DROP TRIGGER {name}_no_{what} ON {table}" for name, table in TABLES.items() for what in ("change", "truncate")),
    "DROP FUNCTION guidance_refuse()",
)


def _run(schema_editor, statements):
    if schema_editor.connection.alias == "default":
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)


def refuse(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def allow(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE})


class Migration(migrations.Migration):
    dependencies = [("guidance", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
