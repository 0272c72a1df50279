"""`avklar serve`: the web server and, beside it, the process that does the background work."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from avklar.cli import CANNOT_START, ready
from avklar.cli.words import gettext as _

CONNECTIONS = 1024  # per worker: a reader beyond that waits until another one closes, however short its page takes
FIRST_PORT = 8000
TRIES = 50
THREADS = 2  # per worker: more only makes them wait for one another (docs/operations.md)


@click.command(help=_("Start nettjeneren og bakgrunnsarbeidet."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Adressen det lyttes på."))
@click.option("--port", type=click.IntRange(1, 65535), help=_("Porten; uten valg 8000 eller den neste ledige."))
@click.option(
    "--workers", type=click.IntRange(1, 64), default=os.cpu_count(), show_default=True, help=_("Antall prosesser.")
)
@click.option("--no-worker", is_flag=True, help=_("Uten bakgrunnsarbeid; da må «avklar worker» kjøre et annet sted."))
def serve(host: str, port: int | None, workers: int, no_worker: bool) -> None:
    """Check the installation, then serve until stopped."""
    port = chosen_port(host, port)
    announce(host, port)
    ready.verified()
    from avklar.config import startup

    startup.verify_tables()
    click.echo(_("Avklar svarer på %(address)s. Avslutt med Ctrl-C.") % {"address": os.environ["AVKLAR_ADDRESS"]})
    tell_setup()
    run(host, port, workers=workers, with_worker=not no_worker)


def chosen_port(host: str, port: int | None) -> int:
    """The port that was asked for, if it is free; else 8000, or the next one that nobody listens on."""
    wanted = [port] if port else range(FIRST_PORT, FIRST_PORT + TRIES)
    for each in wanted:
        if _is_free(host, each):
            return each
    click.echo(_("Porten er opptatt; velg en annen med --port."), err=True)
    raise SystemExit(CANNOT_START)


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def announce(host: str, port: int) -> None:
    """Let links point to where the server really answers, unless the installation says otherwise."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    os.environ.setdefault("AVKLAR_ADDRESS", f"http://{shown}:{port}")


def tell_setup() -> None:
    """On an empty installation: where the first administrator begins, with a link that works once."""
    from django.urls import reverse

    from avklar.people.accounts import setup_token
    from avklar.people.organisations import installation

    if installation.kind() is None:
        link = f"{os.environ['AVKLAR_ADDRESS']}{reverse('setup')}?nokkel={setup_token.ensure()}"
        click.echo(_("Sett opp Avklar første gang her: %(link)s") % {"link": link})


def run(host: str, port: int, *, workers: int, with_worker: bool) -> None:
    """Serve until stopped; the background process lives exactly as long."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from avklar.config import databases

    server = Granian(
        "avklar.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,  # a request that hangs must not keep a stopped server alive
    )
    with background(with_worker):
        _load_pages()
        databases.close_all()  # the workers open their own
        server.serve()


def _load_pages() -> None:
    """Every page once, before the workers are forked, and not once in each of them."""
    from django.urls import get_resolver

    get_resolver().reverse_dict  # noqa: B018  reads all addresses, and with them what they show


@contextmanager
def background(wanted: bool) -> Iterator[None]:
    """The background process, ended together with the server."""
    if not wanted:
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "avklar", "worker", "--with-parent", str(os.getpid())])  # noqa: S603
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
