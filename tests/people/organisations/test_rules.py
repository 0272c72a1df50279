"""Truth tables of the pure rules."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest

from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.foundation.access.roles import Role
from avklar.people.organisations import rules
from avklar.people.organisations.rules import Standing
from avklar.people.organisations.states import AppointmentKind, OrganisationKind

CONTACT, DEPUTY, SUBSTITUTE = (UUID(int=number) for number in (1, 2, 3))
PRESENT, AWAY, VACANT = "present", "away", "vacant"
TODAY = date(2026, 3, 2)

RECEIVES: dict[tuple[str, str, str], tuple[AppointmentKind | None, tuple[UUID, ...]]] = {
    (PRESENT, PRESENT, PRESENT): (AppointmentKind.CONTACT, (CONTACT, DEPUTY)),
    (PRESENT, PRESENT, AWAY): (AppointmentKind.CONTACT, (CONTACT, DEPUTY)),
    (PRESENT, PRESENT, VACANT): (AppointmentKind.CONTACT, (CONTACT, DEPUTY)),
    (PRESENT, AWAY, PRESENT): (AppointmentKind.CONTACT, (CONTACT,)),
    (PRESENT, AWAY, AWAY): (AppointmentKind.CONTACT, (CONTACT,)),
    (PRESENT, AWAY, VACANT): (AppointmentKind.CONTACT, (CONTACT,)),
    (PRESENT, VACANT, PRESENT): (AppointmentKind.CONTACT, (CONTACT,)),
    (PRESENT, VACANT, AWAY): (AppointmentKind.CONTACT, (CONTACT,)),
    (PRESENT, VACANT, VACANT): (AppointmentKind.CONTACT, (CONTACT,)),
    (AWAY, PRESENT, PRESENT): (AppointmentKind.DEPUTY, (DEPUTY,)),
    (AWAY, PRESENT, AWAY): (AppointmentKind.DEPUTY, (DEPUTY,)),
    (AWAY, PRESENT, VACANT): (AppointmentKind.DEPUTY, (DEPUTY,)),
    (AWAY, AWAY, PRESENT): (AppointmentKind.SUBSTITUTE, (SUBSTITUTE,)),
    (AWAY, AWAY, AWAY): (None, ()),
    (AWAY, AWAY, VACANT): (None, ()),
    (AWAY, VACANT, PRESENT): (AppointmentKind.SUBSTITUTE, (SUBSTITUTE,)),
    (AWAY, VACANT, AWAY): (None, ()),
    (AWAY, VACANT, VACANT): (None, ()),
    (VACANT, PRESENT, PRESENT): (AppointmentKind.DEPUTY, (DEPUTY,)),
    (VACANT, PRESENT, AWAY): (AppointmentKind.DEPUTY, (DEPUTY,)),
    (VACANT, PRESENT, VACANT): (AppointmentKind.DEPUTY, (DEPUTY,)),
    (VACANT, AWAY, PRESENT): (AppointmentKind.SUBSTITUTE, (SUBSTITUTE,)),
    (VACANT, AWAY, AWAY): (None, ()),
    (VACANT, AWAY, VACANT): (None, ()),
    (VACANT, VACANT, PRESENT): (AppointmentKind.SUBSTITUTE, (SUBSTITUTE,)),
    (VACANT, VACANT, AWAY): (None, ()),
    (VACANT, VACANT, VACANT): (None, ()),
}


def test_receivers_table_is_complete() -> None:
    assert set(RECEIVES) == set(product((PRESENT, AWAY, VACANT), repeat=3))


@pytest.mark.parametrize(("situation", "expected"), RECEIVES.items())
def test_next_in_line_follows_r18(
    situation: tuple[str, str, str], expected: tuple[AppointmentKind | None, tuple[UUID, ...]]
) -> None:
    people = (
        (AppointmentKind.CONTACT, CONTACT),
        (AppointmentKind.DEPUTY, DEPUTY),
        (AppointmentKind.SUBSTITUTE, SUBSTITUTE),
    )
    standings = [
        Standing(kind, member, state == AWAY)
        for (kind, member), state in zip(people, situation, strict=True)
        if state != VACANT
    ]
    assert rules.next_in_line(standings) == expected


def test_next_in_line_never_names_the_police() -> None:
    assert rules.next_in_line([Standing(AppointmentKind.POLICE_CONTACT, uuid4(), False)]) == (None, ())


SECOND_PERSON = {
    Role.DISTRICT_LEAD: False,
    Role.RADICALISATION_CONTACT: True,
    Role.DEPUTY: True,
    Role.SUBSTITUTE: True,
    Role.POLICE_CONTACT: True,
    Role.POLICE_RADICALISATION_CONTACT: True,
    Role.FRONTLINE: False,
    Role.PRIVACY_OFFICER: False,
    Role.EDITOR: False,
    Role.MODERATOR: False,
    Role.ADMINISTRATOR: False,
}


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_see_step_1_data_need_a_second_person(role: Role) -> None:
    assert rules.needs_second_person(role) == SECOND_PERSON[role]


@pytest.mark.parametrize(
    ("person", "granted_by", "member", "waiting", "allowed"),
    [
        ("second", "first", "member", True, True),
        ("second", None, "member", True, True),
        ("first", "first", "member", True, False),
        ("member", "first", "member", True, False),
        ("member", "member", "member", True, False),
        ("second", "first", "member", False, False),
    ],
)
def test_confirm_takes_a_second_person(
    person: str, granted_by: str | None, member: str, waiting: bool, allowed: bool
) -> None:
    ids = {"first": UUID(int=1), "second": UUID(int=2), "member": UUID(int=3)}
    facts = {
        "person_id": ids[person],
        "granted_by": ids[granted_by] if granted_by else None,
        "member_id": ids[member],
        "waiting": waiting,
    }
    assert rules.can_confirm(**facts) is allowed  # type: ignore[arg-type]
    if allowed:
        rules.check_confirm(**facts)  # type: ignore[arg-type]
    else:
        with pytest.raises((Denied, Conflict)):
            rules.check_confirm(**facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [(0, 0, True), (0, 365, True), (-10, 0, True), (10, 9, False), (-10, -1, False), (0, 1465, False)],
)
def test_appointment_dates(first: int, last: int, allowed: bool) -> None:
    dates = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    if allowed:
        rules.check_dates(*dates, today=TODAY)
    else:
        with pytest.raises(Invalid):
            rules.check_dates(*dates, today=TODAY)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_belongs_somewhere(role: Role) -> None:
    assert any(role in roles for roles in rules.ROLES_OF_KIND.values())


def test_a_municipality_has_no_police_contact() -> None:
    with pytest.raises(Invalid):
        rules.check_role_fits(OrganisationKind.MUNICIPALITY, Role.POLICE_CONTACT)


def test_the_last_administrator_stays() -> None:
    with pytest.raises(Conflict):
        rules.check_not_last(Role.ADMINISTRATOR, [CONTACT], CONTACT)


def test_one_of_two_administrators_may_go() -> None:
    rules.check_not_last(Role.ADMINISTRATOR, [CONTACT, DEPUTY], CONTACT)


def test_names_are_in_norwegian_order() -> None:
    names = ["Åmot", "Østre Toten", "Alvdal", "Ærfjorden", "Vågå", "Øyer", "Åsnes", "Våler"]
    in_order = ["Alvdal", "Vågå", "Våler", "Ærfjorden", "Østre Toten", "Øyer", "Åmot", "Åsnes"]
    assert sorted(names, key=rules.norwegian_order) == in_order
