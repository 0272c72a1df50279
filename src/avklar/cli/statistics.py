"""`avklar statistics prepare`: makes the draft of a quarter's figures, which a person then approves (R17)."""

from __future__ import annotations

from uuid import UUID

import click

from avklar.cli import CANNOT_START, FAULT, ready
from avklar.cli.words import gettext as _


@click.group(help=_("Tall: lag utkast til et kvartals tabeller."))
def statistics() -> None:
    """The group itself does nothing."""


@statistics.command(help=_("Tell et kvartal, skjul små tall og legg utkastet klart til godkjenning."))
@click.option("--quarter", required=True, help=_("Kvartalet, for eksempel 2026K3."))
@click.option("--district", default="", help=_("Politidistriktets navn; trengs bare når det er flere."))
@click.option("--round", "rounding", type=click.Choice(["0", "5"]), default="0", help=_("Rund av til nærmeste fem."))
def prepare(quarter: str, district: str, rounding: str) -> None:
    """Make the draft with a progress bar; exit code 1 when it can't be made safely."""
    ready.verified()
    from avklar.foundation.access.errors import Problem
    from avklar.insight.statistics import making
    from avklar.insight.statistics.audit import Unsafe
    from avklar.insight.statistics.states import WHY_STOPPED, Progress
    from avklar.insight.statistics.suppression import TooSmallAChange

    wanted = _quarter(quarter)
    with click.progressbar(length=1000, label=_("Teller kommune for kommune")) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(max(0, done * 1000 // max(total, 1) - bar.pos))

        try:
            making.make(_district(district), wanted, rounding=int(rounding), by=None, telling=progress)
        except (TooSmallAChange, Unsafe, Problem) as problem:
            stopped = {TooSmallAChange: Progress.TOO_SMALL, Unsafe: Progress.UNSAFE}.get(type(problem))
            click.echo(str(WHY_STOPPED[stopped] if stopped else getattr(problem, "sentence", "")), err=True)
            raise SystemExit(FAULT) from None
    click.echo(_("Utkastet for %(quarter)s venter på godkjenning.") % {"quarter": wanted})


def _quarter(typed: str) -> str:
    from avklar.foundation.clock.quarters import finished, standard

    try:
        wanted = standard(typed)
    except ValueError:
        raise SystemExit(_("Skriv kvartalet slik: 2026K3.")) from None
    if wanted not in finished(40):
        raise SystemExit(_("Kvartalet er ikke over ennå."))
    return wanted


def _district(name: str) -> UUID:
    from avklar.people.organisations import queries

    found = [each for each in queries.districts() if not name or each.name == name]
    if len(found) != 1:
        click.echo(_("Skriv hvilket politidistrikt det gjelder."), err=True)
        raise SystemExit(CANNOT_START)
    return found[0].id
