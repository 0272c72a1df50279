"""What has been shown is added, never changed or removed: triggers."""

from django.db import migrations

TABLES = {
    "publication": "statistics_publication",
    "published_table": "statistics_publishedtable",
    "verdict": "statistics_verdict",
}

SQLITE = tuple(
    f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'published figures are never overwritten'); END"
    for name, table in TABLES.items()
    for verb in ("UPDATE", "DELETE")
)
SQLITE_REVERSE = tuple(f"DROP TRIGGER {name}_no_{verb}" for name in TABLES for verb in ("update", "delete"))

POSTGRESQL = (
    """
CREATE FUNCTION statistics_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'published figures are never overwritten' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    *(
        statement
        for name, table in TABLES.items()
        for statement in (
            f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION statistics_refuse()",
            f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION statistics_refuse()",
        )
    ),
)
POSTGRESQL_REVERSE = (
    *(f"DROP TRIGGER {name}_no_{what} ON {table}" for name, table in TABLES.items() for what in ("change", "truncate")),
    "DROP FUNCTION statistics_refuse()",
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
    dependencies = [("statistics", "0001_statistics")]
    operations = [migrations.RunPython(refuse, allow)]
