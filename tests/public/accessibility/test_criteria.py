"""The table of the 47 criteria: whole, honest about how each was checked, and every test it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avklar.public.accessibility.criteria import CRITERIA, Criterion, Way

ROOT = Path(__file__).resolve().parents[3]
LEFT_OUT = {"1.2.3", "1.2.4", "1.2.5"}  # of the 50 at A and AA (forskrift om universell utforming av IKT-løsninger § 4)


def test_there_are_forty_seven_and_each_once() -> None:
    numbers = [each.number for each in CRITERIA]
    assert len(numbers) == len(set(numbers)) == 47
    assert not set(numbers) & LEFT_OUT
    assert all(re.fullmatch(r"[1-4]\.[1-5]\.\d{1,2}", number) for number in numbers)
    assert [each.level for each in CRITERIA].count("A") == 29


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda each: each.number)
def test_what_a_machine_or_a_journey_checked_names_its_test(criterion: Criterion) -> None:
    assert criterion.ways
    tested = bool({Way.MACHINE, Way.JOURNEY} & set(criterion.ways))
    assert bool(criterion.tests) >= tested
    assert (Way.ABSENT in criterion.ways) == (criterion.ways == (Way.ABSENT,))
    for path in criterion.tests:
        assert "def test_" in (ROOT / path).read_text(), path
