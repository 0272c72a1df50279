"""The proof (R17): an adversary with every table ever shown can't fix a hidden figure to fewer than five values."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avklar.insight.statistics import suppression
from avklar.insight.statistics.adversary import Adversary, Key, lumped
from avklar.insight.statistics.audit import Unsafe, audit
from avklar.insight.statistics.suppression import TooSmallAChange, protect
from avklar.insight.statistics.tables import LIMIT, Counted, Row, Table, Why
from avklar.insight.statistics.yearly import year_table
from tests.insight.statistics.districts import drawn, large, narrow, small, year

SLOW = settings(max_examples=30, suppress_health_check=list(HealthCheck))
SKEWED = [[30, 6, 1], [12, 9, 2]]


def is_shown(tables: Sequence[Table]) -> bool:
    return any(isinstance(table.total.total, int) for table in tables)


@SLOW
@given(small())
def test_attack_on_small_districts_fixes_nothing(topics: list[Counted]) -> None:
    tables = protect(topics)
    assert not is_shown(tables) or narrow([tables]) == []


@SLOW
@given(small(), st.integers(0, 2**32))
def test_attack_with_a_correction_fixes_nothing(topics: list[Counted], seed: int) -> None:
    """Also when the adversary knows that all places but the first are unchanged."""
    chance = random.Random(seed)
    first = protect(topics)
    corrected = [_more(topic, "0000", 7, chance) for topic in topics]
    try:
        second = protect(corrected, [first])
    except TooSmallAChange:
        pytest.fail("seven more is not too small")
    if not (is_shown(first) and is_shown(second)):
        return
    others = [place for place in topics[0].rows if place != "0000"]
    shown_once = {(topic.topic, place, column) for topic in first for place, row in topic.rows.items()
                  for column, cell in enumerate(row.cells) if isinstance(cell, int)}  # fmt: skip
    shown_once |= {("sent", place, -1) for place, row in first[0].rows.items() if isinstance(row.total, int)}
    found = narrow([first, second], unchanged=others)
    assert [each for each in found if each[0][0] == 0 or each[0][1:] not in shown_once] == []


@pytest.mark.parametrize(("places", "mean"), [(46, 3), (46, 15)])
def test_attack_on_a_large_district_fixes_nothing(places: int, mean: float) -> None:
    topics = large(2026, places, mean)
    tables = protect(topics)
    assert narrow([tables], integer=False, every=7) == []
    assert sum(isinstance(row.total, int) for row in tables[0].rows.values()) > places / 3


def test_attack_with_four_quarters_and_the_year_fixes_nothing() -> None:
    """The adversary knows that a quarter's totals in the year's table are those of the quarter's own tables."""
    shown = 0
    for seed in range(2):
        quarters, whole = year(seed, 14, 2.5)
        tables = [protect(topics) for topics in quarters]
        summed = year_table(whole, [each[0] for each in tables])
        if not summed.columns:
            continue
        audit([whole], [summed])
        assert narrow([*tables, [summed]], alike=_same(whole), every=9) == []
        shown += sum(isinstance(row.total, int) and Why.FEW in row.cells for row in summed.rows.values())
    assert shown > 0  # years of places whose quarters are hidden


def test_attack_succeeds_on_a_careless_year() -> None:
    quarters, whole = year(1, 7, 3)
    tables = [protect(topics) for topics in quarters]
    summed = year_table(whole, [each[0] for each in tables])
    careless = Table(summed.topic, summed.family, summed.columns,
                     {place: Row(sum(whole.rows[place]), row.cells) for place, row in summed.rows.items()},
                     summed.total)  # fmt: skip
    assert narrow([*tables, [careless]], alike=_same(whole), every=2)
    with pytest.raises(Unsafe):
        audit([whole], [careless])


def test_attack_succeeds_without_complementary_suppression() -> None:
    """The sabotage: hide only what is small, and both the adversary and the audit find it."""
    topics = drawn(random.Random(7), [38, 23, 14, 9, 6], SKEWED)
    assert narrow([protect(topics)]) == []
    naive = [_only_small(topic) for topic in topics]
    assert narrow([naive])
    with pytest.raises(Unsafe):
        audit(topics, naive)


def test_attack_succeeds_when_rows_are_not_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    topics = drawn(random.Random(1), [38, 23, 14, 9, 6, 30], [[30, 12, 9, 3], [12, 9, 5]])
    monkeypatch.setattr(suppression._Laying, "_covered", lambda self, opened: True)
    assert narrow([protect(topics)])


def test_attack_succeeds_on_a_correction_that_ignores_the_earlier_version() -> None:
    topics = drawn(random.Random(11), [38, 23, 14, 9, 6], SKEWED)
    first = protect(topics)
    corrected = [_more(topic, "0000", 1, random.Random(1)) for topic in topics]
    with pytest.raises(TooSmallAChange):
        protect(corrected, [first])
    careless = protect(corrected)
    difference = careless[0].total.total - first[0].total.total  # type: ignore[operator]
    assert 0 < difference < LIMIT


def test_taking_closed_rows_together_changes_no_interval() -> None:
    chance = random.Random(4)
    numbers = chance.choices([0, 1, 2, 3, 4, 6, 9, 14, 38], k=8)
    tables = protect(drawn(chance, numbers, [[30, 12, 9], [12, 9, 5], [9, 3]]))
    whole = Adversary([tables])
    for key in whole.hidden[::5]:
        together, sizes = lumped(tables, key[2])
        assert Adversary([together], sizes=sizes).interval(key) == whole.interval(key)


def test_audit_finds_a_shown_figure_that_is_false_or_small() -> None:
    topics = drawn(random.Random(5), [38, 38, 38], SKEWED)
    tables = protect(topics)
    assert audit(topics, tables) > 0
    place, row = next(iter(tables[0].rows.items()))
    for total in (row.total + 1 if isinstance(row.total, int) else 0, 3):
        forged = Table(tables[0].topic, "sent", tables[0].columns, {**tables[0].rows, place: Row(total, row.cells)},
                       tables[0].total)  # fmt: skip
        with pytest.raises(Unsafe):
            audit(topics, [forged, *tables[1:]])


def _same(whole: Counted) -> list[tuple[Key, Key]]:
    return [
        ((quarter, "sent", place, -1), (4, "year-sent", place, quarter)) for place in whole.rows for quarter in range(4)
    ]


def _more(topic: Counted, place: str, number: int, chance: random.Random) -> Counted:
    row = list(topic.rows[place])
    for _ in range(number):
        row[chance.randrange(len(row))] += 1
    return Counted(topic.topic, topic.family, topic.categories, {**topic.rows, place: tuple(row)})


def _only_small(topic: Counted) -> Table:
    def mark(number: int) -> int | Why:
        return number if number >= LIMIT else Why.FEW

    rows = {place: Row(mark(sum(row)), tuple(map(mark, row))) for place, row in topic.rows.items()}
    sums = tuple(sum(row[column] for row in topic.rows.values()) for column in range(len(topic.categories)))
    columns = tuple((each,) for each in topic.categories)
    return Table(topic.topic, topic.family, columns, rows, Row(sum(sums), tuple(map(mark, sums))))
