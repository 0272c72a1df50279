"""The running program's own role, with SQL of one's choice: the rows of others and the journal are out of its reach.

Whoever can choose the statement can also choose the organisation in scope; what the role can't do is what is tested.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from avklar.foundation.access.scope import scope, writing
from tests.attacks.conftest import Booty
from tests.cast import House
from tests.settings import DATABASE

JOURNAL = [
    "UPDATE journal_entry SET verb = 'read'",
    "DELETE FROM journal_entry",
    "UPDATE journal_head SET number = 0",
    "DELETE FROM journal_head",
]
STEP_ONE = (
    "concerns_concern",
    "concerns_observation",
    "concerns_message",
    "concerns_counter",
    "concerns_closedcount",
    "consultations_consultation",
    "consultations_access",
    "consultations_message",
    "consultations_ownership",
    "journal_entry",
    "journal_head",
    "retention_retentiondecision",
)


def _runs(statement: str, *values: Any, of: UUID | None, alias: str = "default") -> int:
    with scope(of), transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(statement, list(values) or None)
        return int(cursor.rowcount)


@pytest.mark.parametrize("statement", JOURNAL)
def test_journal_refuses(house: House, booty: Booty, statement: str) -> None:
    with pytest.raises(DatabaseError):
        _runs(statement, of=house.contact.organisation.pk)


if DATABASE == "postgresql":
    OWNERS_ONLY = [
        "TRUNCATE journal_entry",
        "TRUNCATE concerns_concern CASCADE",
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "ALTER TABLE concerns_concern DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE concerns_concern NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY organisation ON concerns_concern",
        "CREATE POLICY mine ON concerns_concern USING (true)",
        "DROP TABLE journal_entry",
        "DROP FUNCTION journal_refuse() CASCADE",
        "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
        "CREATE TRIGGER mine BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
        "CREATE TABLE copy AS SELECT * FROM concerns_concern",
        "CREATE VIEW all_concerns AS SELECT * FROM concerns_concern",
        "SET session_replication_role = replica",
        "SET row_security = off; SELECT * FROM concerns_concern",
        "SET ROLE avklar_owner",
        "SET ROLE avklar_retention",
        "SET SESSION AUTHORIZATION avklar_owner",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "GRANT avklar_owner TO CURRENT_USER",
        "CREATE ROLE mine",
        "CREATE EXTENSION file_fdw",
        "COPY concerns_concern TO PROGRAM 'cat'",
        "COPY concerns_concern TO '/tmp/avklar-copy'",
        "SELECT pg_read_file('/etc/passwd')",
        "UPDATE django_migrations SET name = 'x'",
    ]

    @pytest.mark.parametrize("statement", OWNERS_ONLY)
    def test_program_owns_nothing(house: House, booty: Booty, statement: str) -> None:
        with pytest.raises(DatabaseError):
            _runs(statement, of=house.contact.organisation.pk)

    @pytest.mark.parametrize("statement", ["DROP TABLE {}", "TRUNCATE {}", "ALTER TABLE {} ADD mine integer"])
    def test_program_owns_no_table_of_keys(house: House, booty: Booty, statement: str) -> None:
        with connections["keys"].cursor() as cursor:
            tables = [name for name in connections["keys"].introspection.table_names(cursor) if "vault" in name]
        assert tables
        for table in tables:
            with pytest.raises(DatabaseError):
                _runs(statement.format(table), of=None, alias="keys")

    @pytest.mark.parametrize("table", STEP_ONE)
    @pytest.mark.parametrize("setting", [None, "stranger", "stranger_teacher"])
    def test_rows_of_others_are_not_seen(house: House, booty: Booty, table: str, setting: str | None) -> None:
        """No organisation, or another one."""
        of = house.people[setting].organisation.pk if setting else None
        with scope(of), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == 0

    @pytest.mark.parametrize(
        "crafted", ["", " ", "x", "null", "00000000-0000-0000-0000-000000000000", "' OR true --", "%", "{}"]
    )
    def test_crafted_setting_shows_nothing(house: House, booty: Booty, crafted: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('avklar.organisation', %s, true)", [crafted])
            try:
                with transaction.atomic():
                    cursor.execute("SELECT count(*) FROM concerns_concern")
                    assert cursor.fetchone()[0] == 0
            except DatabaseError:
                pass  # no id at all: refused

    @pytest.mark.parametrize("table", ["concerns_concern", "concerns_observation", "concerns_message"])
    def test_rows_of_others_are_not_touched_nor_moved(house: House, booty: Booty, table: str) -> None:
        ours, theirs = house.contact.organisation.pk, house.stranger.organisation.pk
        assert _runs(f"UPDATE {table} SET id = id", of=theirs) == 0
        assert _runs(f"DELETE FROM {table}", of=theirs) == 0
        with pytest.raises(DatabaseError):
            _runs(f"UPDATE {table} SET organisation_id = %s", theirs, of=ours)

    @pytest.mark.parametrize("table", ["concerns_counter", "journal_head"])
    def test_row_in_anothers_name_is_not_written(house: House, table: str) -> None:
        wrong = house.organisation("hamar").pk
        statement = {
            "concerns_counter": "INSERT INTO concerns_counter (organisation_id, last) VALUES (%s, 0)",
            "journal_head": "INSERT INTO journal_head (organisation_id, segment, number, oldest) "
            "VALUES (%s, '', 0, '')",
        }[table]
        with pytest.raises(DatabaseError):
            _runs(statement, wrong, of=house.stranger.organisation.pk)

    @pytest.mark.parametrize("who", ["stranger", "police_contact", "hamar_contact"])
    def test_access_to_anothers_consultation_is_not_written(house: House, booty: Booty, who: str) -> None:
        person = house.people[who]
        grant = (
            "INSERT INTO consultations_access (id, organisation_id, consultation_id, side, user_id, created) "
            "VALUES (%s, %s, %s, 'owner', NULL, now())"
        )
        for consultation in (booty.consultation, booty.hidden):
            with pytest.raises(DatabaseError):
                _runs(grant, uuid4(), person.organisation.pk, consultation, of=person.organisation.pk)

    def test_setting_does_not_outlive_its_transaction(house: House, booty: Booty) -> None:
        with writing(house.contact.actor()):
            pass
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('avklar.organisation', true)")
            assert not cursor.fetchone()[0]

    @pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "django_language"])
    def test_nul_in_a_cookie_gets_an_answer(house: House, cookie: str) -> None:
        from django.test import Client

        nasty = '"' + "\\000" * 32 + '"'
        assert Client(headers={"cookie": f"{cookie}={nasty}"}).get("/min-dag/").status_code < 500
