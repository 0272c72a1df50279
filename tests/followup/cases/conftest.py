"""Fixtures of the cases: an organisation that has switched named cases on, and a case in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import House
from tests.followup.cases import stories, talking


@pytest.fixture
def case(house: House, cases_on: Any) -> UUID:
    """A case of Alvdal's contact; the deputy is named in it too."""
    from avklar.followup.cases import actions

    contact = house.contact.actor()
    case_id = stories.open_one(contact).id
    actions.add_staff(contact, case_id=case_id, user_id=house.deputy.user.pk)
    return case_id


@pytest.fixture
def police_case(house: House, cases_on: Any) -> UUID:
    """A case of the police; the specialist is named in it too."""
    from avklar.followup.cases import actions

    police = house.police_contact.actor()
    case_id = stories.open_one(police).id
    actions.add_staff(police, case_id=case_id, user_id=house.police_radicalisation_contact.user.pk)
    return case_id


@pytest.fixture
def chosen(house: House, police_case: UUID) -> UUID:
    """The police's case, where the talk is chosen on the ladder."""
    police = house.police_contact.actor()
    stories.assessment(police, police_case)
    stories.choose(police, police_case, stories.Step.TALK)
    return police_case


@pytest.fixture
def planned(house: House, chosen: UUID) -> UUID:
    """A talk that is planned."""
    return talking.invite(house.police_contact.actor(), chosen)


@pytest.fixture
def police(house: House, client_as: Any) -> Client:
    """The police contact's browser."""
    browser: Client = client_as(house.police_contact)
    return browser


@pytest.fixture
def sent(house: House, police: Client, chosen: UUID) -> Callable[..., Any]:
    """Fill in the invitation and send it."""

    def send(case_id: UUID = chosen, **more: str) -> Any:
        address = talking.url("talk-invite", case_id)
        return police.post(address, talking.filled(police.get(address), **more))

    return send
