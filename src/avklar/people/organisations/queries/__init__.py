"""Reads of people and organisations (step 0). Gives small frozen values to other rooms, never models or querysets."""

from __future__ import annotations

from avklar.people.organisations.queries.actor import actor_for
from avklar.people.organisations.queries.appointments import (
    RECEIVING,
    contacts_of,
    directory,
    municipal_receivers,
    police_contacts,
    police_radicalisation_contacts,
    privacy_officers,
    receivers,
    served_by,
)
from avklar.people.organisations.queries.law import (
    CASE,
    case_switch,
    cases_on,
    check_ground,
    ground,
    ground_history,
    grounds_offered,
    start_history,
    statement_of,
    switch_history,
)
from avklar.people.organisations.queries.members import (
    appointed_membership,
    everybody,
    holders,
    invitations,
    members,
    memberships_of,
    names,
    persons,
)
from avklar.people.organisations.queries.places import (
    district_of,
    districts,
    email_domains,
    municipalities,
    organisation,
    organisation_of_domain,
    organisations,
)
from avklar.people.organisations.queries.tiles import TilePlace, tile_places

__all__ = [
    "CASE",
    "RECEIVING",
    "TilePlace",
    "actor_for",
    "appointed_membership",
    "case_switch",
    "cases_on",
    "check_ground",
    "contacts_of",
    "directory",
    "district_of",
    "districts",
    "email_domains",
    "everybody",
    "ground",
    "ground_history",
    "grounds_offered",
    "holders",
    "invitations",
    "members",
    "memberships_of",
    "municipal_receivers",
    "municipalities",
    "names",
    "organisation",
    "organisation_of_domain",
    "organisations",
    "persons",
    "police_contacts",
    "police_radicalisation_contacts",
    "privacy_officers",
    "receivers",
    "served_by",
    "start_history",
    "statement_of",
    "switch_history",
    "tile_places",
]
