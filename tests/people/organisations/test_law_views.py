"""The pages of legal grounds and of the switch: who sees them, what they say, and that nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.foundation.drafts import drafts
from avklar.people.organisations import legal_grounds, queries, rules, switching
from avklar.people.organisations.models import CaseSwitchEntry, GroundApproval, Membership
from tests import law
from tests.cast import House

SignIn = Callable[..., Client]

OLD = "fvl1967-13b-5"
GROUNDS, APPROVE, SWITCH = (reverse(f"organisations:{name}") for name in ("grounds", "approve-grounds", "case-switch"))
END = reverse("organisations:end-ground", args=[OLD])
START = reverse("organisations:act-start", args=["fvl2025"])
PAGES = [GROUNDS, APPROVE, SWITCH, END, START]
WORDS = {"approver": "Ingrid Fossum, kommunedirektør", "reference": "sak 26/120"}
BASIS = {
    "legal_basis": "Helse- og omsorgstjenesteloven",
    "dpia_reference": "sak 26/118",
    "dpia_date": "15.1.2026",
    "approver": "Ingrid Fossum, kommunedirektør",
    "approval_reference": "sak 26/119",
}
NASTY = {
    "empty": "",
    "one sign": "x",
    "long": "å" * 200_000,
    "right to left": "\u202eמזג אוויר\u202c",
    "zero byte": "a\0b",
    "html": "<script>alert(1)</script>",
    "number": "0",
}


@pytest.fixture
def administrator(house: House, client_as: SignIn) -> Client:
    return client_as(house.administrator)


@pytest.fixture
def district(house: House, client_as: SignIn) -> Client:
    """The district's administrator, who is its lead as well."""
    person = house.district_lead
    Membership.objects.create(organisation=person.organisation, user=person.user, role=Role.ADMINISTRATOR)
    return client_as(person)


def text(response: Any) -> str:
    return str(response.content.decode())


def versions(response: Any) -> list[str]:
    """What the forms of a page carry as their version, in the page's order."""
    return re.findall(r'<input type="hidden" name="version"[^>]* value="(\d+)">', text(response))


def approval(**changes: Any) -> dict[str, Any]:
    return {"codes": [OLD], "from_day": f"{clock.today():%d.%m.%Y}", **WORDS} | changes


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize(
    "key", ["teacher", "contact", "privacy_officer", "editor", "police_contact", "district_lead", "stranger"]
)
def test_others_see_nothing(house: House, client_as: SignIn, key: str, url: str) -> None:
    assert client_as(getattr(house, key)).get(url).status_code == 403


def test_second_factor_is_asked_for(house: House, client_as: SignIn) -> None:
    assert client_as(house.administrator, second_factor=False).get(GROUNDS).status_code == 302


def test_own_page_leads_to_both(administrator: Client) -> None:
    page = text(administrator.get(reverse("organisations:manage")))
    assert GROUNDS in page
    assert SWITCH in page


def test_privacy_officer_gets_no_link_to_what_is_shut(house: House, client_as: SignIn) -> None:
    assert GROUNDS not in text(client_as(house.privacy_officer).get(reverse("organisations:manage")))


def test_page_shows_help_and_paragraph_of_every_ground(house: House, administrator: Client) -> None:
    page = text(administrator.get(GROUNDS))
    for ground in legal_grounds.of_sector(queries.organisation(house.organisation("alvdal").pk).kind):
        assert ground.paragraph in page
        assert str(ground.help) in page
    assert "Politiregisterloven" not in page


def test_page_of_the_neighbour_shows_nothing_of_ours(house: House, administrator: Client) -> None:
    law.approve(house, "tynset", OLD)
    page = text(administrator.get(GROUNDS))
    assert "sak 26/120" not in page
    assert administrator.get(END).status_code == 404


def test_approving_goes_to_the_list_and_shows_the_history(administrator: Client) -> None:
    page = administrator.post(APPROVE, approval(), follow=True)
    assert page.redirect_chain[0][0] == GROUNDS
    assert "Ingrid Fossum, kommunedirektør" in text(page)
    assert END in text(page)


