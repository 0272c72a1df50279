"""The organisation itself: first set-up, municipalities from a list, domains of work e-mail, who serves whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.people.organisations import installation
from avklar.people.organisations.actions import invitations, memberships
from avklar.people.organisations.models import EmailDomain, Organisation, Service
from avklar.people.organisations.shipped import MunicipalityRow
from avklar.people.organisations.states import InstallationKind, OrganisationKind

_DOMAIN = re.compile(r"(?=.{4,120}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
EVERYBODYS_DOMAINS = frozenset(
    {
        *("gmail.com", "googlemail.com", "hotmail.com", "hotmail.no", "outlook.com", "live.com", "live.no", "msn.com"),
        *("yahoo.com", "yahoo.no", "icloud.com", "me.com", "proton.me", "protonmail.com", "online.no", "getmail.no"),
    }
)
"""Domains where anybody can have an address: listing one would let everybody in."""


@dataclass(frozen=True)
class FirstAccount:
    """Somebody to invite at set-up: to which municipality (its number; empty: the district), and as what."""

    municipality_number: str
    email: str
    role: Role


@dataclass(frozen=True)
class SetUp:
    """What the first set-up made."""

    district_id: UUID
    administrator_id: UUID


def set_up(
    *,
    district_number: str,
    district_name: str,
    municipalities: Sequence[MunicipalityRow],
    name: str,
    email: str,
    password: str,
    kind: InstallationKind = InstallationKind.REAL,
    accounts: Iterable[FirstAccount] = (),
) -> SetUp:
    """The first start: the district, its municipalities, the first administrator first invitations. Once only."""
    user_id, district_id = clock.new_id(), clock.new_id()
    actor = Actor(user_id, district_id, frozenset({Role.ADMINISTRATOR}), second_factor=True)
    with writing(actor):
        if installation.kind() not in (None, kind) or Organisation.objects.exists():
            raise Conflict(_("Avklar er satt opp allerede."))
        installation.record(kind)
        Organisation.objects.create(
            id=district_id, kind=OrganisationKind.POLICE_DISTRICT, number=district_number, name=district_name
        )
        get_user_model().objects.create_user(email, password, id=user_id, name=name, acting_for=district_id)
        membership = memberships.add(district_id, user_id=user_id, role=Role.ADMINISTRATOR, granted_by=None)
        ids = bring_in(district_id, municipalities)
        journal.write(actor, "set-up", kind="membership", object_id=membership.pk, reason=Role.ADMINISTRATOR)
        for account in accounts:
            invitations.send(
                actor, ids.get(account.municipality_number, district_id), email=account.email, role=account.role
            )
    return SetUp(district_id, user_id)


def load_municipalities(actor: Actor, *, rows: Sequence[MunicipalityRow]) -> dict[str, UUID]:
    """Add the municipalities of a list to those that the actor's district serves; their ids by number.

    A number that is known keeps its row: name, language decision and population are brought up to date.
    """
    actor.must(Permission.ORGANISATION_MANAGE)
    with writing(actor):
        _check_district(actor)
        ids = bring_in(actor.organisation, rows)
        journal.write(actor, "load", kind="organisation", object_id=actor.organisation)
    return ids


def serve(actor: Actor, *, municipality_id: UUID, valid_from: date, valid_to: date | None = None) -> None:
    """The actor's police district serves a municipality, from–to; an open end is None."""
    actor.must(Permission.ORGANISATION_MANAGE)
    if valid_to is not None and valid_to < valid_from:
        raise Invalid(fields={"valid_to": _("Siste dag må være samme dag som første dag eller senere.")})
    with writing(actor):
        _check_district(actor)
        if not Organisation.objects.filter(pk=municipality_id, kind=OrganisationKind.MUNICIPALITY).exists():
            raise NotFound
        clash = Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)
        if Service.objects.filter(clash, district_id=actor.organisation, municipality_id=municipality_id).exists():
            raise Conflict(_("Politidistriktet betjener kommunen allerede."))
        Service.objects.create(
            district_id=actor.organisation, municipality_id=municipality_id, valid_from=valid_from, valid_to=valid_to
        )
        journal.write(actor, "serve", kind="organisation", object_id=municipality_id)


def list_email_domain(actor: Actor, *, domain: str) -> None:
    """Let owners of work e-mail at this domain come in by a one-time link as frontline employees."""
    actor.must(Permission.ORGANISATION_MANAGE)
    wanted = domain.strip().lower().removeprefix("@")
    if not _DOMAIN.fullmatch(wanted):
        raise Invalid(fields={"domain": _("Skriv det som står etter krøllalfaen, for eksempel alvdal.kommune.no.")})
    if wanted in EVERYBODYS_DOMAINS:
        raise Invalid(fields={"domain": _("Her kan hvem som helst få en adresse. Skriv virksomhetens eget domene.")})
    with writing(actor):
        if EmailDomain.objects.filter(domain=wanted).exists():
            raise Conflict(_("Domenet er ført opp allerede."))
        row = EmailDomain.objects.create(organisation_id=actor.organisation, domain=wanted)
        journal.write(actor, "list", kind="email-domain", object_id=row.pk)


def remove_email_domain(actor: Actor, *, domain: str) -> None:
    """Nobody new comes in by this domain; those who have, keep their account."""
    actor.must(Permission.ORGANISATION_MANAGE)
    if not _DOMAIN.fullmatch(domain):
        raise NotFound
    with writing(actor):
        row = EmailDomain.objects.filter(organisation_id=actor.organisation, domain=domain).first()
        if row is None:
            raise NotFound
        row_id = row.pk
        row.delete()
        journal.write(actor, "unlist", kind="email-domain", object_id=row_id)


def _check_district(actor: Actor) -> None:
    if not Organisation.objects.filter(pk=actor.organisation, kind=OrganisationKind.POLICE_DISTRICT).exists():
        raise NotFound


def bring_in(district_id: UUID, rows: Sequence[MunicipalityRow]) -> dict[str, UUID]:
    """Make or bring up to date the municipalities and who serves them; for actions, inside their transaction."""
    today = clock.today()
    wanted = {row.number: row for row in rows}
    known = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, number__in=wanted)
    found = {organisation.number: organisation for organisation in known}
    for number, row in wanted.items():
        organisation = found.setdefault(number, Organisation(kind=OrganisationKind.MUNICIPALITY, number=number))
        organisation.name, organisation.language = row.name, row.language
        organisation.organisation_number, organisation.population = row.organisation_number, row.population
    Organisation.objects.bulk_create(
        found.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "language", "organisation_number", "population"],
    )
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    served = set(Service.objects.filter(in_force, district_id=district_id).values_list("municipality_id", flat=True))
    Service.objects.bulk_create(
        Service(district_id=district_id, municipality=organisation, valid_from=today)
        for organisation in found.values()
        if organisation.pk not in served
    )
    return {number: organisation.pk for number, organisation in found.items()}
