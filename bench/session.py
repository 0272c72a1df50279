"""One database, from the empty installation to the last figure. A process of its own, started by `bench.__main__`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from bench import installation, results

if TYPE_CHECKING:
    from bench.data import District

SMALL = 1_000


@click.command()
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), required=True)
@click.option("--rows", type=int, required=True)
@click.option("--folder", type=click.Path(path_type=Path), required=True)
@click.option("--quick", is_flag=True)
def main(database: str, rows: int, folder: Path, quick: bool) -> None:
    """Build, measure, and write the figures to `folder`/figures.json."""
    os.environ.update(installation.make(folder, database))
    import django

    django.setup()
    from bench import copies
    from bench.measuring import Measuring

    district, concern, case, with_facts, article = _begin()
    _extend(district, 0, min(rows, SMALL), f"{database}: the first {min(rows, SMALL):,}")
    measuring = Measuring(district, concern, case, with_facts, article, database, folder / "server.log", quick=quick)
    _say(f"{database}: measuring at {min(rows, SMALL):,}")
    measuring.small()
    if rows > SMALL:
        whole = min(rows, copies.WHOLE)
        _extend(district, SMALL, whole, f"{database}: {whole:,}")
    if rows > copies.WHOLE:
        _copy(district, rows, f"{database}: copies up to {rows:,}")
    _say(f"{database}: measuring at {rows:,}")
    results.save(folder / "figures.json", measuring.full(rows))


def _begin() -> tuple[District, UUID, UUID, list[UUID], str]:
    """Tables, people, the law, bare rows, the long concern, the long case, cases to disclose from, the article."""
    from avklar.config import databases
    from avklar.foundation.vault import checks
    from bench import cases, data, disclosing, news, overview, reference

    databases.prepare()
    checks.install()
    with databases._as_owner("default"):
        reference.make_tables()
    databases.prepare()  # grants on the two bare tables
    district = data.people()
    reference.fill(district.organisation_ids)
    disclosing.open_the_law(district)
    overview.meet(district)
    with_facts = cases.cases_with_facts(district, disclosing.CASES, disclosing.FACTS)
    return district, data.long_concern(district), cases.long_case(district), with_facts, news.article(district)


def _extend(district: District, start: int, stop: int, label: str) -> None:
    """Write more concerns and as many cases, and let the database count them as its own upkeep would."""
    from avklar.config import databases
    from bench import cases, data

    with _progress(stop - start, f"{label} concerns") as progress:
        data.fill(district, start, stop, progress)
    with _progress(stop - start, f"{label} cases") as progress:
        cases.fill(district, start, stop, progress)
    data.settle()
    databases.close_all()


def _copy(district: District, rows: int, label: str) -> None:
    """The concerns beyond those written whole."""
    from bench import copies, data

    with _progress(rows - copies.WHOLE, label) as progress:
        copies.copy(district, rows // copies.WHOLE - 1, progress)
    data.settle()


@contextmanager
def _progress(length: int, label: str) -> Iterator[Any]:
    with click.progressbar(length=length, label=f"{label:<38}", show_eta=length > SMALL) as bar:
        begun = time.monotonic()
        yield bar.update
    if not os.isatty(1):
        _say(f"  built in {time.monotonic() - begun:.0f} s")


def _say(words: str) -> None:
    click.echo(words)


if __name__ == "__main__":
    main()
