"""`python -m bench`: measures on SQLite and on PostgreSQL, prints the table, writes `bench.json` (docs/performance.md).

Exit code 0 when every limit is kept, 1 when one is missed, 2 for wrong usage, 3 when a measuring broke off.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from bench import results
from bench.installation import ROOT

DATABASES = ("sqlite", "postgresql")


@click.command()
@click.option("--rows", type=click.Choice(list(results.SIZES)), default="100k", show_default=True, help="concerns")
@click.option("--database", type=click.Choice([*DATABASES, "both"]), default="both", show_default=True)
@click.option("--quick", is_flag=True, help="a few requests only; the figures mean nothing")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bench.json", show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), default=ROOT / "build/bench", help="for the data")
def main(rows: str, database: str, quick: bool, out: Path, folder: Path) -> None:
    """Measure Avklar against bare Django on the same database in the same run."""
    figures = []
    for each in DATABASES if database == "both" else (database,):
        place = folder.resolve() / each
        code = _session(each, results.SIZES[rows], place, quick=quick)
        if code:
            click.echo(f"The measuring on {each} broke off; see {place}/server.log.", err=True)
            sys.exit(3)
        figures += results.load(place / "figures.json")
    results.save(out, figures)
    click.echo(f"\n{results.table(figures)}\n\nwritten to {out}")
    sys.exit(0 if quick or all(each.ok for each in figures) else 1)


def _session(database: str, rows: int, folder: Path, *, quick: bool) -> int:
    command = [sys.executable, "-m", "bench.session", "--database", database, "--rows", str(rows)]
    command += ["--folder", str(folder), *(["--quick"] if quick else [])]
    if database == "postgresql":
        command = [str(ROOT / "scripts/postgresql"), "--durable", *command]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    main()
