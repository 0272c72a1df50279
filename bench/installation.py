"""A throw-away installation in a folder: key file, databases, and the environment that leads a process to them."""

from __future__ import annotations

import base64
import os
import secrets
import shutil
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"DATABASE_URL": "bench_data", "KEYS_DATABASE_URL": "bench_keys"}
SERVER = "AVKLAR_TEST_SERVER"  # set by scripts/postgresql


def make(folder: Path, database: str) -> dict[str, str]:
    """An empty installation in `folder`, which is emptied first; returns the variables that a process needs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    key_file = folder / "avklar.key"
    key_file.touch(mode=0o600)
    key_file.write_text(f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AVKLAR_", "DJANGO_"))}
    variables = kept | {
        "AVKLAR_DATA": str(folder),
        "AVKLAR_KEY_FILE": str(key_file),
        "AVKLAR_SECRET": secrets.token_hex(32),
        "AVKLAR_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    return variables | (_postgresql() if database == "postgresql" else {})


def _postgresql() -> dict[str, str]:
    """Two databases of avklar_owner's on the throw-away server, used as the runtime role that owns nothing."""
    variables = {SERVER: os.environ[SERVER]}
    with psycopg.connect(_address("avklar_owner", "postgres"), autocommit=True) as server:
        for variable, name in NAMES.items():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            variables[f"AVKLAR_{variable}"] = _address("avklar_app", name)
            variables[f"AVKLAR_OWNER_{variable}"] = _address("avklar_owner", name)
    return variables


def _address(role: str, name: str) -> str:
    return os.environ[SERVER].replace("%s", role, 1).replace("%s", name, 1)
