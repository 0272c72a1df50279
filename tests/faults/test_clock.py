"""The nights when the clock is changed, and the change of months: journal segments and due dates stay right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from avklar.followup.concerns import actions, queries
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.journal.models import Entry
from tests import cast
from tests.cast import House
from tests.journeys.story import sent_by

ActorOf = Callable[..., Actor]
TO_SUMMER = datetime(2026, 3, 29, 1, 59, 59, tzinfo=clock.OSLO)  # 02:00 becomes 03:00
TO_WINTER = datetime(2026, 10, 25, 2, 59, 59, tzinfo=clock.OSLO)  # 03:00 becomes 02:00, the hour comes twice


def _journal_through(actor: Actor, start: datetime, steps: int, length: timedelta) -> list[Entry]:
    """One row at each step of real time from `start`."""
    moment = start.astimezone(UTC)
    for _number in range(steps):
        with clock.frozen(moment), writing(actor):
            journal.write(actor, "read", kind="concern", object_id=clock.new_id())
        moment += length
    with scope(actor.organisation_id):
        return list(Entry.objects.filter(organisation_id=actor.organisation).order_by("segment", "number"))


@pytest.mark.parametrize("night", [TO_SUMMER, TO_WINTER], ids=["summer", "winter"])
def test_journal_is_whole_over_the_night(night: datetime, house: House, actor_of: ActorOf) -> None:
    rows = _journal_through(actor_of(house.contact), night - timedelta(hours=2), 10, timedelta(minutes=30))
    assert [row.number for row in rows] == list(range(1, 11))
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert journal.verify() == []


@pytest.mark.parametrize(
    ("midnight", "segments"),
    [
        (datetime(2026, 11, 1, tzinfo=clock.OSLO), ["2026-10", "2026-11"]),  # a week after the night to winter
        (datetime(2026, 4, 1, tzinfo=clock.OSLO), ["2026-03", "2026-04"]),
        (datetime(2027, 1, 1, tzinfo=clock.OSLO), ["2026-12", "2027-01"]),
        (datetime(2028, 3, 1, tzinfo=clock.OSLO), ["2028-02", "2028-03"]),
    ],
    ids=lambda value: str(value)[:7],
)
def test_month_changes_at_one_moment_and_the_chain_goes_on(
    midnight: datetime, segments: list[str], house: House, actor_of: ActorOf
) -> None:
    rows = _journal_through(actor_of(house.contact), midnight - timedelta(hours=3), 7, timedelta(hours=1))
    assert [row.segment for row in rows] == sorted(row.segment for row in rows)
    assert sorted({row.segment for row in rows}) == segments
    for segment in segments:
        numbers = [row.number for row in rows if row.segment == segment]
        assert numbers == list(range(1, len(numbers) + 1))
    assert journal.verify() == []


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        # Friday noon before the night to summer: Monday, Tuesday; the hour on the wall stays
        (datetime(2026, 3, 27, 12, 0, tzinfo=clock.OSLO), datetime(2026, 3, 31, 12, 0, tzinfo=clock.OSLO)),
        (datetime(2026, 10, 23, 12, 0, tzinfo=clock.OSLO), datetime(2026, 10, 27, 12, 0, tzinfo=clock.OSLO)),
        # in the night itself
        (datetime(2026, 3, 29, 1, 30, tzinfo=clock.OSLO), datetime(2026, 3, 31, 1, 30, tzinfo=clock.OSLO)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=clock.OSLO), datetime(2026, 10, 27, 2, 30, tzinfo=clock.OSLO)),
        # over Christmas and the turn of the year: 24 and 28 December, 30 December and 4 January
        (datetime(2026, 12, 23, 15, 0, tzinfo=clock.OSLO), datetime(2026, 12, 28, 15, 0, tzinfo=clock.OSLO)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=clock.OSLO), datetime(2027, 1, 5, 23, 30, tzinfo=clock.OSLO)),
    ],
    ids=lambda value: value.strftime("%d.%m %H:%M"),
)
def test_answer_is_due_after_two_working_days(sent: datetime, due: datetime, actor_of: ActorOf, db: None) -> None:
    with clock.frozen(sent):
        house = cast.build()
        concern_id = sent_by(house.teacher)
        with scope(house.organisation("alvdal").pk):
            line = queries.own_line(actor_of(house.teacher), concern_id)
    assert line.due_at == due
    with clock.frozen(due - timedelta(seconds=1)):
        assert actions.notify_overdue(house.organisation("alvdal").pk) == 0
    with clock.frozen(due + timedelta(seconds=1)):
        assert actions.notify_overdue(house.organisation("alvdal").pk) == 1
        assert actions.notify_overdue(house.organisation("alvdal").pk) == 0


def test_clock_set_back_opens_no_closed_month(house: House, actor_of: ActorOf) -> None:
    first_of_month = datetime(2026, 11, 1, 0, 30, tzinfo=clock.OSLO)
    rows = _journal_through(actor_of(house.contact), first_of_month, 3, -timedelta(hours=1))
    assert [(row.segment, row.number) for row in rows] == [("2026-11", 1), ("2026-11", 2), ("2026-11", 3)]
    assert journal.verify() == []
