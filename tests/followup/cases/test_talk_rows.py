"""Net two for talks: raw SQL finds nothing outside the police's organisation, and no text in clear."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from avklar.followup.cases.models import Talk
from avklar.followup.cases.states import Result
from avklar.followup.cases.talks import actions as talks
from avklar.followup.cases.talks.states import Attendance, TalkState
from avklar.foundation import clock
from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.followup.cases.talking import record
from tests.settings import DATABASE

TABLES = ("cases_talk", "cases_talknote")
TEXTS = "place, purpose, phone, order_reason, short_notice_reason, guardians, no_guardians_reason, agreed_plan"


@pytest.fixture
def written(house: House, chosen: UUID, planned: UUID) -> UUID:
    """A talk that was held, with a note."""
    police = house.police_contact.actor()
    talks.allow_notes(house.police_radicalisation_contact.actor(), basis="Vedtak")
    talks.note(police, case_id=chosen, talk_id=planned, phase="frame", text="Rolig og åpen.", version=0)
    record(police, chosen, planned, TalkState.HELD, Result.SMALLER, agreed_plan="Ringes hver fredag.")
    return planned


def count(table: str) -> int:
    """Rows that the database shows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_no_text_of_a_talk_lies_in_clear(house: House, written: UUID) -> None:
    with scope(house.police_contact.organisation.pk), connection.cursor() as cursor:
        cursor.execute(f"SELECT {TEXTS} FROM cases_talk")
        stored = b"".join(bytes(value) for row in cursor.fetchall() for value in row)
        cursor.execute("SELECT text FROM cases_talknote")
        stored += b"".join(bytes(row[0]) for row in cursor.fetchall())
    for text in ("Lensmannskontoret", "høsten", "400 00 000", "Mor og far", "fredag", "Rolig"):
        assert text.encode() not in stored


@pytest.mark.parametrize(
    "wrong",
    [
        {"attendance": Attendance.ORDERED, "ground": ""},
        {"attendance": Attendance.VOLUNTARY, "ground": "offence"},
        {"result": ""},
        {"state": TalkState.NO_SHOW},
        {"ended_at": None},
    ],
)
def test_database_keeps_what_belongs_together(house: House, written: UUID, wrong: dict[str, object]) -> None:
    with scope(house.police_contact.organisation.pk), pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(pk=written).update(**wrong)


if DATABASE == "postgresql":

    @pytest.mark.parametrize("table", TABLES)
    def test_raw_sql_without_or_with_another_organisation_finds_no_talk(
        house: House, written: UUID, table: str
    ) -> None:
        assert count(table) == 0
        for other in ("alvdal", "tynset", "hamar"):
            with scope(house.organisation(other).pk):
                assert count(table) == 0
        with scope(house.organisation("innlandet").pk):
            assert count(table) == 1

    def test_note_is_not_written_for_another_organisation(house: House, chosen: UUID, written: UUID) -> None:
        with (
            scope(house.contact.organisation.pk),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "INSERT INTO cases_talknote (id, organisation_id, case_id, talk_id, phase, by, at, version, text)"
                " VALUES (%s, %s, %s, %s, 'well', %s, now(), 1, %s)",
                [clock.new_id(), house.police_contact.organisation.pk, chosen, written, clock.new_id(), b"x"],
            )
