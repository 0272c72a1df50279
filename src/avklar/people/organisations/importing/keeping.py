"""The lines of a file while somebody looks them over: encrypted, the owner's alone, gone after a day or when done."""

from __future__ import annotations

import json
import zlib
from datetime import timedelta
from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.vault import secrets
from avklar.people.organisations.importing.lines import Line
from avklar.people.organisations.lengths import LONGEST_SOURCE
from avklar.people.organisations.models import ContactImport

KEPT_FOR = timedelta(days=1)
PURPOSE = "contact-import"


def keep(actor: Actor, lines: list[Line], *, source: str) -> UUID:
    """Keep the lines for a day; the import's id. What the same person had waiting is thrown away."""
    import_id, now = clock.new_id(), clock.now()
    body = zlib.compress(json.dumps([line.packed() for line in lines]).encode())
    ContactImport.objects.filter(owner=actor.person, organisation_id=actor.organisation, done_at=None).delete()
    ContactImport.objects.create(
        id=import_id,
        organisation_id=actor.organisation,
        owner=actor.person,
        source=source[:LONGEST_SOURCE],
        body=secrets.encrypt(body, purpose=PURPOSE, context=str(import_id), organisation_id=actor.organisation),
        created=now,
        expires=now + KEPT_FOR,
    )
    return import_id


def waiting(actor: Actor, import_id: UUID) -> tuple[str, list[Line]]:
    """(source, lines) of the actor's own import that is neither done nor too old; NotFound otherwise."""
    row = ContactImport.objects.filter(
        pk=import_id, owner=actor.person, organisation_id=actor.organisation, done_at=None, expires__gt=clock.now()
    ).first()
    if row is None:
        raise NotFound
    body = secrets.decrypt(bytes(row.body), purpose=PURPOSE, context=str(import_id), organisation_id=actor.organisation)
    return row.source, [Line(*packed) for packed in json.loads(zlib.decompress(body))]


def finish(actor: Actor, import_id: UUID) -> bool:
    """The lines are written, and gone from here. True for the one caller that finished it."""
    rows = ContactImport.objects.filter(
        pk=import_id, owner=actor.person, organisation_id=actor.organisation, done_at=None
    )
    return bool(rows.update(done_at=clock.now(), body=b""))


def is_done(actor: Actor, import_id: UUID) -> bool:
    """Whether the actor's import has been written already: a second click changes nothing."""
    rows = ContactImport.objects.filter(pk=import_id, owner=actor.person, done_at__isnull=False)
    return rows.exists()
