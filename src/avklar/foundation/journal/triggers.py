"""The SQL that makes the journal append-only on both databases, for the migration and for the expiry on SQLite."""

from __future__ import annotations

SQLITE_NO_DELETE = """
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""

SQLITE = (
    """
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
""",
    SQLITE_NO_DELETE,
    """
CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry
WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id
             OR (organisation_id = NEW.organisation_id AND segment = NEW.segment AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
""",
    """
CREATE TRIGGER journal_head_no_delete BEFORE DELETE ON journal_head
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
""",
    """
CREATE TRIGGER journal_head_only_forward BEFORE UPDATE ON journal_head
WHEN NEW.organisation_id <> OLD.organisation_id OR NEW.segment < OLD.segment OR NEW.oldest < OLD.oldest
     OR (NEW.segment = OLD.segment AND NEW.number < OLD.number)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
""",
)
SQLITE_REVERSE = tuple(
    f"DROP TRIGGER {name}"
    for name in (
        "journal_entry_no_update",
        "journal_entry_no_delete",
        "journal_entry_no_replace",
        "journal_head_no_delete",
        "journal_head_only_forward",
    )
)
SQLITE_LET_DELETE = "DROP TRIGGER journal_entry_no_delete"

POSTGRESQL = (
    """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    # Only the retention role takes rows away, and none that is younger than a year by the server's own clock.
    """
CREATE FUNCTION journal_only_expired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'avklar_retention' AND OLD.segment < to_char(now() - interval '1 year', 'YYYY-MM') THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    """
CREATE FUNCTION journal_whole_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM journal_entry JOIN gone USING (organisation_id, segment)) THEN
        RAISE EXCEPTION 'segments of the journal leave as a whole' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$
""",
    """
CREATE FUNCTION journal_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.organisation_id <> OLD.organisation_id OR NEW.segment < OLD.segment OR NEW.oldest < OLD.oldest
       OR (NEW.segment = OLD.segment AND NEW.number < OLD.number) THEN
        RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
""",
    "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry"
    " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_entry_delete BEFORE DELETE ON journal_entry"
    " FOR EACH ROW EXECUTE FUNCTION journal_only_expired()",
    "CREATE TRIGGER journal_entry_whole AFTER DELETE ON journal_entry REFERENCING OLD TABLE AS gone"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_whole_segments()",
    "CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_head_no_delete BEFORE DELETE ON journal_head"
    " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_head_no_truncate BEFORE TRUNCATE ON journal_head"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_head_update BEFORE UPDATE ON journal_head"
    " FOR EACH ROW EXECUTE FUNCTION journal_head_forward()",
    """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'avklar_retention') THEN
        EXECUTE 'GRANT USAGE ON SCHEMA public TO avklar_retention';
        EXECUTE 'GRANT SELECT, DELETE ON journal_entry TO avklar_retention';
        EXECUTE 'GRANT SELECT, UPDATE ON journal_head TO avklar_retention';
    END IF;
END $$
""",
)
POSTGRESQL_REVERSE = (
    *(f"DROP TRIGGER {name} ON journal_entry" for name in ("journal_entry_no_update", "journal_entry_delete")),
    *(f"DROP TRIGGER {name} ON journal_entry" for name in ("journal_entry_whole", "journal_entry_no_truncate")),
    *(f"DROP TRIGGER {name} ON journal_head" for name in ("journal_head_no_delete", "journal_head_no_truncate")),
    "DROP TRIGGER journal_head_update ON journal_head",
    *(
        f"DROP FUNCTION {name}()"
        for name in ("journal_refuse", "journal_only_expired", "journal_whole_segments", "journal_head_forward")
    ),
)
