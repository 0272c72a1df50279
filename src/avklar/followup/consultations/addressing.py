"""Where a note about an answer goes. The asker's address is sealed under the installation's key, also when not hidden,

so that the asked side's program can send a note to somebody it can't see (R2).
"""

from __future__ import annotations

from uuid import UUID

from avklar.foundation.vault import keys
from avklar.people.organisations import queries as people

PURPOSE = "consultation-answer"


def seal(consultation_id: UUID, *, organisation_id: UUID, user_id: UUID) -> bytes:
    """The asker's organisation and person, readable only for the machine and only for this consultation."""
    return keys.encrypt(organisation_id.bytes + user_id.bytes, purpose=PURPOSE, context=str(consultation_id))


def to_notify(consultation_id: UUID, sealed: bytes) -> list[UUID]:
    """Who gets the note: the asker, or while the asker is away those who receive for the municipality (R18)."""
    plain = keys.decrypt(bytes(sealed), purpose=PURPOSE, context=str(consultation_id))
    organisation_id, user_id = UUID(bytes=plain[:16]), UUID(bytes=plain[16:])
    receiving = [person.id for person in people.receivers(organisation_id).people]
    return [user_id] if user_id in receiving or not receiving else receiving
