"""`avklar check`: is the installation fit to run? One line per question."""

from __future__ import annotations

from collections.abc import Callable

import click

from avklar.cli import FAULT, ready
from avklar.cli.words import gettext as _


@click.command(help=_("Kontroller innstillinger, databaser, nøkler og e-post. Kode 1 når noe må rettes."))
@click.option("--migrations", is_flag=True, help=_("Kontroller bare at koden og databaseskjemaet stemmer overens."))
def check(migrations: bool) -> None:
    """Ask every question; exit code 1 when one answer is a fault."""
    ready.load()
    if migrations:
        raise SystemExit(0 if _schema_follows_models() else FAULT)
    from avklar.config import startup

    questions: list[tuple[str, Callable[[], None]]] = [
        (_("Hemmelighet, databaser og nøkler"), startup.verify),
        (_("Tabellene er fra denne versjonen"), startup.verify_tables),
        (_("Innstillingene er trygge"), _django_check),
    ]
    answers = [_ask(question, answer) for question, answer in questions]
    well = all(answers) and _mail_goes_out()  # without tables of this version there is no outbox to look into
    raise SystemExit(0 if well else FAULT)


def _ask(question: str, answer: Callable[[], None]) -> bool:
    try:
        answer()
    except SystemExit as end:
        click.echo(f"✗ {question}: {end}")
        return False
    click.echo(f"✓ {question}")
    return True


def _mail_goes_out() -> bool:
    """The outbox in numbers. Mail that waits too long is a fault; what came back lately is said, and is no fault of
    the installation's: an address may be wrong."""
    from avklar.foundation.notifications.state import state

    found = state()
    counts = _("venter %(waiting)s, samles til morgenen %(gathering)s, gitt opp eller i retur %(failed)s") % {
        "waiting": found.waiting,
        "gathering": found.gathering,
        "failed": found.failed,
    }
    question, sign = _("E-posten går ut"), "✗" if found.stuck else "✓"
    click.echo(f"{sign} {question}: {counts}")
    if found.oldest is not None:
        minutes = int(found.oldest.total_seconds() // 60)
        click.echo("  " + _("Den eldste har ventet %(minutes)s minutter.") % {"minutes": minutes})
    if found.failed_lately or found.shut:
        click.echo(
            "! "
            + _("Gitt opp eller kommet i retur det siste døgnet: %(lately)s. Adresser uten nyheter: %(shut)s.")
            % {"lately": found.failed_lately, "shut": found.shut}
        )
    return not found.stuck


def _django_check() -> None:
    from django.conf import settings
    from django.core import checks

    found = checks.run_checks(include_deployment_checks=settings.HTTPS)
    serious = [message for message in found if message.level >= checks.WARNING and not message.is_silenced()]
    if serious:
        raise SystemExit("; ".join(f"{message.id} {message.msg}" for message in serious))


def _schema_follows_models() -> bool:
    from django.core.management import call_command

    try:
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    except SystemExit:
        return False
    return True
