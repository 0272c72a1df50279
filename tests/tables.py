"""Both databases with their tables and no rows: made once in a run, and copied by every worker and installation of it.

Walking through all migrations takes a quarter of a minute, and nothing of what it gives differs from one to the next.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.settings import addresses, server_url

SOURCE = Path(__file__).resolve().parent.parent / "src"
FILES = ("avklar.sqlite3", "keys.sqlite3")
NAMES = {"default": "tables", "keys": "tables_keys"}
"""Of the databases on the throw-away server that the others are copied from."""
MAKE = "import django; django.setup(); from avklar.config import databases; databases.prepare()"


@contextmanager
def alone(shared: Path, name: str) -> Iterator[None]:
    """One worker at a time; `shared` is the folder that all workers of a run see."""
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def files(shared: Path, folder: Path) -> None:
    """Lay the SQLite files of both databases in `folder`, which becomes an installation's."""
    made = shared / "tables"
    with alone(shared, "tables"):
        if not made.exists():
            _make(shared / "tables.new", {})
            (shared / "tables.new").rename(made)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy2(made / name, folder / name)


def on_server(shared: Path, names: dict[str, str]) -> None:
    """Make the databases called `names` (by alias) on the throw-away server; they belong to avklar_owner."""
    with (
        alone(shared, "tables_on_server"),
        psycopg.connect(server_url("avklar_owner", "postgres"), autocommit=True) as server,
    ):
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAMES["keys"]]).fetchone():
            for name in NAMES.values():
                server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            _make(shared / "tables_on_server", addresses(NAMES))
        for alias, name in names.items():
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(statement.format(sql.Identifier(name), sql.Identifier(NAMES[alias])))


def _make(folder: Path, variables: dict[str, str]) -> None:
    folder.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AVKLAR_", "DJANGO_"))}
    of_its_own = {
        "AVKLAR_DATA": str(folder),
        "AVKLAR_SECRET": secrets.token_hex(32),
        "DJANGO_SETTINGS_MODULE": "avklar.config.settings",
        "PYTHONPATH": str(SOURCE),
    }
    subprocess.run([sys.executable, "-c", MAKE], env=kept | of_its_own | variables, check=True, cwd=folder, umask=0o077)
