"""`avklar journal verify` and `avklar journal anchor`: does the journal still say what was written?"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from avklar.cli import CANNOT_START, FAULT, ready
from avklar.cli.words import gettext as _


@click.group(help=_("Loggen: kontroller den, og fest endepunktene utenfor databasen."))
def journal() -> None:
    """The group itself does nothing."""


@journal.command(help=_("Finn endrede, fjernede, innsatte og flyttede rader, en kuttet hale og en omskrevet logg."))
@click.option("--organisation", type=click.UUID, help=_("Bare denne virksomheten."))
@click.option(
    "--anchors",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("En ankerfil som ble tatt vare på utenfor databasen."),
)
def verify(organisation: UUID | None, anchors: Path | None) -> None:
    """Print each fault; exit code 1 when there is one."""
    ready.verified()
    from avklar.foundation.journal.anchors import AnchorsUnreadable
    from avklar.foundation.journal.verification import verify as find_faults

    with click.progressbar(length=1000, label=_("Kontrollerer loggen")) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(max(0, done * 1000 // max(total, 1) - bar.pos))

        try:
            faults = find_faults(organisation, anchors=anchors, progress=progress)
        except AnchorsUnreadable as error:
            click.echo(str(error), err=True)
            raise SystemExit(CANNOT_START) from None
    for fault in faults:
        click.echo(f"✗ {fault}")
    if faults:
        raise SystemExit(FAULT)
    click.echo(_("Loggen er hel."))


@journal.command(help=_("Skriv hvor hver logg slutter til ankerfilen, som så sendes et annet sted."))
@click.option(
    "--file", "path", type=click.Path(path_type=Path, dir_okay=False), help=_("En annen fil enn AVKLAR_ANCHOR_FILE.")
)
def anchor(path: Path | None) -> None:
    """Append the heads to the anchor file."""
    ready.verified()
    from avklar.foundation.journal.anchors import anchor as write_heads

    click.echo(_("%(count)s endepunkter er skrevet.") % {"count": len(write_heads(path))})
