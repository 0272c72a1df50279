"""Reads of agreements: for the two organisations that made one, and as a standing for the whole district."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db.models import Value

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.vault import secrets
from avklar.people.organisations import agreements
from avklar.people.organisations.agreements import AgreementStanding, Evaluation, Version
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.models import AgreementEvaluation, AgreementVersion
from avklar.people.organisations.queries.places import district_of, municipalities, organisation
from avklar.people.organisations.states import OrganisationKind

PURPOSE = "agreement"
_VERSION = (
    *("pk", "position", "valid_from", "valid_to", "goals", "archive", "file_name", "file_size"),
    *("entered_by", "entered_for", "entered_at"),
)
NAMES = tuple(each.name for each in fields(Version))
_EVALUATION = ("position", "held_on", "worked", "changes", "held_by", "entered_by", "entered_at")


@dataclass(frozen=True)
class Pair:
    """The two sides of an agreement."""

    district: OrganisationCard
    municipality: OrganisationCard


def pairs(actor: Actor) -> list[Pair]:
    """The agreements that the actor's organisation is, or could be, a side of; in Norwegian alphabetical order."""
    actor.must(Permission.NETWORK_SEE)
    own = organisation(actor.organisation)
    if own.kind == OrganisationKind.POLICE_DISTRICT:
        return [Pair(own, each) for each in municipalities(own.id)]
    district = district_of(own.id)
    return [Pair(district, own)] if district else []


def pair(actor: Actor, municipality_id: UUID) -> Pair:
    """The sides of one municipality's agreement; NotFound unless the actor acts for one of them."""
    for each in pairs(actor):
        if each.municipality.id == municipality_id:
            return each
    raise NotFound


def versions(sides: Pair) -> list[Version]:
    """Every version, the newest first; without the files."""
    rows = AgreementVersion.objects.filter(district_id=sides.district.id, municipality_id=sides.municipality.id)
    found = rows.order_by("-position").values_list(*_VERSION)
    return [Version(**{**dict(zip(NAMES, row, strict=True)), "goals": tuple(row[4])}) for row in found]


def evaluations(sides: Pair) -> list[Evaluation]:
    """Every evaluation, the newest first."""
    rows = AgreementEvaluation.objects.filter(district_id=sides.district.id, municipality_id=sides.municipality.id)
    return [Evaluation(*row) for row in rows.order_by("-held_on", "-position").values_list(*_EVALUATION)]


def agreement_file(actor: Actor, municipality_id: UUID, version_id: UUID) -> bytes:
    """The signed file of one version; NotFound unless the actor acts for a side of it."""
    sides = pair(actor, municipality_id)
    row = AgreementVersion.objects.filter(
        pk=version_id, district_id=sides.district.id, municipality_id=municipality_id
    ).first()
    if row is None:
        raise NotFound
    return secrets.decrypt(bytes(row.file), purpose=PURPOSE, context=str(row.pk))


def agreement_standing(district_id: UUID, on: date | None = None) -> dict[UUID, AgreementStanding]:
    """Each municipality's agreement with the district on a day (today), by id; none, no entry. One query."""
    day = on or clock.today()
    periods: dict[UUID, list[tuple[int, date, date]]] = defaultdict(list)
    held: dict[UUID, list[date]] = defaultdict(list)
    versions = AgreementVersion.objects.filter(district_id=district_id).values_list(
        "municipality_id", "position", "valid_from", "valid_to"
    )
    evaluations = AgreementEvaluation.objects.filter(district_id=district_id).values_list(
        "municipality_id", Value(0), "held_on", "held_on"
    )
    for place, position, first, last in versions.union(evaluations, all=True):
        if position:
            periods[place].append((position, first, last))
        else:
            held[place].append(first)
    found = {place: agreements.standing(entries, held[place], day) for place, entries in periods.items()}
    return {place: each for place, each in found.items() if each is not None}
