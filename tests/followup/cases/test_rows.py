"""Net two: raw SQL on the tables of step 2 finds nothing outside the organisation, and nothing in clear."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from avklar.foundation import clock
from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.followup.cases.stories import assessment, choose, measure
from tests.settings import DATABASE

TABLES = sorted(model._meta.db_table for model in apps.get_app_config("cases").get_models())


@pytest.fixture
def full_case(house: House, case: UUID) -> UUID:
    """A case with a row in most tables."""
    from avklar.followup.cases.states import Step

    contact = house.contact.actor()
    assessment(contact, case)
    choose(contact, case, Step.SUPPORT)
    measure(contact, case)
    return case


def count(table: str) -> int:
    """Rows that the database shows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_nothing_lies_in_clear(house: House, full_case: UUID) -> None:
    with scope(house.contact.organisation.pk), connection.cursor() as cursor:
        cursor.execute("SELECT fact, interpretation FROM cases_observation")
        assert all(b"veggen" not in bytes(value) for row in cursor.fetchall() for value in row)
        cursor.execute("SELECT axes FROM cases_assessment")
        assert all(b"fascination" not in bytes(row[0]) for row in cursor.fetchall())


if DATABASE == "postgresql":

    @pytest.mark.parametrize("table", TABLES)
    def test_raw_sql_without_or_with_another_organisation_finds_nothing(
        house: House, full_case: UUID, table: str
    ) -> None:
        assert count(table) == 0
        for other in ("tynset", "innlandet"):
            with scope(house.organisation(other).pk):
                assert count(table) == 0

    def test_raw_sql_in_the_own_organisation_finds_the_case(house: House, full_case: UUID) -> None:
        with scope(house.contact.organisation.pk):
            assert count("cases_case") == 1

    def test_row_is_not_written_for_another_organisation(house: House, full_case: UUID) -> None:
        with (
            scope(house.stranger.organisation.pk),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "INSERT INTO cases_staff (id, organisation_id, case_id, user_id, added_by, added_at)"
                " VALUES (%s, %s, %s, %s, %s, now())",
                [clock.new_id(), house.contact.organisation.pk, full_case, clock.new_id(), clock.new_id()],
            )
