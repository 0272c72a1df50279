"""The sealed package: chosen facts, opened by PST's key only, stored nowhere, journalled."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pyrage
import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.cases import actions as cases
from avklar.followup.escalation import actions
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from tests.cast import House, Person
from tests.followup.cases import stories
from tests.followup.escalation.test_rows import journalled

ClientAs = Callable[..., Client]


@pytest.fixture
def pst_key(settings: Any) -> pyrage.x25519.Identity:
    """PST's private key, which Avklar doesn't have; the public one stands in the settings."""
    key = pyrage.x25519.Identity.generate()
    settings.AVKLAR_PST_RECIPIENT = str(key.to_public())
    return key


@pytest.fixture
def facts(case: UUID, first: Person) -> list[UUID]:
    """Two observations of the case."""
    content = stories.seen("Viste fram en kniv.", verified=True)
    cases.observe(first.actor(), case_id=case, content=content, submission=clock.new_id())
    return [each.id for each in stories.look(first.actor(), case).facts]


def opened(key: pyrage.x25519.Identity, data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(pyrage.decrypt(data, [key]))
    return found


def test_package_holds_exactly_the_chosen_facts(
    case: UUID, facts: list[UUID], first: Person, pst_key: pyrage.x25519.Identity
) -> None:
    sealed = actions.seal_package(first.actor(), case_id=case, fact_ids=[facts[1]])
    content = opened(pst_key, sealed.data)
    assert [(each["observasjon"], each["verifisert"]) for each in content["opplysninger"]] == [
        ("Viste fram en kniv.", True)
    ]
    assert (content["avsender"], content["saksbehandler"]) == ("Innlandet politidistrikt", first.user.name)


def test_another_key_opens_nothing(
    case: UUID, facts: list[UUID], first: Person, pst_key: pyrage.x25519.Identity
) -> None:
    sealed = actions.seal_package(first.actor(), case_id=case, fact_ids=facts)
    with pytest.raises(pyrage.DecryptError):
        opened(pyrage.x25519.Identity.generate(), sealed.data)


def test_name_of_the_file_tells_only_the_reference(
    case: UUID, facts: list[UUID], first: Person, pst_key: pyrage.x25519.Identity
) -> None:
    assert actions.seal_package(first.actor(), case_id=case, fact_ids=facts).name == "S-0001.json.age"


def test_package_is_journalled(case: UUID, facts: list[UUID], first: Person, pst_key: pyrage.x25519.Identity) -> None:
    actions.seal_package(first.actor(), case_id=case, fact_ids=facts)
    assert journalled(first)[-1] == ("sealed-for-pst", "case", "")


def test_without_pst_key_nothing_is_made(case: UUID, facts: list[UUID], first: Person) -> None:
    with pytest.raises(Conflict):
        actions.seal_package(first.actor(), case_id=case, fact_ids=facts)


def test_nothing_chosen_is_said_at_the_field(case: UUID, first: Person, pst_key: pyrage.x25519.Identity) -> None:
    with pytest.raises(Invalid):
        actions.seal_package(first.actor(), case_id=case, fact_ids=[])


def test_fact_of_another_case_is_refused(
    case: UUID, facts: list[UUID], first: Person, pst_key: pyrage.x25519.Identity
) -> None:
    other = stories.look(first.actor(), stories.open_one(first.actor()).id).facts[0].id
    with pytest.raises(Invalid):
        actions.seal_package(first.actor(), case_id=case, fact_ids=[*facts, other])


def test_locked_case_gives_no_package(locked: UUID, first: Person, pst_key: pyrage.x25519.Identity) -> None:
    with pytest.raises(Conflict):
        actions.seal_package(first.actor(), case_id=locked, fact_ids=[clock.new_id()])


def test_others_seal_nothing(house: House, case: UUID, facts: list[UUID], pst_key: pyrage.x25519.Identity) -> None:
    for key, error in (("stranger", Denied), ("contact", Denied), ("hamar_police_contact", NotFound)):
        with pytest.raises(error):
            actions.seal_package(house.people[key].actor(), case_id=case, fact_ids=facts)


def test_page_hands_out_the_file(
    case: UUID, facts: list[UUID], first: Person, pst_key: pyrage.x25519.Identity, client_as: ClientAs
) -> None:
    page = reverse("escalation:package", args=[case])
    response = client_as(first).post(page, {"facts": [str(each) for each in facts]})
    assert response["Content-Disposition"] == 'attachment; filename="S-0001.json.age"'
    assert "no-store" in response["Cache-Control"]
    assert len(opened(pst_key, response.content)["opplysninger"]) == 2


def test_page_without_pst_key_says_why_and_has_no_button(
    case: UUID, facts: list[UUID], first: Person, client_as: ClientAs
) -> None:
    html = client_as(first).get(reverse("escalation:package", args=[case])).content.decode()
    assert "nøkkel er ikke lagt inn i Avklar" in html
    assert "Forsegl og last ned" not in html


@pytest.mark.parametrize("picked", [[], ["x"], ["00000000-0000-0000-0000-000000000007"]])
def test_wrong_picks_are_said_on_the_page(
    case: UUID, first: Person, pst_key: pyrage.x25519.Identity, client_as: ClientAs, picked: list[str]
) -> None:
    page = reverse("escalation:package", args=[case])
    assert client_as(first).post(page, {"facts": picked}).status_code == 422
