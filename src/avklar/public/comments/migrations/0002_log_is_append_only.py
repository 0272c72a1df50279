"""A line of a comment's log is added, never changed or removed: triggers on both databases."""

from django.db import migrations

SQLITE = tuple(
    f"CREATE TRIGGER comments_entry_no_{verb.lower()} BEFORE {verb} ON comments_entry "
    "BEGIN SELECT RAISE(ABORT, 'the log of comments is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)
SQLITE_REVERSE = ("DROP TRIGGER comments_entry_no_update", "DROP TRIGGER comments_entry_no_delete")

POSTGRESQL = (
    """
CREATE FUNCTION comments_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log of comments is append-only' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    "CREATE TRIGGER comments_entry_no_change BEFORE UPDATE OR DELETE ON comments_entry"
    " FOR EACH ROW EXECUTE FUNCTION comments_refuse()",
    "CREATE TRIGGER comments_entry_no_truncate BEFORE TRUNCATE ON comments_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION comments_refuse()",
)
POSTGRESQL_REVERSE = (
    "DROP TRIGGER comments_entry_no_change ON comments_entry",
    "DROP TRIGGER comments_entry_no_truncate ON comments_entry",
    "DROP FUNCTION comments_refuse()",
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
    dependencies = [("comments", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