def test_approve_page_offers_only_what_is_not_approved(house: House, administrator: Client) -> None:
    law.approve(house, "alvdal", OLD)
    page = text(administrator.get(APPROVE))
    assert f'value="{OLD}"' not in page
    assert 'value="straffeloven-196"' in page


def test_stale_approval_keeps_the_text(house: House, administrator: Client) -> None:
    administrator.get(APPROVE)
    law.approve(house, "alvdal", OLD)
    page = administrator.post(APPROVE, approval(reference="sak 99/1"))
    assert page.status_code == 422
    assert "sak 99/1" in text(page)
    assert GroundApproval.objects.count() == 1


def test_ending_from_a_stale_page_is_a_conflict_then_goes(house: House, administrator: Client) -> None:
    law.approve(house, "alvdal", OLD)
    given = {"from_day": f"{clock.today():%d.%m.%Y}", "version": "7", **WORDS, "reference": "sak 99/1"}
    page = administrator.post(END, given)
    assert page.status_code == 409
    assert "sak 99/1" in text(page)
    assert versions(page)[0] == "1"
    assert administrator.post(END, given | {"version": "1"}).status_code == 302


def test_ground_that_was_ended_is_shown_so(house: House, administrator: Client) -> None:
    law.approve(house, "alvdal", OLD)
    administrator.post(END, {"from_day": f"{clock.today():%d.%m.%Y}", "version": "1", **WORDS})
    assert "Avsluttet" in text(administrator.get(GROUNDS))


def test_ground_that_starts_later_is_shown_so(house: House, administrator: Client) -> None:
    law.approve(house, "alvdal", OLD, from_day=clock.today() + timedelta(days=3))
    page = text(administrator.get(GROUNDS))
    assert "Godkjent, men ikke ennå" in page
    assert "Godkjent fra og med" in page


def test_start_date_is_shown_once_entered(administrator: Client) -> None:
    assert "Loven har ingen startdato hos dere." in text(administrator.get(GROUNDS))
    day = clock.today() + timedelta(days=40)
    page = administrator.post(START, {"starts_on": f"{day:%d.%m.%Y}", "version": "0", **WORDS}, follow=True)
    assert "og tilbys fra da." in text(page)


@pytest.mark.parametrize("code", ["fvl1967", "finnes-ikke"])
def test_act_without_a_start_has_no_page(administrator: Client, code: str) -> None:
    assert administrator.get(reverse("organisations:act-start", args=[code])).status_code == 404


@pytest.mark.parametrize("code", ["finnes-ikke", OLD])
def test_ground_that_is_not_on_the_list_has_no_page_to_end_it(administrator: Client, code: str) -> None:
    assert administrator.get(reverse("organisations:end-ground", args=[code])).status_code == 404


def test_police_see_their_own_grounds(district: Client) -> None:
    page = text(district.get(GROUNDS))
    assert "Politiregisterloven" in page
    assert "Barnevernsloven" not in page


def test_police_are_asked_for_the_basis_of_their_register(district: Client, administrator: Client) -> None:
    assert "grunnlaget for registeret" in text(district.get(SWITCH))
    assert "grunnlaget for registeret" not in text(administrator.get(SWITCH))


# --- The switch


def test_shut_page_says_why_and_what_to_do(administrator: Client) -> None:
    page = text(administrator.get(SWITCH))
    for sentence in (*switching.MISSING.values(), switching.NO_RETENTION, switching.ONLY_DEMO):
        assert str(sentence) in page


def test_saving_keeps_what_is_known(administrator: Client) -> None:
    page = administrator.post(SWITCH, {"legal_basis": "Barnevernsloven", "version": "0", "do": "save"}, follow=True)
    assert "Barnevernsloven" in text(page)
    assert str(switching.MISSING["legal_basis"]) not in text(page)


