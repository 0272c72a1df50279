"""Days in words: near ones by name, far ones with the year, and never yesterday's words today."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from avklar.followup.concerns import words
from avklar.foundation import clock

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=clock.OSLO)


@pytest.fixture(autouse=True)
def _bokmaal() -> object:
    with translation.override("nb"), clock.frozen(NOW):
        yield


@pytest.mark.parametrize(
    ("away", "said"),
    [(0, "i dag"), (-1, "i går"), (1, "i morgen"), (-5, "torsdag 19. november"), (-7, "17. november 2026")],
)
def test_day(away: int, said: str) -> None:
    assert words.day(NOW + timedelta(days=away)) == said


def test_day_that_was_today_is_yesterday_tomorrow() -> None:
    assert words.day(NOW) == "i dag"
    with clock.frozen(NOW + timedelta(days=1)):
        assert words.day(NOW) == "i går"


def test_day_follows_oslo_not_utc() -> None:
    assert words.day(datetime(2026, 11, 23, 23, 30, tzinfo=clock.UTC)) == "i dag"


def test_moment() -> None:
    assert words.moment(NOW) == "i dag kl. 09.05"


def test_full_moment_names_the_weekday_always() -> None:
    assert words.full_moment(NOW) == "tirsdag 24. november kl. 09.05"


def test_full_moment_of_another_year_names_the_year() -> None:
    assert words.full_moment(NOW.replace(year=2025)) == "mandag 24. november 2025 kl. 09.05"


@pytest.mark.parametrize(("hours", "said"), [(1, "1 dag"), (23, "1 dag"), (24, "1 dag"), (49, "2 dager")])
def test_late(hours: int, said: str) -> None:
    assert words.late(NOW - timedelta(hours=hours)) == f"Over fristen: {said}"


@pytest.mark.parametrize(("away", "said"), [(1, "onsdag"), (8, "2. desember"), (0, "i dag")])
def test_weekday(away: int, said: str) -> None:
    assert words.weekday(NOW + timedelta(days=away)) == said


def test_week() -> None:
    assert (words.week(NOW), words.week(NOW, back=1)) == ("Uke 48", "Uke 47")


@pytest.mark.parametrize(
    ("people", "said"),
    [([], ""), (["Odd"], "Odd"), (["Odd", "Berit"], "Odd og Berit"), (["Odd", "Berit", "Siv"], "Odd, Berit og Siv")],
)
def test_names(people: list[str], said: str) -> None:
    assert words.names(people) == said
