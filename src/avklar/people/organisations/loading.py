"""Loads a district's municipalities on an operator's order (`avklar organisations load`): no person signed in."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import machine
from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.scope import writing
from avklar.people.organisations import shipped
from avklar.people.organisations.actions.organisation import bring_in
from avklar.people.organisations.models import Organisation
from avklar.people.organisations.states import OrganisationKind

ENDING = "politidistrikt"


def load(file: Path, *, district: str) -> int:
    """Add or bring up to date the municipalities of a csv file; returns how many. Invalid names the faulty line.

    The police district is found by its name, with or without «politidistrikt», and made when there is none.
    """
    rows = shipped.read(file.read_bytes())
    known = _district(district)
    actor = machine(known.pk if known else clock.new_id())
    with writing(actor):
        if known is None:
            _make_district(actor.organisation, district)
        bring_in(actor.organisation, rows)
        journal.write(actor, "load", kind="organisation", object_id=actor.organisation)
    return len(rows)


def district_called(name: str) -> UUID:
    """The police district with this name, with or without «politidistrikt»; Invalid when there is none."""
    found = _district(name)
    if found is None:
        raise Invalid(_("Vi finner ikke politidistriktet «%(name)s».") % {"name": name})
    return found.pk


def _full_name(name: str) -> str:
    return name if name.lower().endswith(ENDING) else f"{name.strip()} {ENDING}"


def _district(name: str) -> Organisation | None:
    return Organisation.objects.filter(kind=OrganisationKind.POLICE_DISTRICT, name__iexact=_full_name(name)).first()


def _make_district(organisation_id: UUID, name: str) -> None:
    full = _full_name(name)
    number = slugify(full.removesuffix(ENDING), allow_unicode=True)[:12]
    Organisation.objects.create(id=organisation_id, kind=OrganisationKind.POLICE_DISTRICT, number=number, name=full)
