"""How long it takes to hide and audit a quarter: 357 municipalities × 6 tables, by `python -m bench.statistics`.

Pure calculation on an invented country, so no database is needed. Exit code 1 when the limit is missed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

import click

from avklar.insight.statistics.audit import audit
from avklar.insight.statistics.suppression import protect
from avklar.insight.statistics.tables import Counted
from bench.results import Figure, table

PLACES = 357
LIMIT_SECONDS = 30
MEANS = (2, 8, 40)
"""How many worries a small municipality has: a quiet quarter, an ordinary one, and one as busy as never seen."""
FAMILIES = {"sent": (8, 9, 4), "closed": (3,), "asked": (8, 2)}


def country(seed: int, mean: float) -> list[Counted]:
    """Six tables of an invented country: many small municipalities, and a few that are large."""
    chance = random.Random(seed)
    found = []
    for family, sizes in FAMILIES.items():
        totals = [int(mean * chance.paretovariate(1.1)) for _ in range(PLACES)]
        for size in sizes:
            weights = [chance.paretovariate(1) for _ in range(size)]
            rows = {f"{number:04}": _row(chance, total, weights) for number, total in enumerate(totals)}
            found.append(Counted(f"{family}{len(found)}", family, tuple(f"c{each}" for each in range(size)), rows))
    return found


def seconds(counted: list[Counted], progress: Callable[[int, int], None] = lambda done, total: None) -> float:
    """How long suppression and audit take together."""
    begun = time.perf_counter()
    audit(counted, protect(counted), progress=progress)
    return time.perf_counter() - begun


def _row(chance: random.Random, total: int, weights: list[float]) -> tuple[int, ...]:
    row = [0] * len(weights)
    for category in chance.choices(range(len(weights)), weights, k=total):
        row[category] += 1
    return tuple(row)


@click.command()
def main() -> None:
    """Measure the three kinds of quarter and print the table."""
    figures = []
    for mean in MEANS:
        counted = country(2026, mean)
        with click.progressbar(length=1000, label=f"a quarter with about {mean} each", file=sys.stderr) as bar:

            def progress(done: int, total: int, bar: object = bar) -> None:
                bar.update(done * 1000 // total - bar.pos)  # type: ignore[attr-defined]

            taken = seconds(counted, progress)
        rows = sum(sum(sum(row) for row in topic.rows.values()) for topic in counted)
        figures.append(
            Figure(f"suppression, {PLACES} × 6, about {mean} each", "none", rows, taken, "s", limit=LIMIT_SECONDS)
        )
    click.echo(table(figures))
    sys.exit(0 if all(each.ok for each in figures) else 1)


if __name__ == "__main__":
    main()
