"""Who in the organisation may be named in a case, and cases that nobody is responsible for any more."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

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


def colleague_names(actor: Actor) -> dict[UUID, str]:
    """The same people by id, with their names only: what a list needs. One prepared query."""
    return people.holders(actor.organisation, TABLE[Permission.CASE_HANDLE].roles)


def left_behind(actor: Actor, here: Collection[UUID] | None = None) -> list[tuple[UUID, str]]:
    """(id, reference) of open cases whose responsible isn't `here` any more, to be taken over. Nothing else is shown.

    `here` are the ids of `colleague_names`, where the caller has asked for them already.
    """
    actor.must(Permission.CASE_HANDLE)
    here = colleague_names(actor) if here is None else here
    rows = Case.objects.filter(organisation_id=actor.organisation, state=State.OPEN).exclude(responsible__in=here)
    return [(pk, reference(number)) for pk, number in rows.order_by("number").values_list("pk", "number")]
