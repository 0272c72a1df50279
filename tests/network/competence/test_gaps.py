"""What somebody should have against what they have: a table of days and levels."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from avklar.foundation.access.roles import Role
from avklar.network.competence import gaps, rules
from avklar.network.competence.cards import CompetenceStanding, Learnt
from avklar.network.competence.states import Level, Standing, Topic

KARI, OLA = UUID(int=1), UUID(int=2)
TODAY = date(2026, 6, 15)
WISHES = {Role.FRONTLINE: {Topic.SIGNS: Level.DEEPENING}}


def had(level: Level, done_on: date, valid_to: date | None, topic: Topic = Topic.SIGNS) -> Learnt:
    return Learnt(UUID(int=9), KARI, "Kurs", "Noen", topic, level, done_on, valid_to)


LONG_AGO = date(2024, 1, 1)
TABLE = [
    ([], Standing.MISSING),
    ([had(Level.INTRODUCTION, LONG_AGO, None)], Standing.MISSING),
    ([had(Level.DEEPENING, LONG_AGO, None, Topic.MOTIVES)], Standing.MISSING),
    ([had(Level.DEEPENING, date(2026, 6, 16), None)], Standing.MISSING),
    ([had(Level.DEEPENING, LONG_AGO, None)], Standing.VALID),
    ([had(Level.SPECIALIST, TODAY, TODAY)], Standing.SOON),
    ([had(Level.DEEPENING, LONG_AGO, date(2026, 6, 14))], Standing.EXPIRED),
    ([had(Level.DEEPENING, LONG_AGO, date(2026, 8, 14))], Standing.SOON),
    ([had(Level.DEEPENING, LONG_AGO, date(2026, 8, 15))], Standing.VALID),
    (
        [had(Level.DEEPENING, LONG_AGO, date(2025, 1, 1)), had(Level.SPECIALIST, LONG_AGO, date(2027, 1, 1))],
        Standing.VALID,
    ),
]


def test_standing_follows_from_level_and_days() -> None:
    found = [gaps.needs([(KARI, Role.FRONTLINE)], WISHES, learnt, TODAY)[0].standing for learnt, _wanted in TABLE]
    assert found == [wanted for _learnt, wanted in TABLE]


def test_two_roles_ask_once_for_the_highest_level() -> None:
    wishes = {
        Role.FRONTLINE: {Topic.SIGNS: Level.DEEPENING},
        Role.DEPUTY: {Topic.SIGNS: Level.SPECIALIST, Topic.TALK: Level.INTRODUCTION},
    }
    held = [(KARI, Role.FRONTLINE), (KARI, Role.DEPUTY), (OLA, Role.EDITOR)]
    found = gaps.needs(held, wishes, [], TODAY)
    assert [(need.user_id, need.topic, need.level) for need in found] == [
        (KARI, Topic.SIGNS, Level.SPECIALIST),
        (KARI, Topic.TALK, Level.INTRODUCTION),
    ]
    assert gaps.count(found) == CompetenceStanding(2, 0, 0)
    assert gaps.count(found).missing == 2


def test_others_competence_is_not_mine() -> None:
    learnt = [had(Level.SPECIALIST, LONG_AGO, None)]
    assert gaps.needs([(OLA, Role.FRONTLINE)], WISHES, learnt, TODAY)[0].standing == Standing.MISSING


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 15), 24, date(2028, 6, 15)),
        (date(2026, 6, 15), None, None),
    ],
)
def test_validity_ends_on_the_same_day_of_the_month(day: date, months: int | None, until: date | None) -> None:
    assert rules.months_after(day, months) == until


def test_numbers_are_unlike_and_readable() -> None:
    numbers = {rules.new_number() for _each in range(200)}
    assert len(numbers) == 200
    assert not set("".join(numbers)) & set("01IO")
