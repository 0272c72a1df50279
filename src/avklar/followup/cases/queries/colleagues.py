"""Who in the organisation may be named in a case, and cases that nobody is responsible for any more."""

from __future__ import annotations

from avklar.followup.cases.cards import reference
from avklar.followup.cases.models import Case
from avklar.followup.cases.states import State
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import Person


def colleagues(actor: Actor) -> list[Person]:
    """Everybody of the organisation whose role can have a case, the actor too, by name. One query."""
    roles = TABLE[Permission.CASE_HANDLE].roles
    found = {each.person.id: each.person for each in people.members(actor.organisation) if each.role in roles}
    return list(found.values())


def left_behind(actor: Actor) -> list[tuple[str, str]]:
    """(id, reference) of open cases whose responsible no longer has a role here, to be taken over. Nothing else."""
    actor.must(Permission.CASE_HANDLE)
    here = [each.id for each in colleagues(actor)]
    rows = Case.objects.filter(organisation_id=actor.organisation, state=State.OPEN).exclude(responsible__in=here)
    return [(str(pk), reference(number)) for pk, number in rows.order_by("number").values_list("pk", "number")]
