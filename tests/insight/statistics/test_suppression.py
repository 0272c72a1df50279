"""The rule by hand: what is hidden in districts one can do in one's head."""

from __future__ import annotations

import pytest

from avklar.insight.statistics.suppression import TooSmallAChange, hide_totals, protect, wide
from avklar.insight.statistics.tables import Counted, Table, Why


def topic(rows: dict[str, tuple[int, ...]], categories: int = 3) -> Counted:
    return Counted("setting", "sent", tuple("abcdefgh"[:categories]), rows)


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ([], False),  # a sum of nothing is under five
        ([4], False),
        ([7], False),  # one value and its sum
        ([2, 2], False),  # the sum is under five
        ([4, 4], False),  # the sum is eight: both are four
        ([3, 2, 1], True),
        ([4, 4, 4], False),  # the sum is twelve: all are four
        ([3, 3, 3], False),
        ([3, 3, 3, 3], True),
        ([2, 9], True),
        ([0, 5], False),  # the large one is at least five: so the small one is none
        ([0, 9], True),
        ([12, 30], True),
    ],
)
def test_wide_asks_for_five_values_each(values: list[int], answer: bool) -> None:
    assert wide(values) is answer


def test_totals_under_five_hide_a_larger_one_when_they_are_too_few() -> None:
    assert hide_totals({"a": 20, "b": 9, "c": 3}) == {"c": Why.FEW, "b": Why.GUARD}
    assert hide_totals({"a": 20, "b": 9, "c": 2, "d": 2, "e": 3}) == {"c": Why.FEW, "d": Why.FEW, "e": Why.FEW}


def test_a_district_under_five_shows_nothing() -> None:
    [table] = protect([topic({"a": (1, 0, 2), "b": (0, 0, 0)})])
    assert table.columns == ()
    assert table.total.total is Why.FEW
    assert all(row.total is Why.ROW for row in table.rows.values())


def test_zero_is_a_number_under_five() -> None:
    [table] = protect([topic({"a": (20, 20, 20), "b": (20, 20, 0), "c": (9, 9, 9), "d": (8, 8, 8)})])
    assert set(table.rows["b"].cells) & {0} == set()
    assert all(figure >= 5 for row in table.rows.values() for figure in row.cells if isinstance(figure, int))


def test_categories_too_rare_for_the_district_are_counted_together() -> None:
    [table] = protect([topic({"a": (30, 1, 1), "b": (30, 1, 1), "c": (30, 1, 1)})])
    assert table.columns == (("a",), ("b", "c"))
    assert table.total.cells == (90, 6)


def test_a_table_survives_being_kept() -> None:
    [table] = protect([topic({"a": (30, 12, 1), "b": (30, 14, 6), "c": (2, 0, 1), "d": (0, 1, 0), "e": (1, 1, 1)})])
    assert Table.from_json(table.as_json()) == table


def test_a_correction_never_opens_and_never_shows_a_small_difference() -> None:
    before = topic({"a": (40, 12, 8), "b": (30, 14, 9), "c": (12, 9, 11)})
    [first] = protect([before])
    after = topic({"a": (46, 12, 8), "b": (30, 17, 6), "c": (12, 9, 11)})  # six more in a; three moved within b
    [second] = protect([after], [[first]])
    for place, row in second.rows.items():
        old = first.coarsened(second.columns).rows[place]
        for was, now in zip((old.total, *old.cells), (row.total, *row.cells), strict=True):
            assert not isinstance(now, int) or was == now or (isinstance(was, int) and abs(was - now) >= 5)


def test_a_correction_by_less_than_five_is_refused() -> None:
    [first] = protect([topic({"a": (40, 12, 8), "b": (30, 14, 9)})])
    with pytest.raises(TooSmallAChange):
        protect([topic({"a": (41, 12, 8), "b": (30, 14, 9)})], [[first]])


def test_nothing_shown_before_stays_so() -> None:
    [first] = protect([topic({"a": (1, 1, 1), "b": (0, 0, 0)})])
    [second] = protect([topic({"a": (20, 20, 20), "b": (20, 20, 20)})], [[first]])
    assert isinstance(second.total.total, Why)
