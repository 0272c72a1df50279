"""Reads of municipalities and police districts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.prepared import Prepared
from avklar.people.organisations.cards import (
    OrganisationCard,
)
from avklar.people.organisations.models import (
    EmailDomain,
    Organisation,
    Service,
)
from avklar.people.organisations.queries.rows import card_of, in_force, in_order
from avklar.people.organisations.states import OrganisationKind

_ONE = Prepared(
    lambda slot: Organisation.objects.filter(pk=slot.id("organisation")).values_list(
        "pk", "kind", "number", "name", "language", "population", "phone"
    )
)


def organisation(organisation_id: UUID) -> OrganisationCard:
    """The organisation; NotFound if there is none."""
    rows = _ONE.rows(organisation=organisation_id)
    if not rows:
        raise NotFound
    identity, kind, *rest = rows[0]
    return OrganisationCard(identity, OrganisationKind(kind), *rest)


def organisations(ids: Collection[UUID]) -> dict[UUID, OrganisationCard]:
    """The organisations with these ids, in one query; unknown ids are left out."""
    return {row.pk: card_of(row) for row in Organisation.objects.filter(pk__in=ids)} if ids else {}


def municipalities(district_id: UUID | None = None, on: date | None = None) -> list[OrganisationCard]:
    """All municipalities, or those a district serves on a day (today); in Norwegian alphabetical order."""
    rows = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY)
    if district_id is not None:
        served = in_force(Service.objects.filter(district_id=district_id), on).values("municipality_id")
        rows = rows.filter(pk__in=served)
    return in_order(rows)


def served(district_id: UUID, on: date | None = None) -> QuerySet[Service, UUID]:
    """The ids of the municipalities a district serves on a day (today), to be looked for inside another query."""
    return in_force(Service.objects.filter(district_id=district_id), on).values_list("municipality_id", flat=True)


def districts() -> list[OrganisationCard]:
    """All police districts, in Norwegian alphabetical order."""
    return in_order(Organisation.objects.filter(kind=OrganisationKind.POLICE_DISTRICT))


def site() -> OrganisationCard:
    """The police district that the public pages speak for: the installation's first. NotFound before there is one."""
    row = Organisation.objects.filter(kind=OrganisationKind.POLICE_DISTRICT).order_by("created", "pk").first()
    if row is None:
        raise NotFound
    return card_of(row)


def district_of(municipality_id: UUID, on: date | None = None) -> OrganisationCard | None:
    """The police district that serves the municipality on a day (today), or None."""
    served = in_force(Service.objects.filter(municipality_id=municipality_id), on)
    row = served.select_related("district").order_by("-valid_from", "pk").first()
    return card_of(row.district) if row else None


def email_domains(organisation_id: UUID) -> list[str]:
    """The domains whose owners may come in by a one-time link."""
    return list(
        EmailDomain.objects.filter(organisation_id=organisation_id).order_by("domain").values_list("domain", flat=True)
    )


def organisation_of_domain(domain: str) -> UUID | None:
    """The organisation that lists the domain of work e-mail, or None."""
    return EmailDomain.objects.filter(domain=domain.lower()).values_list("organisation_id", flat=True).first()
