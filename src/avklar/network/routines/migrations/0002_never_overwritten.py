"""Approved versions, reviews, readings and published templates are added, never changed; a closed plan stays."""

from django.db import migrations

TABLES = {
    "routine_template": "routines_templateversion",
    "routine_version": "routines_routineversion",
    "routine_review": "routines_review",
    "routine_reading": "routines_acknowledgement",
}
CLOSED = "EXISTS (SELECT 1 FROM routines_plan WHERE id = {row}.plan_id AND closed_at IS NOT NULL)"
SAID = "a closed plan is never changed"

SQLITE = (
    *(
        f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'entries are never overwritten'); END"
        for name, table in TABLES.items()
        for verb in ("UPDATE", "DELETE")
    ),
    *(
        f"CREATE TRIGGER routine_measure_no_{verb.lower()} BEFORE {verb} ON routines_measure "
        f"WHEN {CLOSED.format(row=row)} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
    "CREATE TRIGGER routine_plan_no_update BEFORE UPDATE ON routines_plan WHEN OLD.closed_at IS NOT NULL "
    f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
)
SQLITE_REVERSE = (
    *(f"DROP TRIGGER {name}_no_{verb}" for name in TABLES for verb in ("update", "delete")),
    *(f"DROP TRIGGER routine_measure_no_{verb}" for verb in ("insert", "update", "delete")),
    "DROP TRIGGER routine_plan_no_update",
)

POSTGRESQL = (
    """
CREATE FUNCTION routines_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries are never overwritten' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    f"""
CREATE FUNCTION routines_keep_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND {CLOSED.format(row="OLD")} OR TG_OP = 'INSERT' AND {CLOSED.format(row="NEW")} THEN
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
""",
    *(
        statement
        for name, table in TABLES.items()
        for statement in (
            f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION routines_refuse()",
            f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION routines_refuse()",
        )
    ),
    "CREATE TRIGGER routine_measure_closed BEFORE INSERT OR UPDATE OR DELETE ON routines_measure"
    " FOR EACH ROW EXECUTE FUNCTION routines_keep_closed()",
    "CREATE TRIGGER routine_plan_closed BEFORE UPDATE ON routines_plan"
    " FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION routines_refuse()",
)
POSTGRESQL_REVERSE = (
    *(f"DROP TRIGGER {name}_no_{what} ON {table}" for name, table in TABLES.items() for what in ("change", "truncate")),
    "DROP TRIGGER routine_measure_closed ON routines_measure",
    "DROP TRIGGER routine_plan_closed ON routines_plan",
    "DROP FUNCTION routines_keep_closed()",
    "DROP FUNCTION routines_refuse()",
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
    dependencies = [("routines", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
