"""`avklar prepare`: databases, key file and secret, as the owner of the tables."""

from __future__ import annotations

from pathlib import Path

import click

from avklar.cli import ready
from avklar.cli.words import gettext as _

STEPS = 3


@click.command(help=_("Gjør klar mappen, nøkkelfilen og begge databasene. Kan trygt kjøres igjen."))
def prepare() -> None:
    """Make the installation ready to start."""
    ready.load()
    run()
    from django.conf import settings

    click.echo(_("Avklar er klar i %(folder)s.") % {"folder": settings.DATA.resolve()})
    if not settings.AVKLAR_MASTER_KEYS:
        where = {"path": Path(str(settings.AVKLAR_KEY_FILE)).resolve()}
        click.echo(_("Ta en kopi av nøkkelfilen %(path)s og legg den et annet sted enn kopiene av databasene.") % where)


def run() -> None:
    """The preparation with a progress bar."""
    from avklar.config import preparation

    with click.progressbar(length=STEPS, label=_("Gjør klar databasene")) as bar:
        preparation.prepare(lambda step: bar.update(1))
