"""Loads Django for a command, and checks the installation where the command reads or writes data."""

from __future__ import annotations

import os


def load() -> None:
    """Load settings and rooms. A missing or bad setting ends the command with one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "avklar.config.settings")
    os.umask(0o027)  # databases and keys are nobody else's business
    import django

    django.setup()


def verified() -> None:
    """Load, and refuse to go on unless secret, key and databases belong together."""
    load()
    from avklar.config import startup

    startup.verify()
