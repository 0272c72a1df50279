"""Invented districts for the tests of suppression: counts of one family of topics, by hypothesis or by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from avklar.insight.statistics.adversary import Adversary, Key
from avklar.insight.statistics.tables import BAND, Counted, Table

Person = tuple[int, ...]
"""One worry: its category in each topic."""


def counted(places: Sequence[Sequence[Person]], sizes: Sequence[int]) -> list[Counted]:
    """The topics of one family: each place's persons counted by each topic."""
    found = []
    for topic, size in enumerate(sizes):
        rows = {
            f"{number:04}": tuple(sum(person[topic] == category for person in persons) for category in range(size))
            for number, persons in enumerate(places)
        }
        found.append(Counted(f"topic{topic}", "sent", tuple(f"c{each}" for each in range(size)), rows))
    return found


@st.composite
def small(draw: st.DrawFn) -> list[Counted]:
    """One to five places, two topics of two or three categories, zero to nearly forty persons each, skewed."""
    sizes = draw(st.lists(st.integers(2, 3), min_size=2, max_size=2))
    weights = [draw(st.lists(st.sampled_from([1, 1, 3, 12]), min_size=size, max_size=size)) for size in sizes]
    numbers = draw(st.lists(st.sampled_from([0, 1, 2, 4, 5, 6, 9, 14, 23, 38]), min_size=1, max_size=5))
    return drawn(random.Random(draw(st.integers(0, 2**32))), numbers, weights)


def drawn(chance: random.Random, numbers: Iterable[int], weights: Sequence[Sequence[int]]) -> list[Counted]:
    """So many persons in each place, their categories by chance."""
    places = [
        [tuple(chance.choices(range(len(each)), each)[0] for each in weights) for _ in range(number)]
        for number in numbers
    ]
    return counted(places, [len(each) for each in weights])


def large(seed: int, places: int, mean: float) -> list[Counted]:
    """A seeded district of three topics, a few large places and many small ones."""
    chance = random.Random(seed)
    weights = [[1, 30, 14, 6, 9, 3, 8, 2], [3, 4, 20, 15, 10, 6, 4, 1, 2], [40, 9, 4, 3]]
    return drawn(chance, [int(mean * chance.paretovariate(1.1)) for _ in range(places)], weights)


def year(seed: int, places: int, mean: float) -> tuple[list[list[Counted]], Counted]:
    """Four quarters of a small seeded district with two topics, and the year's totals."""
    chance = random.Random(seed)
    numbers = [mean * chance.paretovariate(1.2) for _ in range(places)]
    quarters = [
        drawn(chance, [max(0, int(chance.gauss(each, each**0.5))) for each in numbers], [[9, 4, 2], [5, 1]])
        for _ in range(4)
    ]
    names = tuple(f"2025-K{number}" for number in range(1, 5))
    rows = {place: tuple(topics[0].totals[place] for topics in quarters) for place in quarters[0][0].rows}
    return quarters, Counted("year-sent", "year-sent", names, rows)


def narrow(
    versions: Sequence[Sequence[Table]],
    *,
    unchanged: Iterable[str] = (),
    integer: bool = True,
    every: int = 1,
    alike: Iterable[tuple[Key, Key]] = (),
) -> list[tuple[Key, float, float]]:
    """What the adversary can fix to fewer than a band of values."""
    adversary = Adversary(versions, unchanged=unchanged, integer=integer, alike=alike)
    found = [(key, *adversary.interval(key)) for key in adversary.hidden[::every]]
    return [each for each in found if each[2] - each[1] < BAND - 1]
