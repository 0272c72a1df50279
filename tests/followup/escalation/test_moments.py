"""An hour on a Norwegian clock as a moment, on ordinary days and in the two nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from avklar.followup.escalation.moments import hour_of, moment
from avklar.foundation.access.errors import Invalid

LATER = datetime(2030, 1, 1, tzinfo=UTC)
BACK, FORWARD = date(2026, 10, 25), date(2026, 3, 29)


@pytest.mark.parametrize("written", ["14.30", "14:30", "1430", " 14.30 "])
def test_hour_as_people_write_it(written: str) -> None:
    assert moment(date(2026, 11, 26), written, not_after=LATER) == datetime(2026, 11, 26, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "25.00", "14.60", "halv tre", "14", "14.30.00", "٠٩.٣٠", "9" * 1000])
def test_hour_that_cannot_be_read_is_said_at_the_field(written: str) -> None:
    with pytest.raises(Invalid) as caught:
        moment(date(2026, 11, 26), written, not_after=LATER)
    assert list(caught.value.fields) == ["hour"]


@pytest.mark.parametrize(
    ("now", "meant"),
    [
        (datetime(2026, 10, 25, 0, 40, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 40, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
    ids=["before the clock goes back", "after"],
)
def test_hour_that_comes_twice_is_the_last_that_has_been(now: datetime, meant: datetime) -> None:
    assert moment(BACK, "02.30", not_after=now) == meant


def test_hour_that_was_skipped_is_refused() -> None:
    with pytest.raises(Invalid):
        moment(FORWARD, "02.30", not_after=LATER)


@pytest.mark.parametrize("at", [datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 10, 25, 1, 15, tzinfo=UTC)])
def test_hour_shown_reads_back_as_the_same_moment(at: datetime) -> None:
    from avklar.foundation import clock

    assert moment(at.astimezone(clock.OSLO).date(), hour_of(at), not_after=at) == at
