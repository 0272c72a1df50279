"""Takes an ended consultation away at its date: the key of both organisations first, then every row (R12)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from avklar.followup.consultations import counts
from avklar.followup.consultations.models import Access, Consultation, Message, Ownership, Tally
from avklar.foundation.access.actor import Actor
from avklar.foundation.clock.quarters import quarter_of
from avklar.foundation.vault import keys


def dispose(actor: Actor, *, object_id: UUID, verb: str) -> bool:
    """Remove the consultation that the ownership row `object_id` leads to. Inside `writing(actor)`; safe to repeat.

    The owner's row goes last: it is what lets the others be removed (row-level security). False when nothing was there.
    """
    ownership = Ownership.objects.filter(pk=object_id, organisation_id=actor.organisation).first()
    if ownership is None:
        return False
    consultation_id = ownership.consultation_id
    keys.destroy(consultation_id)
    consultation = Consultation.objects.filter(pk=consultation_id).first()
    if consultation is not None:
        _count(ownership.organisation_id, consultation)
    Message.objects.filter(consultation_id=consultation_id).delete()
    Consultation.objects.filter(pk=consultation_id).delete()
    Access.objects.filter(consultation_id=consultation_id).delete()
    ownership.delete()
    return True


def _count(organisation_id: UUID, consultation: Consultation) -> None:
    """One more in the counts that remain with the organisation that asked."""
    for topic, category in counts.facts(consultation.setting, consultation.concluded_at).items():
        cell = {"organisation_id": organisation_id, "quarter": quarter_of(consultation.asked_at)}
        cell |= {"topic": topic, "category": category}
        Tally.objects.bulk_create([Tally(**cell)], ignore_conflicts=True)
        Tally.objects.filter(**cell).update(number=F("number") + 1)
