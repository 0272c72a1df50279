"""What an organisation has entered about grounds, starts and the switch is added, never changed: triggers."""

from django.db import migrations

TABLES = {
    "ground": "organisations_groundapproval",
    "act_start": "organisations_actstart",
    "case_switch": "organisations_caseswitchentry",
}

SQLITE = tuple(
    f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'entries are never overwritten'); END"
    for name, table in TABLES.items()
    for verb in ("UPDATE", "DELETE")
)
SQLITE_REVERSE = tuple(f"DROP TRIGGER {name}_no_{verb}" for name in TABLES for verb in ("update", "delete"))

POSTGRESQL = (
    """
CREATE FUNCTION organisations_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries are never overwritten' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    *(
        statement
        for name, table in TABLES.items()
        for statement in (
            f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION organisations_refuse()",
            f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION organisations_refuse()",
        )
    ),
)
POSTGRESQL_REVERSE = (
    *(f"DROP TRIGGER {name}_no_{what} ON {table}" for name, table in TABLES.items() for what in ("change", "truncate")),
    "DROP FUNCTION organisations_refuse()",
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
    dependencies = [("organisations", "0002_law")]
    operations = [migrations.RunPython(refuse, allow)]
