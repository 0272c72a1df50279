"""Changes all wrapping keys: the installation's, the organisations' and the wraps of every record key.

May be killed at any point and run again: every row says which version wraps it, and more than one version in
the key file means that a rotation is under way. The texts themselves aren't touched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, ProtectedError, QuerySet
from django.utils.translation import gettext

from . import checks, envelope, keys, masterkeys, ring
from .errors import VaultUnusable
from .models import Installation, OrganisationKey, WrappedRecordKey
from .residue import scrub
from .router import KEYS

Progress = Callable[[str, int, int], None]
"""Called with a step's code ("master", "organisations", "records", "finish"), how many are done, and of how many."""

BATCH = 500


@dataclass(frozen=True)
class Summary:
    """What a rotation did. Older backups of the keys database need `retired` versions to be read."""

    version: int
    organisations: int
    records: int
    retired: tuple[int, ...]


def rotate(progress: Progress) -> Summary:
    """Rotate all wrapping keys, or finish a rotation that was cut off.

    A key file gets its new version here; keys from the environment must be given one first, or VaultUnusable.
    """
    before = masterkeys.load()
    target = _target_version(before)
    progress("master", 0, 1)
    retired = tuple(version for version in before.keys if version != target)
    _rewrap_master(retired, target)
    progress("master", 1, 1)
    organisations = _new_organisation_keys(target, progress)
    records = _rewrap_records(progress)
    progress("finish", 0, 1)
    _drop_unused_organisation_keys(progress)
    _retire(retired, target)
    scrub()
    progress("finish", 1, 1)
    return Summary(target, organisations, records, retired)


def _target_version(current: masterkeys.Ring) -> int:
    """The version to reach; adds one to the key file unless an unfinished rotation has done so."""
    if len(current.keys) > 1:
        return current.newest
    if settings.AVKLAR_MASTER_KEYS:
        raise VaultUnusable(
            gettext("Legg en ny versjon av nøkkelen til i AVKLAR_MASTER_KEYS, og kjør kommandoen igjen.")
        )
    version = current.newest + 1
    masterkeys.replace_key_file(
        Path(str(settings.AVKLAR_KEY_FILE)), masterkeys.Ring({**current.keys, version: envelope.new_key()})
    )
    masterkeys.load()
    return version


def _rewrap_master(old_versions: tuple[int, ...], target: int) -> None:
    for version in old_versions:
        ring.rewrap(version, masterkeys.key(version), target)
    for row in Installation.objects.exclude(master_version=target):
        context = checks.canary_context(row.installation_id)
        plain = envelope.decrypt(masterkeys.key(row.master_version), bytes(row.canary), context)
        canary = envelope.encrypt(masterkeys.key(target), plain, context)
        Installation.objects.filter(pk=row.pk).update(canary=canary, master_version=target)


def _new_organisation_keys(target: int, progress: Progress) -> int:
    """One new version per organisation whose newest key was made before this rotation."""
    rows = OrganisationKey.objects.values("organisation_id").annotate(
        newest=Max("version"), born=Max("born_master_version")
    )
    old = list(rows.filter(born__lt=target).order_by("organisation_id"))
    for done, row in enumerate(old):
        progress("organisations", done, len(old))
        with transaction.atomic(using=KEYS, durable=True):
            ring.create_version(row["organisation_id"], row["newest"] + 1, target)
    progress("organisations", len(old), len(old))
    return len(old)


def _rewrap_records(progress: Progress) -> int:
    """Until no record key is wrapped by an older organisation key: servers go on writing meanwhile."""
    total, done = WrappedRecordKey.objects.filter(organisation_key__in=_outdated()).count(), 0
    progress("records", 0, total)
    while old_keys := list(_outdated().filter(wrappedrecordkey__isnull=False).distinct()):
        for old in old_keys:
            for count in _rewrap_under(old):
                done += count
                progress("records", min(done, total), total)
    return done


def _rewrap_under(old: OrganisationKey) -> Iterator[int]:
    outer = ring.unwrap_organisation(old.organisation_id, old.version, old.wrapped, old.master_version)
    newest = ring.ensure([old.organisation_id])[old.organisation_id]
    rows = WrappedRecordKey.objects.filter(organisation_key=old).order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        with transaction.atomic(using=KEYS, durable=True):
            for row in batch:
                _rewrap_record(row, outer, *newest)
        last = batch[-1].pk
        yield len(batch)


def _rewrap_record(row: WrappedRecordKey, outer: bytes, newest_id: int, newest_key: bytes) -> None:
    record = keys.Record(row.organisation_id, row.record_id)
    context = keys.wrap_context(record, sealed=row.sealed_at is not None)
    plain = envelope.decrypt(outer, bytes(row.wrapped), context)
    wrapped = envelope.encrypt(newest_key, plain, context)
    # only if nobody sealed or destroyed it meanwhile; what was sealed is found again in the next round
    same = WrappedRecordKey.objects.filter(pk=row.pk, wrapped=bytes(row.wrapped))
    same.update(wrapped=wrapped, organisation_key_id=newest_id)


def _outdated() -> QuerySet[OrganisationKey]:
    newer = OrganisationKey.objects.filter(organisation_id=OuterRef("organisation_id"), version__gt=OuterRef("version"))
    return OrganisationKey.objects.filter(Exists(newer)).order_by("pk")


def _drop_unused_organisation_keys(progress: Progress) -> None:
    """Without the old organisation keys, remains of wrapped record keys on disk and in backups are noise."""
    while True:
        try:
            with transaction.atomic(using=KEYS, durable=True):
                _outdated().delete()
            return
        except (IntegrityError, ProtectedError):
            _rewrap_records(progress)  # a server wrote under an old key at the last moment


def _retire(old_versions: tuple[int, ...], target: int) -> None:
    """Take the old versions out of the key file, once nothing is wrapped by them any more."""
    ring_ = masterkeys.load()
    for version in old_versions:
        ring.rewrap(version, ring_.keys[version], target)
    if old_versions and not settings.AVKLAR_MASTER_KEYS:
        path = Path(str(settings.AVKLAR_KEY_FILE))
        masterkeys.replace_key_file(path, masterkeys.Ring({target: ring_.keys[target]}))
        masterkeys.load()
