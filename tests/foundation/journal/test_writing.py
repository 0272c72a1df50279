"""Writing the journal: one row in the transaction of the change, in the actor's own chain, codes only (R13)."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Denied
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.journal.actions import WrongPlace
from avklar.foundation.journal.codes import NotACode
from avklar.foundation.journal.models import Entry, Head

OURS = UUID(int=0xA1)
NEIGHBOUR = UUID(int=0xB2)
OBJECT = UUID(int=0xC3)
SOMEBODY = Actor(user_id=UUID(int=0xD4), organisation_id=OURS)


def wrote(actor: Actor = SOMEBODY, verb: str = "sent", reason: str = "") -> None:
    with writing(actor):
        journal.write(actor, verb, kind="concern", object_id=OBJECT, reason=reason)


def entries(organisation_id: UUID = OURS) -> list[Entry]:
    with scope(organisation_id):
        return list(Entry.objects.filter(organisation_id=organisation_id).order_by("segment", "number"))


@pytest.mark.django_db
def test_row_says_who_did_what_when_and_why() -> None:
    with clock.frozen(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)):
        wrote(verb="answered", reason="follow-up")
    row = entries()[0]
    said = (row.user_id, row.verb, row.kind, row.object_id, row.reason, row.at.isoformat(), row.segment, row.number)
    assert said == (
        SOMEBODY.user_id, "answered", "concern", OBJECT, "follow-up", "2026-11-23T09:30:00+00:00", "2026-11", 1,
    )  # fmt: skip


@pytest.mark.django_db
def test_rows_are_numbered_from_one_in_each_month() -> None:
    for month, times in ((10, 2), (11, 3)):
        with clock.frozen(datetime(2026, month, 5, tzinfo=UTC)):
            for _time in range(times):
                wrote()
    places = [(row.segment, row.number) for row in entries()]
    assert places == [("2026-10", 1), ("2026-10", 2), ("2026-11", 1), ("2026-11", 2), ("2026-11", 3)]


@pytest.mark.django_db
def test_row_points_back_to_the_row_before_also_across_months() -> None:
    for month in (9, 10, 11):
        with clock.frozen(datetime(2026, month, 5, tzinfo=UTC)):
            wrote()
    rows = entries()
    assert [bytes(row.previous) for row in rows[1:]] == [bytes(row.mac) for row in rows[:-1]]


@pytest.mark.django_db
def test_month_is_norways_at_new_year() -> None:
    with clock.frozen(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        wrote()
    assert entries()[0].segment == "2027-01"


@pytest.mark.django_db
def test_clock_set_back_keeps_the_open_month() -> None:
    for month in (11, 10):
        with clock.frozen(datetime(2026, month, 5, tzinfo=UTC)):
            wrote()
    assert [row.segment for row in entries()] == ["2026-11", "2026-11"]


@pytest.mark.django_db
def test_each_organisation_has_its_own_chain() -> None:
    wrote()
    before = entries()
    wrote(machine(NEIGHBOUR))
    assert (entries(), [row.number for row in entries(NEIGHBOUR)]) == (before, [1])


@pytest.mark.django_db
def test_another_organisations_chain_is_refused() -> None:
    with writing(SOMEBODY), pytest.raises(WrongPlace):
        journal.write(SOMEBODY, "sent", kind="concern", object_id=OBJECT, organisation_id=NEIGHBOUR)


@pytest.mark.django_db
def test_scope_of_another_organisation_is_refused() -> None:
    with writing(machine(NEIGHBOUR)), pytest.raises(WrongPlace):
        journal.write(SOMEBODY, "sent", kind="concern", object_id=OBJECT)


@pytest.mark.django_db
def test_actor_without_organisation_is_refused() -> None:
    nobody = Actor(user_id=SOMEBODY.user_id, organisation_id=None)
    with writing(nobody), pytest.raises(Denied):
        journal.write(nobody, "sent", kind="concern", object_id=OBJECT)


@pytest.mark.django_db(transaction=True)
def test_write_outside_a_transaction_is_refused() -> None:
    with pytest.raises(WrongPlace):
        journal.write(SOMEBODY, "sent", kind="concern", object_id=OBJECT)


NOT_CODES = [
    "Ola Nordmann", "mener at han", "ola@kommune.no", "01010112345", "x" * 41, "Sent", "é", "", "a\nb", "sent ", "a__b",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_CODES)
@pytest.mark.django_db
def test_text_is_refused_as_verb(text: str) -> None:
    with writing(SOMEBODY), pytest.raises(NotACode):
        journal.write(SOMEBODY, text, kind="concern", object_id=OBJECT)


@pytest.mark.parametrize("text", ["Fordi Kari sa det", "tlf-99887766", "123"])
@pytest.mark.django_db
def test_text_is_refused_as_reason(text: str) -> None:
    with writing(SOMEBODY), pytest.raises(NotACode) as refusal:
        journal.write(SOMEBODY, "sent", kind="concern", object_id=OBJECT, reason=text)
    assert text not in str(refusal.value)


@pytest.mark.django_db
def test_rolled_back_change_leaves_no_row() -> None:
    wrote()
    with suppress(KeyboardInterrupt), writing(SOMEBODY):
        journal.write(SOMEBODY, "sent", kind="concern", object_id=OBJECT)
        raise KeyboardInterrupt
    with scope(OURS):
        assert (len(entries()), Head.objects.get(pk=OURS).number) == (1, 1)


@pytest.mark.django_db
def test_write_costs_at_most_three_queries() -> None:
    wrote()
    with writing(SOMEBODY), CaptureQueriesContext(connection) as queries:
        journal.write(SOMEBODY, "sent", kind="concern", object_id=OBJECT)
    assert len(queries) <= 3


@pytest.mark.django_db
def test_reading_leaves_a_row_of_its_own() -> None:
    journal.read(SOMEBODY, kind="concern", object_id=OBJECT, reason="opened")
    assert [(row.verb, row.reason) for row in entries()] == [("read", "opened")]


@pytest.mark.django_db
def test_reading_inside_a_read_scope_leaves_a_row() -> None:
    with scope(OURS):
        journal.read(SOMEBODY, kind="concern", object_id=uuid4())
    assert len(entries()) == 1
