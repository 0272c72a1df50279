"""The invented country of the bench is what it says: 357 places, six tables, families with equal totals."""

from __future__ import annotations

from bench.statistics import PLACES, country, seconds


def test_country_has_six_tables_whose_families_agree() -> None:
    topics = country(1, 2)
    assert len(topics) == 6
    assert {len(topic.rows) for topic in topics} == {PLACES}
    for family in {topic.family for topic in topics}:
        totals = [topic.totals for topic in topics if topic.family == family]
        assert all(each == totals[0] for each in totals)


def test_a_quarter_is_hidden_and_audited() -> None:
    told: list[tuple[int, int]] = []
    assert seconds(country(1, 2), lambda done, total: told.append((done, total))) > 0
    assert told[-1][0] == told[-1][1] > 0
