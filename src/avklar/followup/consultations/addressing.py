"""Where a note to the other side goes, and where it leads.

The asker's address is sealed under the installation's key: the asked side sends a note to somebody it can't see (R2).
"""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from avklar.followup.consultations import parties
from avklar.followup.consultations.models import Access
from avklar.followup.consultations.states import Side
from avklar.foundation.vault import keys
from avklar.people.organisations import queries as people

PURPOSE = "consultation-answer"


def seal(consultation_id: UUID, *, organisation_id: UUID, user_id: UUID) -> bytes:
    """The asker's organisation and person, readable only for the machine and only for this consultation."""
    return keys.encrypt(organisation_id.bytes + user_id.bytes, purpose=PURPOSE, context=str(consultation_id))


def _asker(consultation_id: UUID, sealed: bytes) -> list[UUID]:
    """Who gets the note: the asker, or while the asker is away those who receive for the municipality (R18)."""
    plain = keys.decrypt(bytes(sealed), purpose=PURPOSE, context=str(consultation_id))
    organisation_id, user_id = UUID(bytes=plain[:16]), UUID(bytes=plain[16:])
    receiving = [person.id for person in people.receivers(organisation_id).people]
    return [user_id] if user_id in receiving or not receiving else receiving


def others(access: Access) -> list[UUID]:
    """Who on the other side gets a note."""
    row = access.consultation
    if access.side == Side.RECEIVER:
        return _asker(row.pk, bytes(row.answer_to))
    if row.receiver_id is not None:
        return [row.receiver_id]
    return parties.receiving(row.receiver_organisation_id)


def link(access: Access) -> str:
    """Where the other side's note leads. A hidden sender's to the list: no note ties a person to the consultation."""
    if access.side == Side.RECEIVER and access.consultation.hidden_sender:
        return reverse("consultations:list")
    return page(access.consultation_id)


def page(consultation_id: UUID) -> str:
    """The consultation's own address."""
    return reverse("consultations:page", args=[consultation_id])
