"""Is the vault the right one? Run before anything else; a doubt stops the start and writes nothing."""

from pathlib import Path
from uuid import UUID

from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext

from avklar.foundation import clock

from . import envelope, masterkeys
from .errors import KeyFileError, Tampered, VaultUnusable
from .models import Installation, KeysMark, OrganisationKey, Secret
from .router import KEYS


def verify() -> None:
    """Raise VaultUnusable with one sentence unless key, keys database and data database belong together."""
    masterkeys.load()
    _database_file_exists()
    installation, mark = _read()
    if installation is None:
        raise VaultUnusable(
            gettext("Nøkkeldatabasen er tom, men dataene trenger den som hører til.")
            if mark
            else gettext("Nøkkeldatabasen er ikke gjort klar; kjør «avklar prepare».")
        )
    _open_canary(installation)
    if mark is None or mark.installation_id != installation.installation_id:
        raise VaultUnusable(gettext("Nøkkeldatabasen hører til en annen installasjon enn dataene."))


def install() -> None:
    """Join a new keys database and a new data database under the installation's key. Safe to repeat.

    Refuses with VaultUnusable when one of them already belongs to something else.
    """
    ring = masterkeys.load()
    _database_file_exists()
    installation, mark = _read()
    if installation is None:
        if mark or Secret.objects.exists() or OrganisationKey.objects.exists():
            raise VaultUnusable(gettext("Nøkkeldatabasen hører til en annen installasjon enn dataene."))
        installation = _new_installation(clock.new_id(), ring.newest)
    _open_canary(installation)
    if mark is None and OrganisationKey.objects.exists():
        raise VaultUnusable(gettext("Nøkkeldatabasen hører til en annen installasjon enn dataene."))
    if mark is None:
        KeysMark.objects.create(installation_id=installation.installation_id)
    verify()


def is_new() -> bool:
    """True when neither database belongs to an installation yet."""
    return _read() == (None, None)


def canary_context(installation_id: UUID) -> str:
    """What the canary is bound to."""
    return f"installation:{installation_id}"


def _new_installation(installation_id: UUID, version: int) -> Installation:
    canary = envelope.encrypt(masterkeys.key(version), b"avklar", canary_context(installation_id))
    with transaction.atomic(using=KEYS, durable=True):
        return Installation.objects.create(installation_id=installation_id, canary=canary, master_version=version)


def _open_canary(installation: Installation) -> None:
    context = canary_context(installation.installation_id)
    try:
        envelope.decrypt(masterkeys.key(installation.master_version), bytes(installation.canary), context)
    except (Tampered, KeyFileError):
        raise VaultUnusable(gettext("Nøkkelen er ikke den som nøkkeldatabasen er låst med.")) from None


def _read() -> tuple[Installation | None, KeysMark | None]:
    try:
        return Installation.objects.first(), KeysMark.objects.first()
    except DatabaseError:
        raise VaultUnusable(
            gettext("Nøkkeldatabasen mangler eller er ikke gjort klar; kjør «avklar prepare».")
        ) from None


def _database_file_exists() -> None:
    """SQLite would quietly make an empty file in place of a lost one."""
    connection = connections[KEYS]
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name.startswith("file:") or name == ":memory:":
        return
    if not Path(name).exists():
        raise VaultUnusable(gettext("Nøkkeldatabasen %(path)s finnes ikke.") % {"path": name})
