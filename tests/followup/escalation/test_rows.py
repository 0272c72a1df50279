"""Net two on the tables of step 4, the races, what the journal says, and that the rows leave with their case."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction

from avklar.followup.escalation import actions
from avklar.foundation import clock
from avklar.foundation.access.errors import Problem
from avklar.foundation.access.scope import scope
from tests.cast import House, Person
from tests.followup.escalation.conftest import ask, pst
from tests.settings import DATABASE

TABLES = sorted(model._meta.db_table for model in apps.get_app_config("escalation").get_models())


def count(table: str) -> int:
    """Rows that the database shows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def journalled(person: Person) -> list[tuple[str, str, str]]:
    """(verb, kind, reason) of the organisation's journal, the oldest first."""
    rows = apps.get_model("journal", "Entry")._default_manager.filter(organisation_id=person.organisation.pk)
    with scope(person.organisation.pk):
        return list(rows.order_by("segment", "number").values_list("verb", "kind", "reason"))


def test_nothing_lies_in_clear(opened: UUID, first: Person) -> None:
    with scope(first.organisation.pk), connection.cursor() as cursor:
        cursor.execute("SELECT handed_to, what, reason, shut_because FROM escalation_escalation")
        texts = [bytes(value) for row in cursor.fetchall() for value in row]
        cursor.execute("SELECT reason FROM escalation_reopening")
        texts += [bytes(row[0]) for row in cursor.fetchall()]
    assert len(texts) == 5
    assert not [text for text in texts if b"PST" in text or b"rette" in text]


def at_once(*verbs: Callable[[], Any]) -> list[str]:
    """Start the verbs in threads at the same moment; what came of each."""
    gate = Barrier(len(verbs))

    def one(verb: Callable[[], Any]) -> str:
        try:
            gate.wait(10)
            verb()
        except Problem as problem:
            return type(problem).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(one, verbs))


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_are_one_answer(house: House, case: UUID, first: Person, second: Person) -> None:
    from avklar.followup.cases import actions as cases

    third = house.hamar_police_contact
    cases.add_staff(first.actor(), case_id=case, user_id=third.user.pk)
    escalation_id = actions.record(first.actor(), case_id=case, content=pst(), submission=clock.new_id())

    def say(person: Person, confirmed: bool) -> Callable[[], None]:
        given = {"case_id": case, "escalation_id": escalation_id, "confirmed": confirmed, "reason": "Slik var det."}
        return lambda: actions.answer(person.actor(), **given)

    assert at_once(say(second, True), say(third, False)) == ["Conflict", "done"]


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_are_one_asking(locked: UUID, first: Person, second: Person) -> None:
    assert at_once(lambda: ask(first, locked), lambda: ask(second, locked)) == ["Conflict", "done"]


@pytest.mark.django_db(transaction=True)
def test_writing_while_it_locks_is_saved_before_or_not_at_all(case: UUID, first: Person, second: Person) -> None:
    from avklar.followup.cases import actions as cases
    from avklar.followup.cases.models import Observation
    from tests.followup.cases import stories

    submission = clock.new_id()
    came = at_once(
        lambda: actions.record(first.actor(), case_id=case, content=pst(), submission=clock.new_id()),
        lambda: cases.observe(second.actor(), case_id=case, content=stories.seen("Ny."), submission=submission),
    )
    with scope(first.organisation.pk):
        saved = Observation.objects.filter(submission=submission).exists()
    assert came == (["done", "done"] if saved else ["Conflict", "done"])


def test_contact_and_opening_are_journalled_by_each_person(opened: UUID, first: Person) -> None:
    written = journalled(first)
    for row in (
        ("escalated", "escalation", "pst"),
        ("locked", "case", ""),
        ("asked-to-open", "reopening", ""),
        ("unlocked", "case", ""),
        ("seconded", "reopening", ""),
    ):
        assert written.count(row) == 1


def test_rows_leave_with_their_case(opened: UUID, first: Person) -> None:
    with scope(first.organisation.pk), transaction.atomic():
        apps.get_model("cases", "Case")._default_manager.filter(pk=opened).delete()
        assert [count(table) for table in TABLES] == [0, 0]


if DATABASE == "postgresql":

    @pytest.mark.parametrize("table", TABLES)
    def test_raw_sql_without_or_with_another_organisation_finds_nothing(house: House, opened: UUID, table: str) -> None:
        assert count(table) == 0
        for other in ("alvdal", "tynset"):
            with scope(house.organisation(other).pk):
                assert count(table) == 0

    @pytest.mark.parametrize("table", TABLES)
    def test_raw_sql_in_the_own_organisation_finds_the_row(opened: UUID, first: Person, table: str) -> None:
        with scope(first.organisation.pk):
            assert count(table) == 1

    @pytest.mark.parametrize("table", TABLES)
    def test_raw_sql_cannot_hand_a_row_to_another(house: House, opened: UUID, first: Person, table: str) -> None:
        with pytest.raises(DatabaseError), scope(first.organisation.pk), transaction.atomic():
            connection.cursor().execute(f"UPDATE {table} SET organisation_id = %s", [house.organisation("alvdal").pk])
