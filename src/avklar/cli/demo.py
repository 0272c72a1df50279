"""`avklar demo`: a running Avklar with a fictional cast, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click

from avklar.cli import CANNOT_START, ready, serve
from avklar.cli.words import gettext as _

FOLDER = Path("var/demo")
BUILT = "demo-is-built"
"""The file that is written when the demo is complete: one that was cut off is built again."""


@click.command(help=_("Bygg demoen med Innlandets kommuner og oppdiktede folk, og start den."))
@click.option("--accounts", is_flag=True, help=_("Vis bare hvem man kan logge inn som."))
@click.option("--json", "as_json", is_flag=True, help=_("Sammen med --accounts: som JSON."))
@click.option("--rebuild", is_flag=True, help=_("Fjern demoen og bygg den på nytt."))
@click.option("--no-serve", is_flag=True, help=_("Bygg bare; start ingen nettjener."))
@click.option("--port", type=click.IntRange(1, 65535), help=_("Porten; uten valg 8000 eller den neste ledige."))
@click.option(
    "--workers", type=click.IntRange(1, 64), default=os.cpu_count(), show_default=True, help=_("Antall prosesser.")
)
def demo(accounts: bool, as_json: bool, rebuild: bool, no_serve: bool, port: int | None, workers: int) -> None:
    """Build when needed, then serve."""
    os.environ.setdefault("AVKLAR_DATA", str(FOLDER))
    if accounts:
        return _accounts(as_json)
    built = Path(os.environ["AVKLAR_DATA"]) / BUILT
    wanted = rebuild or not built.exists()
    if no_serve:
        return _build(built) if wanted else None
    serve.chosen_port("127.0.0.1", port)  # one that is taken is told before the build
    if wanted:
        _build_apart(rebuild=rebuild)
    port = serve.chosen_port("127.0.0.1", port)  # somebody else may have begun to listen meanwhile
    serve.announce("127.0.0.1", port)
    ready.load()
    from avklar.config import startup

    startup.verify()
    startup.verify_tables()
    _tell()
    return serve.run("127.0.0.1", port, workers=workers, with_worker=True)


def _build_apart(*, rebuild: bool) -> None:
    """Build in a process of its own: the threads that draw papers there wouldn't survive being forked into workers."""
    words = [sys.executable, "-m", "avklar", "demo", "--no-serve", *(["--rebuild"] if rebuild else [])]
    done = subprocess.run(words, check=False)  # noqa: S603  our own command
    if done.returncode:
        raise SystemExit(done.returncode)


def _build(mark: Path) -> None:
    ready.load()
    from avklar import demo as synthetic
    from avklar.cli.prepare import run
    from avklar.config import databases, startup
    from avklar.people.organisations import installation
    from avklar.people.organisations.states import InstallationKind

    mark.unlink(missing_ok=True)
    if databases.have_tables():
        if not installation.is_demo():
            click.echo(
                _("Dette er ikke en demo, og den blir ikke rørt. Velg en annen mappe med AVKLAR_DATA."), err=True
            )
            raise SystemExit(CANNOT_START)
        databases.wipe()
    run()
    installation.record(InstallationKind.DEMO)
    startup.verify()
    with click.progressbar(length=1000, label=_("Bygger demoen")) as bar:
        synthetic.build(lambda done, total: bar.update(max(0, done * 1000 // max(total, 1) - bar.pos)))
    mark.touch()


def _tell() -> None:
    click.echo(_("Avklar svarer på %(address)s. Avslutt med Ctrl-C.") % {"address": os.environ["AVKLAR_ADDRESS"]})
    click.echo(_("Logg inn på %(address)s/inn/, og prøv dette:") % {"address": os.environ["AVKLAR_ADDRESS"]})
    click.echo(_("  1. Logg inn som læreren, og meld en bekymring."))
    click.echo(_("  2. Logg inn som radikaliseringskontakten, svar, og drøft den uten navn med politikontakten."))
    click.echo(_("  3. Logg inn som politikontakten, og gi et råd. Avslutt så bekymringen som kontakten."))
    click.echo(_("Alle som finnes i demoen: avklar demo --accounts"))


def _accounts(as_json: bool) -> None:
    ready.load()
    from avklar.demo import accounts

    cast = accounts()
    if as_json:
        click.echo(json.dumps(cast, ensure_ascii=False, indent=1))
        return
    for person in cast:
        click.echo(f"{person['name']:26} {person['role']:40} {person['organisation']:28} {person['email']}")
    click.echo(_("Logg inn: velg personens kort på innloggingssiden."))
