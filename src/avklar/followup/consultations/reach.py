"""How far an actor reaches: the only way from a person to a consultation, through the access table."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from avklar.followup.consultations.models import Access
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import RECEIVERS


def access_of(actor: Actor, consultation_id: UUID) -> Access:
    """The actor's way to the consultation; NotFound unless the actor takes part."""
    access = mine(actor).filter(consultation_id=consultation_id).select_related("consultation").first()
    if access is None:
        raise NotFound
    return access


def mine(actor: Actor) -> QuerySet[Access]:
    """What the actor takes part in: as one of the municipality's contacts (R18), or as the person who was asked."""
    actor.must(Permission.CONSULTATION_READ)
    way = Q(user_id__isnull=True) if actor.roles & RECEIVERS else Q(user_id=actor.person)
    return Access.objects.filter(way, organisation_id=actor.organisation)
