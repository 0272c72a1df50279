"""Identities lie apart: entered when needed, read for a reason, compared inside the organisation only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from avklar.followup.cases import actions, queries
from avklar.followup.cases.actions.identity import IdentityContent
from avklar.followup.cases.states import LookFor, PersonKind, SamePerson
from avklar.foundation.access.errors import Invalid, NotFound
from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.followup.cases.stories import open_one

SYNTHETIC = "21880500071"  # from the test registers' series: nobody has it
NAME = "Oppdiktet Person"


def name(actor: Any, case_id: UUID, **more: Any) -> None:
    given = {"kind": PersonKind.SUBJECT, "name": NAME, "identity_number": ""} | more
    actions.name_person(actor, case_id=case_id, content=IdentityContent(**given))


def test_identity_is_read_for_a_reason_that_is_journalled(house: House, case: UUID) -> None:
    from avklar.foundation.journal.models import Entry

    contact = house.contact.actor()
    name(contact, case)
    found = actions.read_identity(contact, case_id=case, look_for=LookFor.CONTACT)
    assert [each.name for each in found] == [NAME]
    with scope(contact.organisation_id):
        last = Entry.objects.filter(organisation_id=contact.organisation).order_by("segment", "number").last()
    assert last is not None
    assert (last.verb, last.kind, last.reason) == ("read", "case-person", "to-contact")


def test_identity_lies_under_a_key_of_its_own(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    name(contact, case)
    with scope(contact.organisation_id), connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM cases_caseperson")
        row = cursor.fetchone()
    assert str(row[0]).replace("-", "") != case.hex
    assert NAME.encode() not in bytes(row[1])


def test_new_subject_replaces_the_old(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    name(contact, case)
    name(contact, case, name="En Annen")
    found = actions.read_identity(contact, case_id=case, look_for=LookFor.RIGHT_PERSON)
    assert [each.name for each in found] == ["En Annen"]


def test_guardians_are_at_most_four(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    for number in range(4):
        name(contact, case, kind=PersonKind.GUARDIAN, name=f"Foresatt {number}")
    with pytest.raises(Invalid):
        name(contact, case, kind=PersonKind.GUARDIAN)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "x" * 121}),
        ("identity_number", {"identity_number": "12345678901"}),
        ("identity_number", {"identity_number": "ikke et nummer"}),
        ("phone", {"phone": "1" * 21}),
    ],
)
def test_identity_that_is_wrong_says_so_at_the_field(
    house: House, case: UUID, field: str, given: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        name(house.contact.actor(), case, **given)
    assert field in refused.value.fields


def test_same_person_is_suggested_inside_the_organisation_only(house: House, case: UUID) -> None:
    contact, police = house.contact.actor(), house.police_contact.actor()
    other, elsewhere = open_one(contact).id, open_one(police).id
    for actor, case_id in ((contact, case), (contact, other), (police, elsewhere)):
        name(actor, case_id, identity_number=SYNTHETIC)
    with scope(contact.organisation_id):
        found = queries.alike(contact, case)
    assert [(each.case_id, each.said) for each in found] == [(other, "")]


def test_human_judges_whether_it_is_the_same_person(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    other = open_one(contact).id
    for case_id in (case, other):
        name(contact, case_id)
    actions.judge_same(contact, case_id=case, other_id=other, said=SamePerson.OTHER)
    with scope(contact.organisation_id):
        assert [each.said for each in queries.alike(contact, case)] == [SamePerson.OTHER]


def test_case_of_another_organisation_is_not_judged(house: House, case: UUID) -> None:
    elsewhere = open_one(house.police_contact.actor()).id
    with pytest.raises(NotFound):
        actions.judge_same(house.contact.actor(), case_id=case, other_id=elsewhere, said=SamePerson.SAME)


def test_stranger_reads_no_identity(house: House, case: UUID) -> None:
    name(house.contact.actor(), case)
    with pytest.raises(NotFound):
        actions.read_identity(house.stranger.actor(), case_id=case, look_for=LookFor.CONTACT)
