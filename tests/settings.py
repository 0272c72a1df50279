"""The settings of a test run: the house's own, in a temporary folder, on SQLite or on PostgreSQL.

`AVKLAR_TEST_DATABASE` chooses (sqlite is the default); scripts/postgresql sets it together with the server's address.
Each pytest-xdist worker imports this module itself and so gets a folder and databases of its own.
"""

from __future__ import annotations

import atexit
import base64
import os
import secrets
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
FOLDER = Path(tempfile.mkdtemp(prefix="avklar-test-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
_owner = os.getpid()
atexit.register(lambda: shutil.rmtree(FOLDER, ignore_errors=True) if os.getpid() == _owner else None)

DATABASE = os.environ.get("AVKLAR_TEST_DATABASE", "sqlite")
if DATABASE not in {"sqlite", "postgresql"}:
    raise SystemExit(f"AVKLAR_TEST_DATABASE must be sqlite or postgresql, not «{DATABASE}».")

for name in [name for name in os.environ if name.startswith("AVKLAR_") and not name.startswith("AVKLAR_TEST_")]:
    if name != "AVKLAR_SCREENSHOTS":
        del os.environ[name]  # the developer's own installation is none of the tests' business

NAMES = {"default": f"avklar_{FOLDER.name[-8:].lower()}", "keys": f"keys_{FOLDER.name[-8:].lower()}"}
VARIABLES = {"default": "DATABASE_URL", "keys": "KEYS_DATABASE_URL"}


def server_url(role: str, name: str) -> str:
    """The address of a database on the throw-away server, for one role."""
    return os.environ["AVKLAR_TEST_SERVER"].replace("%s", role, 1).replace("%s", name, 1)


def addresses(names: dict[str, str]) -> dict[str, str]:
    """The variables that make an installation use the databases called `names` (by alias) on that server."""
    roles = {"": "avklar_app", "OWNER_": "avklar_owner"}
    return {
        f"AVKLAR_{prefix}{VARIABLES[alias]}": server_url(role, name)
        for alias, name in names.items()
        for prefix, role in roles.items()
    }


KEY_FILE = FOLDER / "avklar.key"
KEY_FILE.touch(mode=0o600)
KEY_FILE.write_text(f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}\n")
os.environ.update(
    {
        "AVKLAR_DATA": str(FOLDER),
        "AVKLAR_KEY_FILE": str(KEY_FILE),
        "AVKLAR_SECRET": secrets.token_hex(32),
        "AVKLAR_LOG_LEVEL": "ERROR",
    }
)
if DATABASE == "postgresql":
    os.environ.update(addresses(NAMES))
    os.environ["AVKLAR_RETENTION_DATABASE_URL"] = server_url("avklar_retention", NAMES["default"])

from avklar.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow hashes prove nothing here
WHITENOISE_AUTOREFRESH = True  # else each client of each test would list all static files anew
