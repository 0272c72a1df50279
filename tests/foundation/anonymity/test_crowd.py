"""The estimate of R2: a truth table, and what must hold for every set of facts."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avklar.foundation.anonymity import LIMIT, AgeBand, Estimate, Facts, Setting, SettingSize, Sex, estimate
from avklar.foundation.anonymity.crowd import if_added, rounded_down

ALVDAL = 2450

facts_strategy = st.builds(
    Facts,
    setting=st.sampled_from(Setting),
    size=st.none() | st.sampled_from(SettingSize),
    age=st.sampled_from(AgeBand),
    sex=st.sampled_from(Sex),
    hide_municipality=st.booleans(),
)
populations = st.integers(min_value=-10, max_value=6_000_000)


@pytest.mark.parametrize(
    ("facts", "count", "known", "enough"),
    [
        (Facts(), 2450, True, True),
        (Facts(age=AgeBand.FROM_13), 88, True, True),
        (Facts(age=AgeBand.FROM_13, sex=Sex.MALE), 44, True, True),
        (Facts(age=AgeBand.UNKNOWN, sex=Sex.MALE), 1225, False, False),
        (Facts(setting=Setting.UNKNOWN), 2450, False, False),
        (Facts(setting=Setting.SCHOOL), 2450, False, False),
        (Facts(setting=Setting.SCHOOL, size=SettingSize.UNKNOWN), 2450, False, False),
        (Facts(setting=Setting.SCHOOL, size=SettingSize.FROM_100), 100, True, True),
        (Facts(setting=Setting.SCHOOL, size=SettingSize.FROM_100, age=AgeBand.FROM_13), 26, True, True),
        (
            Facts(setting=Setting.SCHOOL, size=SettingSize.FROM_30, age=AgeBand.FROM_13, sex=Sex.MALE),
            3,
            True,
            False,
        ),
        (Facts(setting=Setting.SCHOOL, size=SettingSize.FROM_1000, age=AgeBand.FROM_13), 88, True, True),
        (Facts(setting=Setting.WORKPLACE, size=SettingSize.UNDER_10), 1, True, False),
        (Facts(setting=Setting.WORKPLACE, size=SettingSize.FROM_10, age=AgeBand.FROM_40), 4, True, False),
        (Facts(setting=Setting.NEIGHBOURHOOD, age=AgeBand.FROM_18), 205, False, False),
        (Facts(setting=Setting.ONLINE, age=AgeBand.FROM_13), 88, True, True),
        (Facts(setting=Setting.SCHOOL, size=SettingSize.FROM_300, age=AgeBand.FROM_67), 0, True, False),
    ],
)
def test_estimate_truth_table(facts: Facts, count: int, known: bool, enough: bool) -> None:
    found = estimate(facts, population=ALVDAL)
    assert (found.count, found.known, found.enough) == (count, known, enough)


def test_steps_are_the_funnel_of_the_drawing() -> None:
    found = estimate(Facts(age=AgeBand.FROM_13, sex=Sex.MALE), population=ALVDAL, place="Alvdal")
    assert [(str(label), count) for label, count in found.steps] == [
        ("Alle i Alvdal", 2450),
        ("… som er 13–15 år", 88),
        ("… og gutt", 44),
    ]
    assert found.about == 40


def test_hidden_municipality_uses_the_area_without_its_name() -> None:
    facts = Facts(age=AgeBand.FROM_13, sex=Sex.MALE, hide_municipality=True)
    found = estimate(facts, population=376_000, place="Alvdal")
    assert found.about == 6700
    assert "Alvdal" not in str(found.steps[0][0])


@pytest.mark.parametrize("population", [None, 0, -1])
def test_estimate_without_population_is_unknown(population: int | None) -> None:
    found = estimate(Facts(), population=population)
    assert (found.known, found.enough, found.count) == (False, False, 0)


def test_if_added_says_what_the_next_fact_does() -> None:
    more = if_added(Facts(age=AgeBand.FROM_13, sex=Sex.MALE), population=ALVDAL)
    assert [count for _label, count in more] == [14, 1]


def test_every_setting_age_and_sex_has_a_label() -> None:
    for setting, age, sex in product(Setting, AgeBand, Sex):
        found = estimate(Facts(setting, SettingSize.FROM_100, age, sex), population=ALVDAL)
        assert all(str(label) for label, _count in found.steps)


@given(facts_strategy, populations)
def test_steps_never_grow_and_end_in_the_count(facts: Facts, population: int) -> None:
    found = estimate(facts, population=population)
    counts = [count for _label, count in found.steps]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == found.count >= 0


def _more(facts: Facts) -> list[Facts]:
    """Every set of facts with exactly one fact more."""
    more: list[Facts] = []
    if facts.age == AgeBand.NOT_GIVEN:
        more += [replace(facts, age=age) for age in AgeBand]
    if facts.sex == Sex.NOT_GIVEN:
        more += [replace(facts, sex=sex) for sex in Sex]
    if facts.setting == Setting.NOT_GIVEN:
        more += [replace(facts, setting=setting) for setting in Setting]
    if facts.size in (None, SettingSize.UNKNOWN):
        more += [replace(facts, size=size) for size in SettingSize]
    return more


@given(facts_strategy, populations)
def test_one_more_fact_never_gives_more_people(facts: Facts, population: int) -> None:
    before = estimate(facts, population=population).count
    assert all(estimate(more, population=population).count <= before for more in _more(facts))


@given(facts_strategy, populations)
def test_unknown_is_never_enough(facts: Facts, population: int) -> None:
    found: Estimate = estimate(facts, population=population)
    assert found.known == (not found.missing)
    assert found.enough == (found.known and found.count >= LIMIT)


@given(facts_strategy, populations)
def test_if_added_never_exceeds_the_estimate(facts: Facts, population: int) -> None:
    found = estimate(facts, population=population)
    assert all(count <= found.count for _label, count in if_added(facts, population=population))


@given(facts_strategy, populations, st.integers(min_value=0, max_value=100_000))
def test_a_larger_population_never_gives_fewer(facts: Facts, population: int, extra: int) -> None:
    assert estimate(facts, population=population).count <= estimate(facts, population=population + extra).count


@given(st.integers(min_value=-5, max_value=10_000_000))
def test_rounding_is_never_up(count: int) -> None:
    assert 0 <= rounded_down(count) <= max(count, 0)
    assert (rounded_down(count) >= LIMIT) == (count >= LIMIT)
