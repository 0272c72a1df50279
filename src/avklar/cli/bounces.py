"""`avklar bounces`: mail that came back, from a folder, an mbox file or standard input."""

from __future__ import annotations

import mailbox
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from avklar.cli import ready
from avklar.cli.words import gettext as _

LARGEST_HEAP = 200_000_000
READ = 2_000_001
"""Bytes of one message: one more than the longest that is taken, so that a longer one is told from it."""


@click.command(
    help=_("Les meldinger om e-post som er kommet i retur: en mappe, en mbox-fil eller «-» for standard inn.")
)
@click.argument("source", default="-", type=click.Path(exists=True, allow_dash=True))
def bounces(source: str) -> None:
    """Mark what came back and say how many. The messages stay where they are; read again, they change nothing."""
    ready.verified()
    from avklar.foundation.notifications.bounces import take

    tally = take(_messages(source))
    click.echo(
        _("%(marked)s kom i retur, %(passed)s gjaldt ingen e-post herfra, %(unreadable)s kunne ikke leses.")
        % {"marked": tally.marked, "passed": tally.passed, "unreadable": tally.unreadable}
    )


def _messages(source: str) -> Iterator[bytes]:
    if source == "-":
        yield from _stream()
    elif os.path.isdir(source):
        yield from _folder(Path(source))
    else:
        yield from _file(Path(source))


def _folder(folder: Path) -> Iterator[bytes]:
    """A Maildir's new and read messages, or one message for each file."""
    inside = [folder / name for name in ("new", "cur")]
    folders = inside if all(each.is_dir() for each in inside) else [folder]
    for path in sorted(path for each in folders for path in each.iterdir()):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                yield file.read(READ)


def _file(path: Path) -> Iterator[bytes]:
    """The messages of an mbox file, or the one message that a file is."""
    with path.open("rb") as file:
        if file.read(5) != b"From ":
            file.seek(0)
            yield file.read(READ)
            return
    heap = mailbox.mbox(path, create=False)
    try:
        for key in heap.iterkeys():
            with heap.get_file(key) as file:
                yield file.read(READ)
    finally:
        heap.close()


def _stream() -> Iterator[bytes]:
    """Standard input, as a mail server pipes it: one message or an mbox."""
    with NamedTemporaryFile(suffix=".mbox") as copy:
        copy.write(sys.stdin.buffer.read(LARGEST_HEAP))
        copy.flush()
        yield from _file(Path(copy.name))
