"""`avklar retention run`: removes, seals and destroys what is due (R12)."""

from __future__ import annotations

import click

from avklar.cli import ready
from avklar.cli.words import gettext as _


@click.group(help=_("Bevaring: fjern det som skal bort, når det skal bort."))
def retention() -> None:
    """The group itself does nothing."""


@retention.command(
    help=_("Gjør det som er forfalt: utkast og avsluttede drøftinger fjernes, lukkede bekymringer forsegles.")
)
@click.option("--simulate", is_flag=True, help=_("Endre ingenting; vis bare hva som ville skjedd."))
def run(simulate: bool) -> None:
    """Run the engine once and print a count per kind."""
    ready.verified()
    from avklar.foundation.retention import engine

    with click.progressbar(length=1000, label=_("Ser etter det som er forfalt")) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(max(0, done * 1000 // max(total, 1) - bar.pos))

        counts = engine.run(simulate=simulate, progress=progress)
    for kind, count in sorted(counts.items()):
        click.echo(f"{count:6}  {kind}")
    click.echo(_("Ingenting ble endret.") if simulate else _("Ferdig."))
