"""Cases of the organisation that may be about the same person, found by keyed hash; a human judges (R4)."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.cases.cards import Likeness, reference
from avklar.followup.cases.models import Case, CasePerson, SameCase
from avklar.followup.cases.queries.lists import line
from avklar.followup.cases.states import PersonKind
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.vault import keys

NUMBER, NAME = "case-person-number", "case-person-name"


def alike(actor: Actor, case_id: UUID) -> list[Likeness]:
    """Other open cases of the organisation whose subject was entered with the same number or name.

    Shows the reference and who is responsible, and nothing of the case. NotFound unless the actor is named in this one.
    """
    actor.must(Permission.CASE_READ)
    line(actor, case_id)
    subject = CasePerson.objects.filter(case_id=case_id, kind=PersonKind.SUBJECT).first()
    if subject is None:
        return []
    keys.unlock_one(subject)
    return _found(actor, case_id, subject)


def normal_name(name: str) -> str:
    """A name as it is compared: small letters, single spaces."""
    return " ".join(name.casefold().split())


def _found(actor: Actor, case_id: UUID, subject: CasePerson) -> list[Likeness]:
    asked = [(NUMBER, subject.identity_number), (NAME, normal_name(subject.name))]
    same = {
        person for purpose, value in asked if value for person in keys.find_records(actor.organisation, purpose, value)
    }
    people = CasePerson.objects.filter(pk__in=same, organisation_id=actor.organisation).exclude(case_id=case_id)
    rows = Case.objects.filter(pk__in=people.values("case_id"), organisation_id=actor.organisation)
    said = dict(SameCase.objects.filter(case_id=case_id).values_list("other_id", "said"))
    return [
        Likeness(pk, reference(number), responsible, said.get(pk, ""))
        for pk, number, responsible in rows.order_by("number").values_list("pk", "number", "responsible")
    ]
