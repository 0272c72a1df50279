"""`avklar worker`: tasks as they come and the regular work in between. `avklar tick`: the latter once."""

from __future__ import annotations

import os
import signal
import threading
import time

import click

from avklar.cli import FAULT, ready
from avklar.cli.words import gettext as _

SECONDS_BETWEEN = 60.0


@click.command(help=_("Gjør bakgrunnsarbeidet: e-post, varsler, bevaring. Startes av «avklar serve»."))
@click.option("--with-parent", type=int, hidden=True)
def worker(with_parent: int | None) -> None:
    """Run until stopped; with `--with-parent` also until that process is gone."""
    if with_parent:
        os.nice(5)  # the pages come first, at the start above all
    ready.verified()
    from django.core.management import call_command

    threading.Thread(target=_regular_work, daemon=True, name="tick").start()
    if with_parent:
        threading.Thread(target=_end_with, args=(with_parent,), daemon=True, name="parent").start()
    call_command("db_worker", interval=1, startup_delay=False, verbosity=0, reload=False)


@click.command(help=_("Gjør det regelmessige arbeidet én gang: bevaring, frister, forankring av loggen, e-post."))
def tick() -> None:
    """One round; exit code 1 when a part of it failed."""
    ready.verified()
    from avklar.config import upkeep

    failed = upkeep.tick(all_jobs=True)
    for name in failed:
        click.echo(_("«%(name)s» gikk ikke; se loggen til programmet.") % {"name": name}, err=True)
    raise SystemExit(FAULT if failed else 0)


def _regular_work() -> None:
    from django.db import close_old_connections

    from avklar.config import upkeep

    while True:
        upkeep.tick()
        close_old_connections()
        time.sleep(SECONDS_BETWEEN)


def _end_with(parent: int) -> None:
    """A killed server must not leave its helper behind."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
