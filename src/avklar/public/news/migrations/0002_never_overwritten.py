"""Editions are added, never changed; an article and its languages are never deleted."""

from django.db import migrations

EDITIONS = "news_edition"
TABLES = {EDITIONS: ("UPDATE", "DELETE"), "news_article": ("DELETE",), "news_variant": ("DELETE",)}
SAID = "entries are never overwritten"

SQLITE = tuple(
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for table, verbs in TABLES.items()
    for verb in verbs
)
SQLITE_REVERSE = tuple(f"DROP TRIGGER {table}_no_{verb.lower()}" for table, verbs in TABLES.items() for verb in verbs)

POSTGRESQL = (
    f"""
CREATE FUNCTION news_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{SAID}' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    *(
        statement
        for table, verbs in TABLES.items()
        for statement in (
            f"CREATE TRIGGER {table}_no_change BEFORE {' OR '.join(verbs)} ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION news_refuse()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION news_refuse()",
        )
    ),
)
POSTGRESQL_REVERSE = (
    *(f"DROP TRIGGER {table}_no_{what} ON {table}" for table in TABLES for what in ("change", "truncate")),
    "DROP FUNCTION news_refuse()",
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
    dependencies = [("news", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
