"""Makes an installation ready to start: folder, key file, secret, both databases. Safe to run again."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from avklar.config import databases
from avklar.config.environment import BadSetting
from avklar.foundation.vault import checks, masterkeys
from avklar.foundation.vault.errors import VaultUnusable


def prepare(progress: databases.Progress = lambda step: None) -> None:
    """Everything that `avklar serve` asks for. `progress` is told the code of each step: default, keys, vault.

    A key file is made only where the keys database is new: in place of a lost one it would only hide the loss.
    """
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_secret()
    databases.prepare(progress)
    progress("vault")
    try:
        if not _has_key() and checks.is_new():
            masterkeys.create_key_file(_key_file())
        checks.install()
    except VaultUnusable as error:
        raise BadSetting(_("Avklar kan ikke gjøres klar: %(reason)s") % {"reason": error}) from None


def _has_key() -> bool:
    return bool(settings.AVKLAR_MASTER_KEYS) or _key_file().exists()


def _key_file() -> Path:
    return Path(str(settings.AVKLAR_KEY_FILE))


def _make_secret() -> None:
    """Signs cookies and links; random, and never inside a database or a repository."""
    if settings.HAS_SECRET:
        return
    settings.SECRET_KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(settings.SECRET_KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    settings.SECRET_KEY, settings.HAS_SECRET = settings.SECRET_KEY_FILE.read_text().strip(), True
