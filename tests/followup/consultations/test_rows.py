"""Raw SQL on the shared tables: nothing without an organisation or for others; the asked side grants nothing."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from avklar.foundation.access.scope import scope
from tests.cast import House, Person
from tests.settings import DATABASE

TABLES = {
    "consultations_consultation": "id",
    "consultations_access": "consultation_id",
    "consultations_message": "consultation_id",
    "consultations_ownership": "consultation_id",
}


def raw(value: UUID) -> str:
    return str(value) if DATABASE == "postgresql" else value.hex


def count(table: str, consultation_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {TABLES[table]} = %s", [raw(consultation_id)])
        found: int = cursor.fetchone()[0]
        return found


@pytest.fixture
def told(house: House, consultation: UUID) -> UUID:
    from avklar.followup.consultations import actions

    actions.write(house.police_contact.actor(), consultation, "Hva trenger han?")
    return consultation


def seen_by(person: Person | None, consultation_id: UUID) -> dict[str, int]:
    with scope(person.organisation.pk if person else None):
        return {table.removeprefix("consultations_"): count(table, consultation_id) for table in TABLES}


def test_owner_sees_every_row(house: House, told: UUID) -> None:
    assert seen_by(house.contact, told) == {"consultation": 1, "access": 2, "message": 1, "ownership": 1}


if DATABASE == "postgresql":

    def test_asked_side_sees_what_is_shared_and_its_own_access_only(house: House, told: UUID) -> None:
        assert seen_by(house.police_contact, told) == {"consultation": 1, "access": 1, "message": 1, "ownership": 0}

    @pytest.mark.parametrize("key", ["stranger", "hamar_contact"])
    def test_other_organisation_sees_no_row(house: House, told: UUID, key: str) -> None:
        assert not any(seen_by(house.people[key], told).values())

    def test_no_organisation_sees_no_row(house: House, told: UUID) -> None:
        assert not any(seen_by(None, told).values())

    @pytest.mark.parametrize("key", ["police_contact", "stranger"])
    def test_only_the_owner_grants_access(house: House, told: UUID, key: str) -> None:
        person = house.people[key]
        with pytest.raises(DatabaseError), scope(person.organisation.pk), transaction.atomic():
            connection.cursor().execute(
                "INSERT INTO consultations_access (id, organisation_id, consultation_id, side, user_id, created) "
                "VALUES (%s, %s, %s, 'receiver', NULL, now())",
                [uuid4(), person.organisation.pk, told],
            )

    @pytest.mark.parametrize("key", ["police_contact", "stranger"])
    def test_nobody_becomes_owner_of_what_is_anothers(house: House, told: UUID, key: str) -> None:
        person = house.people[key]
        with pytest.raises(DatabaseError), scope(person.organisation.pk), transaction.atomic():
            connection.cursor().execute(
                "INSERT INTO consultations_ownership (id, organisation_id, consultation_id, asked_by, submission) "
                "VALUES (%s, %s, %s, %s, %s)",
                [uuid4(), person.organisation.pk, told, person.user.pk, uuid4()],
            )

    def test_asked_side_cannot_widen_its_access(house: House, told: UUID) -> None:
        person = house.police_contact
        with pytest.raises(DatabaseError), scope(person.organisation.pk), transaction.atomic():
            connection.cursor().execute(
                "UPDATE consultations_access SET user_id = NULL WHERE consultation_id = %s", [told]
            )

    def test_stranger_cannot_write_a_message(house: House, told: UUID) -> None:
        person = house.stranger
        with pytest.raises(DatabaseError), scope(person.organisation.pk), transaction.atomic():
            connection.cursor().execute(
                "INSERT INTO consultations_message (id, consultation_id, side, author_id, text, kept, at, submission) "
                "VALUES (%s, %s, 'owner', NULL, '', '', now(), %s)",
                [uuid4(), told, uuid4()],
            )
