"""A retention decision is added, never changed or removed: triggers on both databases."""

from django.db import migrations

SQLITE = tuple(
    f"CREATE TRIGGER retention_decision_no_{verb.lower()} BEFORE {verb} ON retention_retentiondecision "
    "BEGIN SELECT RAISE(ABORT, 'retention decisions are never overwritten'); END"
    for verb in ("UPDATE", "DELETE")
)
SQLITE_REVERSE = ("DROP TRIGGER retention_decision_no_update", "DROP TRIGGER retention_decision_no_delete")

POSTGRESQL = (
    """
CREATE FUNCTION retention_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'retention decisions are never overwritten' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    "CREATE TRIGGER retention_decision_no_change BEFORE UPDATE OR DELETE ON retention_retentiondecision"
    " FOR EACH ROW EXECUTE FUNCTION retention_refuse()",
    "CREATE TRIGGER retention_decision_no_truncate BEFORE TRUNCATE ON retention_retentiondecision"
    " FOR EACH STATEMENT EXECUTE FUNCTION retention_refuse()",
)
POSTGRESQL_REVERSE = (
    "DROP TRIGGER retention_decision_no_change ON retention_retentiondecision",
    "DROP TRIGGER retention_decision_no_truncate ON retention_retentiondecision",
    "DROP FUNCTION retention_refuse()",
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
    dependencies = [("retention", "0002_row_level_security")]
    operations = [migrations.RunPython(refuse, allow)]
