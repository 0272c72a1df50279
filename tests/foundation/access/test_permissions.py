"""The permission table and the actor: who may do what, as a truth table."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import pytest

from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Denied
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS, TABLE, Permission
from avklar.foundation.access.roles import Role

BLIND = (Role.DISTRICT_LEAD, Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
CONTENT = (
    Permission.CONCERN_SEND,
    Permission.CONCERN_FOLLOW,
    Permission.CONCERN_READ,
    Permission.CONCERN_HANDLE,
    Permission.CONSULTATION_READ,
    Permission.CONSULTATION_WRITE,
)


def _actor(role: Role, *, second_factor: bool = True) -> Actor:
    return Actor(uuid4(), uuid4(), frozenset({role}), second_factor)


def test_table_has_every_permission() -> None:
    assert set(TABLE) == set(Permission)


@pytest.mark.parametrize(("role", "permission"), list(product(BLIND, CONTENT)))
def test_lead_editor_moderator_administrator_officer_see_no_concern(role: Role, permission: Permission) -> None:
    assert not _actor(role).may(permission)


@pytest.mark.parametrize(("role", "permission"), list(product(Role, Permission)))
def test_may_agrees_with_the_table(role: Role, permission: Permission) -> None:
    grant = TABLE[permission]
    assert _actor(role).may(permission) == (role in grant.roles)
    assert _actor(role, second_factor=False).may(permission) == (role in grant.roles and not grant.second_factor)


@pytest.mark.parametrize("permission", Permission)
def test_must_without_role_is_denied(permission: Permission) -> None:
    nobody = Actor(uuid4(), uuid4())
    with pytest.raises(Denied):
        nobody.must(permission)


@pytest.mark.parametrize("permission", Permission)
def test_machine_has_no_permission(permission: Permission) -> None:
    assert not machine(uuid4()).may(permission)


@pytest.mark.parametrize("permission", Permission)
def test_may_without_organisation_is_no(permission: Permission) -> None:
    everything = Actor(uuid4(), None, frozenset(Role), True)
    assert not everything.may(permission)


def test_organisation_none_is_denied() -> None:
    with pytest.raises(Denied):
        _ = Actor(uuid4(), None).organisation


def test_roles_needing_two_persons_are_those_that_see_others_step_one() -> None:
    receivers = {Role.RADICALISATION_CONTACT, Role.DEPUTY, Role.SUBSTITUTE}
    police = {Role.POLICE_CONTACT, Role.POLICE_RADICALISATION_CONTACT}
    assert receivers | police == ROLES_NEEDING_TWO_PERSONS


@pytest.mark.parametrize("permission", [p for p in Permission if TABLE[p].step >= 1 and TABLE[p].scope != "own"])
def test_others_step_one_data_asks_for_second_factor(permission: Permission) -> None:
    assert TABLE[permission].second_factor


def test_actor_is_frozen() -> None:
    with pytest.raises(AttributeError):
        _actor(Role.EDITOR).roles = frozenset(Role)  # type: ignore[misc]
