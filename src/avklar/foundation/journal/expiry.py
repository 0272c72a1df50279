"""Expired months leave as a whole, through one role (R13): the only way any row ever leaves the journal.

PostgreSQL: as the role `avklar_retention` (`AVKLAR_RETENTION_DATABASE_URL`), which the web server lacks; a trigger
lets nobody else delete, and nothing younger than a year. SQLite has no roles: the trigger is taken away and put back
inside the one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import dj_database_url
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils.translation import gettext

from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import SETTING, scope, writing
from avklar.foundation.access.tenants import kinds
from avklar.foundation.journal import triggers
from avklar.foundation.journal.actions import write
from avklar.foundation.journal.chain import seal_of
from avklar.foundation.journal.keyring import chain_key
from avklar.foundation.journal.models import Entry, Head
from avklar.foundation.journal.segments import earliest_limit, expired_before

ALIAS = "journal_retention"


class NotAllowed(RuntimeError):
    """Expired segments can't be removed this way; the message is one sentence for the operator."""


@dataclass(frozen=True)
class Expired:
    """What left, or would leave: all segments of an organisation older than `before`."""

    organisation_id: UUID
    before: str
    segments: tuple[str, ...]
    rows: int


def available() -> bool:
    """True when this process may remove expired segments: on SQLite, or with the retention role's address."""
    return connection.vendor == "sqlite" or bool(settings.AVKLAR_RETENTION_DATABASE_URL)


def drop_expired(before: str | None = None, *, simulate: bool = False) -> list[Expired]:
    """Remove every organisation's segments older than `before` ("2025-11"), or than its own period when not given.

    Leaves a journal row that says so. Raises NotAllowed when `before` is younger than the law allows, or when the role
    is missing.
    """
    if before is not None and before > earliest_limit(clock.today()):
        raise NotAllowed(gettext("Loggen må beholdes i minst ett år."))
    found = []
    for organisation_id, kind in kinds().items():
        expired = _expired(organisation_id, before or expired_before(kind, clock.today()))
        if expired.segments:
            found.append(expired)
            if not simulate:
                _drop(expired)
    return found


def _expired(organisation_id: UUID, before: str) -> Expired:
    with scope(organisation_id):
        rows = Entry.objects.filter(organisation_id=organisation_id, segment__lt=before)
        segments = rows.order_by("segment").values_list("segment", flat=True).distinct()
        return Expired(organisation_id, before, tuple(segments), rows.count())


def _drop(expired: Expired) -> None:
    """Say it first, so that a kept row follows what leaves; then remove."""
    actor = machine(expired.organisation_id)
    of = expired.organisation_id
    with writing(actor):
        write(actor, "expired", kind="journal", object_id=of, reason=f"before-{expired.before}")
        if connection.vendor == "sqlite":
            with _without_delete_trigger():
                _remove(expired, "default")
    if connection.vendor == "postgresql":
        with _retention_role(of):
            _remove(expired, ALIAS)


def _remove(expired: Expired, alias: str) -> None:
    of = expired.organisation_id
    head = Head.objects.using(alias).select_for_update().get(pk=of)
    rows = Entry.objects.using(alias).filter(organisation_id=of)
    first = rows.filter(segment__gte=expired.before).order_by("segment", "number").values_list("segment", "previous")[0]
    oldest, opening = first[0], bytes(first[1])
    seal = seal_of(
        chain_key(of),
        of,
        segment=head.segment,
        number=head.number,
        mac=bytes(head.mac),
        oldest=oldest,
        opening=opening,
    )
    rows.filter(segment__lt=expired.before)._raw_delete(alias)
    Head.objects.using(alias).filter(pk=of).update(oldest=oldest, opening=opening, seal=seal)


@contextmanager
def _without_delete_trigger() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(triggers.SQLITE_LET_DELETE)
        yield
        cursor.execute(triggers.SQLITE_NO_DELETE)


@contextmanager
def _retention_role(organisation_id: UUID) -> Iterator[None]:
    """One transaction as the retention role, in the organisation's scope."""
    if not available():
        raise NotAllowed(
            gettext("Sett AVKLAR_RETENTION_DATABASE_URL: bare rollen avklar_retention kan fjerne gamle logger.")
        )
    address = dj_database_url.parse(settings.AVKLAR_RETENTION_DATABASE_URL)
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    own = {name: address[name] for name in names}  # type: ignore[literal-required]
    connections[ALIAS] = type(connections["default"])({**connection.settings_dict, **own, "OPTIONS": {}}, ALIAS)
    try:
        with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(organisation_id)])
            yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
