"""`avklar organisations load`: municipalities of a district from a file of the shipped list's shape."""

from __future__ import annotations

from pathlib import Path

import click

from avklar.cli import CANNOT_START, ready
from avklar.cli.words import gettext as _


@click.group(help=_("Virksomhetene: last inn kommunene i et distrikt."))
def organisations() -> None:
    """The group itself does nothing."""


@organisations.command(
    help=_("Last inn kommuner fra en CSV-fil (number,name,language_decision,organisation_number,population_about).")
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--district", required=True, help=_("Politidistriktets navn, for eksempel «Innlandet»."))
def load(file: Path, district: str) -> None:
    """Load or update; keyed on number, so that it can be run again."""
    ready.verified()
    from avklar.foundation.access.errors import Invalid
    from avklar.people.organisations import loading

    try:
        count = loading.load(file, district=district)
    except Invalid as error:
        click.echo(str(error.sentence), err=True)
        raise SystemExit(CANNOT_START) from None
    click.echo(_("%(count)s kommuner er lastet inn i %(district)s.") % {"count": count, "district": district})
