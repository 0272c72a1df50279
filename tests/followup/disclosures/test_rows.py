"""Raw SQL on the tables: nothing without an organisation or for others; the receiver grants and rewrites nothing."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from avklar.followup.disclosures import actions
from avklar.foundation.access.scope import scope
from tests.cast import House, Person
from tests.followup.disclosures import stories
from tests.settings import DATABASE

TABLES = {
    "disclosures_disclosure": "id",
    "disclosures_access": "disclosure_id",
    "disclosures_fact": "disclosure_id",
    "disclosures_entry": "disclosure_id",
    "disclosures_ownership": "disclosure_id",
    "disclosures_link": "disclosure_id",
}


def raw(value: UUID) -> str:
    return str(value) if DATABASE == "postgresql" else value.hex


def count(table: str, disclosure_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {TABLES[table]} = %s", [raw(disclosure_id)])
        found: int = cursor.fetchone()[0]
        return found


def seen_by(person: Person | None, disclosure_id: UUID) -> dict[str, int]:
    with scope(person.organisation.pk if person else None):
        return {table.removeprefix("disclosures_"): count(table, disclosure_id) for table in TABLES}


@pytest.fixture
def tied(house: House, disclosure: UUID, police_case: UUID) -> UUID:
    """Accepted, and tied to a case of the police."""
    stories.say(actions.accept, house.police_contact, disclosure, "")
    actions.link_case(house.police_contact.actor(), disclosure, police_case)
    return disclosure


def test_no_text_is_stored_in_clear(house: House, disclosure: UUID) -> None:
    with scope(house.contact.organisation.pk), connection.cursor() as cursor:
        for table in ("disclosures_disclosure", "disclosures_fact"):
            cursor.execute(f"SELECT * FROM {table}")
            cells = [cell for row in cursor.fetchall() for cell in row]
            held = b" ".join(bytes(cell) for cell in cells if isinstance(cell, bytes | memoryview))
            assert b"Fakta" not in held + str(cells).encode()
            assert b"avklaringssamtale" not in held + str(cells).encode()


if DATABASE == "postgresql":

    def test_sender_sees_its_rows_and_not_the_receivers_tie(house: House, tied: UUID) -> None:
        assert seen_by(house.contact, tied) == {
            "disclosure": 1,
            "access": 2,
            "fact": 2,
            "entry": 1,
            "ownership": 1,
            "link": 0,
        }

    def test_receiver_sees_what_is_shared_and_its_own(house: House, tied: UUID) -> None:
        assert seen_by(house.police_contact, tied) == {
            "disclosure": 1,
            "access": 1,
            "fact": 2,
            "entry": 1,
            "ownership": 0,
            "link": 1,
        }

    @pytest.mark.parametrize("key", ["stranger", "hamar_contact"])
    def test_other_organisation_sees_no_row(house: House, tied: UUID, key: str) -> None:
        assert not any(seen_by(house.people[key], tied).values())

    def test_no_organisation_sees_no_row(house: House, tied: UUID) -> None:
        assert not any(seen_by(None, tied).values())

    def test_consents_are_the_senders_only(house: House, case: UUID, tied: UUID) -> None:
        stories.consent(house, case, stories.facts(house.contact.actor(), case)[:1])
        found = []
        for person in (house.contact, house.police_contact, house.stranger):
            with scope(person.organisation.pk), connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM disclosures_consent")
                found.append(cursor.fetchone()[0])
        assert found == [1, 0, 0]

    def refused(person: Person, sql: str, values: list[object]) -> None:
        with pytest.raises(DatabaseError), scope(person.organisation.pk), transaction.atomic():
            connection.cursor().execute(sql, values)

    @pytest.mark.parametrize("key", ["police_contact", "stranger"])
    def test_only_the_sender_grants_access(house: House, tied: UUID, key: str) -> None:
        person = house.people[key]
        refused(
            person,
            "INSERT INTO disclosures_access (id, organisation_id, disclosure_id, side, user_id, created) "
            "VALUES (%s, %s, %s, 'receiver', NULL, now())",
            [uuid4(), person.organisation.pk, tied],
        )

    @pytest.mark.parametrize("key", ["police_contact", "stranger"])
    def test_nobody_becomes_sender_of_what_is_anothers(house: House, tied: UUID, key: str) -> None:
        person = house.people[key]
        refused(
            person,
            "INSERT INTO disclosures_ownership "
            "(id, organisation_id, disclosure_id, case_id, observations, sent_by, submission, remove_at) "
            "VALUES (%s, %s, %s, %s, '[]', %s, %s, now())",
            [uuid4(), person.organisation.pk, tied, uuid4(), person.user.pk, uuid4()],
        )

    @pytest.mark.parametrize("key", ["police_contact", "stranger"])
    def test_only_the_sender_writes_facts(house: House, tied: UUID, key: str) -> None:
        refused(
            house.people[key],
            "INSERT INTO disclosures_fact "
            "(id, disclosure_id, position, revision, seen_on, hand, verified, at, text) "
            "VALUES (%s, %s, 9, 1, now(), 'first', true, now(), '')",
            [uuid4(), tied],
        )

    def test_receiver_cannot_mark_a_fact_as_verified(house: House, tied: UUID) -> None:
        refused(house.police_contact, "UPDATE disclosures_fact SET verified = true WHERE disclosure_id = %s", [tied])

    def test_receiver_cannot_widen_its_access(house: House, tied: UUID) -> None:
        refused(house.police_contact, "UPDATE disclosures_access SET user_id = NULL WHERE disclosure_id = %s", [tied])

    def test_stranger_cannot_write_an_entry(house: House, tied: UUID) -> None:
        refused(
            house.stranger,
            "INSERT INTO disclosures_entry (id, disclosure_id, verb, side, author_id, at, submission, text) "
            "VALUES (%s, %s, 'ask', 'receiver', %s, now(), %s, '')",
            [uuid4(), tied, uuid4(), uuid4()],
        )
