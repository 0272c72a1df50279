"""How far an actor reaches: the only way from a person to a disclosure, through the access table (R7).

Sender's side: those named in the case it came from. Receiver's side: the one it was sent to, in a municipality those
who receive, at the police the specialist too; and those named in the own case it was tied to.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from avklar.followup.cases import queries as cases
from avklar.followup.disclosures.models import Access, Link, Ownership
from avklar.followup.disclosures.states import Box, Side
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import RECEIVERS, Role


def access_of(actor: Actor, disclosure_id: UUID) -> Access:
    """The actor's way to the disclosure; NotFound unless the actor takes part."""
    actor.must(Permission.DISCLOSURE_READ)
    way = (_sent(actor) | _received(actor) | _tied(actor)) & Q(disclosure_id=disclosure_id)
    access = Access.objects.filter(way, organisation_id=actor.organisation).select_related("disclosure").first()
    if access is None:
        raise NotFound
    return access


def in_box(actor: Actor, box: Box) -> QuerySet[Access]:
    """What the actor sent, or what was sent to the actor."""
    actor.must(Permission.DISCLOSURE_READ)
    way = _sent(actor) if box is Box.OUT else _received(actor)
    return Access.objects.filter(way, organisation_id=actor.organisation)


def waiting(actor: Actor) -> QuerySet[Access]:
    """Those where it is the actor's side's turn, both ways."""
    actor.must(Permission.DISCLOSURE_READ)
    mine = (_sent(actor) & Q(disclosure__turn=Side.OWNER)) | (_received(actor) & Q(disclosure__turn=Side.RECEIVER))
    return Access.objects.filter(mine, organisation_id=actor.organisation)


def of_own_case(actor: Actor, case_id: UUID) -> QuerySet[Access]:
    """What went out from one of the actor's cases, or was tied to it; nothing for a case one isn't named in."""
    actor.must(Permission.DISCLOSURE_READ)
    one = {"case_id": case_id, "case_id__in": cases.named(actor)}
    here = Exists(_own(actor, Ownership, **one)) | Exists(_own(actor, Link, **one))
    return Access.objects.filter(here, organisation_id=actor.organisation)


def _sent(actor: Actor) -> Q:
    return Q(Exists(_own(actor, Ownership, case_id__in=cases.named(actor))), side=Side.OWNER)


def _tied(actor: Actor) -> Q:
    return Q(Exists(_own(actor, Link, case_id__in=cases.named(actor))), side=Side.RECEIVER)


def _received(actor: Actor) -> Q:
    if Role.POLICE_RADICALISATION_CONTACT in actor.roles:
        return Q(side=Side.RECEIVER)
    if actor.roles & RECEIVERS:
        return Q(side=Side.RECEIVER, user_id__isnull=True)
    return Q(side=Side.RECEIVER, user_id=actor.person)


def _own(actor: Actor, model: type[Ownership] | type[Link], **columns: object) -> QuerySet[Ownership] | QuerySet[Link]:
    """Rows of the own organisation about the access row around."""
    return model.objects.filter(organisation_id=actor.organisation, disclosure_id=OuterRef("disclosure_id"), **columns)