def test_switching_on_outside_a_demo_says_so_and_keeps_the_text(house: House, administrator: Client) -> None:
    law.decide_retention(house, "alvdal")
    page = administrator.post(SWITCH, BASIS | {"version": "0", "do": "on"})
    assert page.status_code == 409
    assert "sak 26/118" in text(page)
    assert CaseSwitchEntry.objects.count() == 0


def test_switching_on_and_off_in_a_demo(house: House, administrator: Client) -> None:
    law.make_demo()
    law.decide_retention(house, "alvdal")
    page = administrator.post(SWITCH, BASIS | {"version": "0", "do": "on"}, follow=True)
    assert "Saker er slått på" in text(page)
    assert "Dette er en demo." in text(page)
    page = administrator.post(SWITCH, {"reason": "Ny vurdering", "version": "1", "do": "off"}, follow=True)
    assert "Saker er slått av og låst" in text(page)
    assert "Ny vurdering" in text(page)


def test_switching_on_with_something_missing_says_it_at_the_field(house: House, administrator: Client) -> None:
    law.make_demo()
    law.decide_retention(house, "alvdal")
    page = administrator.post(SWITCH, BASIS | {"approver": "", "version": "0", "do": "on"})
    assert page.status_code == 422
    assert 'id="grunnlag-approver_error"' in text(page)


@pytest.mark.parametrize(
    "given", [BASIS | {"legal_basis": "Min tekst", "do": "save"}, {"reason": "Min tekst", "do": "off"}]
)
def test_stale_switch_keeps_the_text_and_goes_the_second_time(
    house: House, administrator: Client, given: dict[str, str]
) -> None:
    law.switch_cases_on(house)
    page = administrator.post(SWITCH, given | {"version": "0"})
    assert page.status_code == 409
    assert "Min tekst" in text(page)
    assert str(rules.CHANGED) in text(page)
    assert versions(page)[0] == "1"
    assert administrator.post(SWITCH, given | {"version": "1"}).status_code == 302


def test_unknown_button_changes_nothing(administrator: Client) -> None:
    assert administrator.post(SWITCH, BASIS | {"version": "0", "do": "noe"}).status_code == 200
    assert CaseSwitchEntry.objects.count() == 0


def test_text_of_a_lost_session_comes_back(house: House, administrator: Client) -> None:
    person = house.administrator
    place = person.organisation.pk
    drafts.save(person.user.pk, f"case-switch-basis:{place}", {"legal_basis": "Fra i går", "version": "9", "do": "on"})
    drafts.save(person.user.pk, f"approve:{place}", {"codes": OLD, "approver": "Fra i går"})
    page = text(administrator.get(SWITCH))
    assert "Fra i går" in page
    assert 'value="9"' not in page
    page = text(administrator.get(APPROVE))
    assert "Fra i går" in page


def test_draft_is_gone_when_the_form_is_received(house: House, administrator: Client) -> None:
    person = house.administrator
    drafts.save(person.user.pk, f"approve:{person.organisation.pk}", {"approver": "Fra i går"})
    administrator.post(APPROVE, approval())
    assert drafts.load(person.user.pk, f"approve:{person.organisation.pk}") is None


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_whatever_is_typed_gets_an_answer(house: House, administrator: Client, nasty: str) -> None:
    law.approve(house, "alvdal", OLD)
    for url, names in {
        APPROVE: ("codes", "from_day", "approver", "reference", "submission"),
        END: ("from_day", "approver", "reference", "version"),
        START: ("starts_on", "approver", "reference", "version"),
        SWITCH: (*BASIS, "version", "reason"),
    }.items():
        for do in ("", "save", "on", "off"):
            page = administrator.post(url, dict.fromkeys(names, nasty) | {"do": do})
            assert page.status_code in {200, 302, 409, 422}
            assert "<script>alert" not in text(page)


def test_history_of_the_switch_names_who_entered_it(house: House, administrator: Client) -> None:
    law.switch_cases_on(house)
    assert "Per Husom" in text(administrator.get(SWITCH))
