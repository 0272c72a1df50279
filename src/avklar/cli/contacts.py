"""`avklar contacts import`: a district's list of contacts from a spreadsheet, in one go and with a progress bar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from avklar.cli import CANNOT_START, FAULT, ready
from avklar.cli.words import gettext as _

if TYPE_CHECKING:
    from avklar.people.organisations.importing.verdicts import Preview

MOST_TOLD = 40


@click.group(help=_("Kontaktene i et distrikt: les inn lista fra et regneark."))
def contacts() -> None:
    """The group itself does nothing."""


@contacts.command(
    name="import",
    help=_("Les inn kontakter fra en Excel-, .ods- eller CSV-fil. Kan kjøres om igjen uten dobbeltføring."),
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--district", required=True, help=_("Politidistriktets navn, for eksempel «Innlandet»."))
@click.option("--leave-out", is_flag=True, help=_("Ta inn resten når noen linjer ikke kan avgjøres."))
def import_contacts(file: Path, district: str, leave_out: bool) -> None:
    """All or nothing: with a line that can't be settled nothing is written, unless `--leave-out`."""
    ready.verified()
    from avklar.foundation.access.errors import Problem
    from avklar.people.organisations import actions, loading
    from avklar.people.organisations.importing.files import LARGEST_FILE, sheets_in
    from avklar.people.organisations.importing.lines import lines_in

    try:
        district_id = loading.district_called(district)
        with file.open("rb") as opened:
            lines = lines_in(sheets_in(opened.read(LARGEST_FILE + 1)))
        with click.progressbar(length=2 * len(lines), label=_("Leser inn kontakter")) as bar:
            preview = actions.import_file(
                district_id, lines=lines, source=file.name, leave_out=leave_out, progress=bar.update
            )
    except Problem as problem:
        click.echo(str(problem.sentence), err=True)
        raise SystemExit(CANNOT_START) from None
    if not _tell(preview) and not leave_out:
        click.echo(_("Ingenting er ført inn. Rett fila, eller kjør om igjen med --leave-out."), err=True)
        raise SystemExit(FAULT)


def _tell(preview: Preview) -> bool:
    """How many of each, and what is wrong with which line; True when nothing is."""
    from avklar.people.organisations.importing.verdicts import WORDS, Verdict

    for verdict, number in sorted(preview.counts.items(), key=lambda each: list(Verdict).index(each[0])):
        click.echo(f"{number:6} {WORDS[verdict]}")
    problems = [*preview.of(Verdict.CHOICE), *preview.of(Verdict.UNREADABLE)]
    for row in problems[:MOST_TOLD]:
        click.echo(_("Linje %(row)s: %(why)s") % {"row": row.line.row, "why": row.why}, err=True)
    return not problems
