"""From the installation's key to the organisations' keys and secrets: wrapping, unwrapping, first use."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from django.db import transaction

from avklar.foundation.access.prepared import Prepared

from . import envelope, masterkeys
from .models import OrganisationKey, Secret
from .router import KEYS

INSTALLATION = UUID(int=0)


def organisation_context(organisation_id: UUID, version: int) -> str:
    """What an organisation key's envelope is bound to."""
    return f"organisation-key:{organisation_id}:{version}"


def secret_context(owner_id: UUID) -> str:
    """What a secret's envelope is bound to."""
    return f"secret:{owner_id}"


def unwrap_organisation(organisation_id: UUID, version: int, wrapped: bytes | memoryview, master_version: int) -> bytes:
    """Open one organisation key; raises Tampered or KeyFileError."""
    context = organisation_context(organisation_id, version)
    return envelope.decrypt(masterkeys.key(master_version), bytes(wrapped), context)


def ensure(organisation_ids: Iterable[UUID]) -> dict[UUID, tuple[int, bytes]]:
    """Newest key per organisation as (row id, key); makes the first version where none exists."""
    wanted = set(organisation_ids)
    found = _newest(wanted)
    for organisation_id in wanted - set(found):
        wrap_lasting(partial(create_version, organisation_id, 1))
    return {of: _open(row) for of, row in (found if len(found) == len(wanted) else _newest(wanted)).items()}


def secret(owner_id: UUID) -> bytes:
    """The stable secret of an organisation or of the installation; made on first use."""
    rows = _SECRET.rows(owner=owner_id)
    if not rows:
        wrap_lasting(partial(_create_secret, owner_id))
        rows = _SECRET.rows(owner=owner_id)
    wrapped, master_version = rows[0]
    return envelope.decrypt(masterkeys.key(master_version), bytes(wrapped), secret_context(owner_id))


def wrap_lasting(create: Callable[[int], None]) -> None:
    """Write something wrapped by the newest installation key, also while a rotation retires that version.

    The file is read again after the row is committed: if it has a newer version by then, the row is wrapped
    anew here. A rotation looks for rows after it has changed the file, so one of the two sees the other.
    """
    before = masterkeys.load()
    with transaction.atomic(using=KEYS, durable=True):
        create(before.newest)
    after = masterkeys.load()
    if before.newest != after.newest:
        rewrap(before.newest, before.keys[before.newest], after.newest)


def rewrap(old_version: int, old_key: bytes, new_version: int) -> int:
    """Wrap every organisation key and secret of one installation key by another; returns how many."""
    count = 0
    for row in OrganisationKey.objects.filter(master_version=old_version):
        context = organisation_context(row.organisation_id, row.version)
        wrapped = _wrapped_anew(bytes(row.wrapped), context, old_key, new_version)
        same = OrganisationKey.objects.filter(pk=row.pk, master_version=old_version)
        count += same.update(wrapped=wrapped, master_version=new_version)
    for kept in Secret.objects.filter(master_version=old_version):
        wrapped = _wrapped_anew(bytes(kept.wrapped), secret_context(kept.owner_id), old_key, new_version)
        unchanged = Secret.objects.filter(pk=kept.pk, master_version=old_version)
        count += unchanged.update(wrapped=wrapped, master_version=new_version)
    return count


def _wrapped_anew(wrapped: bytes, context: str, old_key: bytes, new_version: int) -> bytes:
    return envelope.encrypt(masterkeys.key(new_version), envelope.decrypt(old_key, wrapped, context), context)


def create_version(organisation_id: UUID, version: int, master_version: int) -> None:
    """Add one version of an organisation's key; a second writer of the same version changes nothing."""
    context = organisation_context(organisation_id, version)
    wrapped = envelope.encrypt(masterkeys.key(master_version), envelope.new_key(), context)
    row = OrganisationKey(
        organisation_id=organisation_id,
        version=version,
        wrapped=wrapped,
        master_version=master_version,
        born_master_version=master_version,
    )
    OrganisationKey.objects.bulk_create([row], ignore_conflicts=True)


def _create_secret(owner_id: UUID, master_version: int) -> None:
    wrapped = envelope.encrypt(masterkeys.key(master_version), envelope.new_key(), secret_context(owner_id))
    row = Secret(owner_id=owner_id, wrapped=wrapped, master_version=master_version)
    Secret.objects.bulk_create([row], ignore_conflicts=True)


_SECRET = Prepared(lambda slot: Secret.objects.filter(pk=slot.id("owner")).values_list("wrapped", "master_version"))
_OF_ONE = Prepared(
    lambda slot: OrganisationKey.objects.filter(organisation_id=slot.id("organisation")).order_by("version")
)


def _newest(organisation_ids: set[UUID]) -> dict[UUID, OrganisationKey]:
    if len(organisation_ids) == 1:
        rows: Iterable[OrganisationKey] = _OF_ONE.instances(organisation=next(iter(organisation_ids)))
    else:
        rows = OrganisationKey.objects.filter(organisation_id__in=organisation_ids).order_by("version")
    return {row.organisation_id: row for row in rows}


def _open(row: OrganisationKey) -> tuple[int, bytes]:
    return row.pk, unwrap_organisation(row.organisation_id, row.version, row.wrapped, row.master_version)
