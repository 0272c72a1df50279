"""Is this installation fit to start? Every doubt ends the process with one sentence, before anything is written."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from avklar.config.databases import ALIASES, ROOMS
from avklar.config.environment import BadSetting
from avklar.foundation import clock
from avklar.foundation.vault import checks
from avklar.foundation.vault.errors import VaultUnusable
from avklar.people.organisations import installation


def verify() -> None:
    """Raise SystemExit with one sentence unless secret, databases, keys and clock are as they must be."""
    _secret()
    _databases_answer()
    try:
        checks.verify()
    except VaultUnusable as error:
        raise BadSetting(_("Avklar starter ikke: %(reason)s") % {"reason": error}) from None
    _set_clock()


def verify_tables() -> None:
    """Raise SystemExit unless both databases have all tables of this version."""
    for alias in ALIASES:
        executor = MigrationExecutor(connections[alias])
        latest = executor.loader.graph.leaf_nodes()
        if executor.migration_plan([each for each in latest if not ROOMS[alias] or each[0] in ROOMS[alias]]):
            raise BadSetting(
                _("Avklar starter ikke: databasen er ikke gjort klar for denne versjonen; kjør «avklar prepare».")
            )


def _secret() -> None:
    if not settings.HAS_SECRET:
        raise BadSetting(_("Avklar starter ikke: sett AVKLAR_SECRET, eller kjør «avklar prepare», som lager en."))
    if len(settings.SECRET_KEY) < 32:
        raise BadSetting(_("Avklar starter ikke: AVKLAR_SECRET må ha minst 32 tegn."))


def _databases_answer() -> None:
    for alias in ALIASES:
        if connections[alias].vendor == "sqlite" and not _has_content(Path(connections[alias].settings_dict["NAME"])):
            raise BadSetting(  # SQLite would quietly begin a new one
                _("Avklar starter ikke: databasen %(path)s finnes ikke; kjør «avklar prepare».")
                % {"path": connections[alias].settings_dict["NAME"]}
            )
        logging.disable(logging.WARNING)  # the pool tells of each try; one sentence is enough
        try:
            connections[alias].ensure_connection()
        except DatabaseError:
            raise BadSetting(_("Avklar starter ikke: databasen «%(name)s» svarer ikke.") % {"name": alias}) from None


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _set_clock() -> None:
    if settings.AVKLAR_DEMO_CLOCK is None:
        return
    if not installation.is_demo():
        raise BadSetting(_("Avklar starter ikke: AVKLAR_DEMO_CLOCK kan bare brukes på en demo laget av «avklar demo»."))
    clock.start_at(settings.AVKLAR_DEMO_CLOCK)
