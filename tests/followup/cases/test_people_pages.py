"""Who is named in the case, and who it is about: staff, identity, the same person, and the person's own plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.cases import actions
from avklar.followup.cases.actions.identity import IdentityContent
from avklar.followup.cases.states import LookFor, PersonKind
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from tests.cast import House
from tests.followup.cases import stories
from tests.followup.cases.stories import look, open_one, utterance
from tests.followup.cases.verbs import MEASURE, VERBS, send, today
from tests.unsent import every_draft

NAME = "Even Fjellstad"


@pytest.fixture
def contact(house: House, client_as: Any) -> Client:
    """The contact's browser."""
    browser: Client = client_as(house.contact)
    return browser


def page_of(name: str, case_id: UUID) -> str:
    """A page's address."""
    return reverse(f"cases:{name}", args=[case_id])


def named(house: House, case_id: UUID, name: str = NAME, kind: PersonKind = PersonKind.SUBJECT) -> None:
    """Enter who the case is about."""
    actions.name_person(house.contact.actor(), case_id=case_id, content=IdentityContent(kind, name))


# --- Staff


def test_colleague_is_added_and_taken_away(house: House, contact: Client, client_as: Any, cases_on: House) -> None:
    case_id = open_one(house.contact.actor()).id
    url = page_of("staff", case_id)
    assert contact.post(url, {"do": "add", "user": str(house.deputy.user.pk)}).url == url
    assert client_as(house.deputy).get(url).status_code == 200
    assert contact.post(url, {"do": f"remove:{house.deputy.user.pk}"}).url == url
    assert client_as(house.deputy).get(url).status_code == 404


@pytest.mark.parametrize("user", ["", "x", "administrator", "stranger", "nobody"])
def test_only_a_colleague_with_the_role_is_added(house: House, contact: Client, case: UUID, user: str) -> None:
    wanted = str(house.people[user].user.pk) if user in house.people else str(uuid4()) if user == "nobody" else user
    assert contact.post(page_of("staff", case), {"do": "add", "user": wanted}).status_code == 422
    assert len(look(house.contact.actor(), case).staff) == 2


def test_responsible_cannot_be_taken_away(house: House, contact: Client, case: UUID) -> None:
    sent = contact.post(page_of("staff", case), {"do": f"remove:{house.contact.user.pk}"})
    assert sent.status_code == 409
    assert "Overlat den til en annen først." in sent.content.decode()


@pytest.mark.parametrize("whom", ["", "x", str(UUID(int=7))])
def test_taking_away_nobody_says_so(contact: Client, case: UUID, whom: str) -> None:
    assert contact.post(page_of("staff", case), {"do": f"remove:{whom}"}).status_code == 409


def test_handing_over_and_leaving_leads_to_the_list(house: House, contact: Client, case: UUID) -> None:
    data = {"do": "hand-over", "user": str(house.deputy.user.pk), "leave": "on"}
    assert contact.post(page_of("staff", case), data).url == reverse("casefile:list")
    assert contact.get(page_of("staff", case)).status_code == 404
    assert look(house.deputy.actor(), case).line.responsible == house.deputy.user.pk


def test_case_that_was_left_is_taken_over(house: House, client_as: Any, case: UUID) -> None:
    actions.end_staff(house.contact.actor(), case_id=case, user_id=house.deputy.user.pk)
    browser = client_as(house.deputy)
    url = page_of("take-over", case)
    assert browser.post(url).status_code == 404
    type(house.contact.membership).objects.filter(user_id=house.contact.user.pk).update(ended_at=stories.clock.now())
    assert browser.post(url).url == reverse("casefile:case", args=[case])
    assert browser.post(url).status_code == 404


def test_locked_case_takes_a_second_person_and_nothing_else(house: House, client_as: Any, police_case: UUID) -> None:
    specialist = house.police_radicalisation_contact
    actions.lock(specialist.actor(), case_id=police_case)
    url, browser = page_of("staff", police_case), client_as(house.police_contact)
    text = browser.get(url).content.decode()
    assert "Gi en kollega tilgang" in text
    assert "Ta bort tilgangen" not in text
    assert browser.post(url, {"do": f"remove:{specialist.user.pk}"}).status_code == 409
    assert browser.post(url, {"do": "hand-over", "user": str(specialist.user.pk)}).status_code == 409
    assert browser.post(url, {"do": "add", "user": str(house.hamar_police_contact.user.pk)}).status_code == 302


# --- Identity


def test_name_is_shown_once_for_a_reason_that_is_journalled(house: House, contact: Client, case: UUID) -> None:
    url = page_of("identity", case)
    data = {"do": "enter", "kind": "subject", "name": NAME, "identity_number": "", "phone": "900 00 000"}
    assert contact.post(url, data).url == url
    assert NAME not in contact.get(url).content.decode()
    shown = contact.post(url, {"do": "read", "look_for": str(LookFor.CONTACT)})
    assert NAME in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert NAME not in contact.get(url).content.decode()
    with scope(house.contact.organisation.pk):
        rows = Entry.objects.filter(kind="case-person", object_id=case, verb="read")
        assert [row.reason for row in rows] == [str(LookFor.CONTACT)]


@pytest.mark.parametrize("reason", ["", "nysgjerrig"])
def test_name_is_not_shown_without_a_reason(house: House, contact: Client, case: UUID, reason: str) -> None:
    named(house, case)
    shown = contact.post(page_of("identity", case), {"do": "read", "look_for": reason})
    assert shown.status_code == 422
    assert NAME not in shown.content.decode()


@pytest.mark.parametrize("name", [*VERBS, "person-view", "review", "staff", "same"])
def test_name_stands_on_no_other_page(house: House, contact: Client, case: UUID, name: str) -> None:
    named(house, case)
    url = VERBS[name].url(house.contact, house.deputy, case) if name in VERBS else page_of(name, case)
    assert NAME not in contact.get(url).content.decode()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"name": "x" * 121}, "for lang"),
        ({"name": "a\x00b"}, "et tegn vi ikke kan ta imot"),
        ({"identity_number": "12345678901"}, "Se over dem en gang til."),
        ({"kind": "friend"}, "Dette svaret finnes ikke lenger."),
    ],
)
def test_identity_that_cannot_be_taken_says_so(contact: Client, case: UUID, more: dict[str, str], says: str) -> None:
    data = {"do": "enter", "kind": "subject", "name": NAME} | more
    sent = contact.post(page_of("identity", case), data)
    assert sent.status_code == 422
    assert says in sent.content.decode()


def test_name_never_lies_in_a_draft(contact: Client, case: UUID) -> None:
    contact.post(page_of("identity", case), {"do": "enter", "kind": "subject", "name": ""})
    contact.logout()
    contact.post(page_of("identity", case), {"do": "enter", "kind": "subject", "name": NAME})
    assert every_draft() == []


def test_two_clicks_enter_one_guardian(house: House, case: UUID) -> None:
    for _ in range(2):
        named(house, case, "Mor Fjellstad", PersonKind.GUARDIAN)
    shown = actions.read_identity(house.contact.actor(), case_id=case, look_for=LookFor.CONTACT)
    assert [each.name for each in shown] == ["Mor Fjellstad"]


# --- The same person


def test_other_case_with_the_same_name_is_suggested_and_judged(house: House, contact: Client, case: UUID) -> None:
    other = open_one(house.deputy.actor()).id
    actions.name_person(house.deputy.actor(), case_id=other, content=IdentityContent(PersonKind.SUBJECT, NAME.upper()))
    sent = contact.post(page_of("identity", case), {"do": "enter", "kind": "subject", "name": NAME})
    assert sent.url == page_of("same", case)
    text = contact.get(sent.url).content.decode()
    assert "S-0002" in text
    assert "Ola Kvernmo" in text
    assert NAME not in text
    assert contact.post(sent.url, {"do": f"other:{other}"}).url == sent.url
    assert "Det er ikke samme person" in contact.get(sent.url).content.decode()


def test_case_of_another_organisation_is_never_suggested(house: House, contact: Client, case: UUID) -> None:
    theirs = open_one(house.stranger.actor()).id
    content = IdentityContent(PersonKind.SUBJECT, NAME)
    actions.name_person(house.stranger.actor(), case_id=theirs, content=content)
    named(house, case)
    assert "Ingen forslag" in contact.get(page_of("same", case)).content.decode()
    assert contact.post(page_of("same", case), {"do": f"same:{theirs}"}).status_code == 422


@pytest.mark.parametrize("do", ["", "same", "same:x", f"same:{UUID(int=7)}", "hva:hva"])
def test_judging_what_is_not_suggested_is_refused(contact: Client, case: UUID, do: str) -> None:
    assert contact.post(page_of("same", case), {"do": do}).status_code == 422


# --- The plan


def test_mentor_asks_for_the_certificate(house: House, contact: Client, case: UUID) -> None:
    url = page_of("plan", case)
    sent = send(contact, url, VERBS["plan"], contact.get(url), service="mentor")
    assert sent.status_code == 422
    assert "Skriv datoen du så den utvidede politiattesten." in sent.content.decode()
    assert send(contact, url, VERBS["plan"], sent, service="mentor", certificate_seen_on=today()).status_code == 302
    assert look(house.contact.actor(), case).measures[0].certificate_seen_by == house.contact.user.pk


def test_plan_says_why_there_is_nothing_to_plan(house: House, contact: Client, cases_on: House) -> None:
    actor = house.contact.actor()
    case_id = open_one(actor).id
    fact = look(actor, case_id).facts[0]
    submission = stories.clock.new_id()
    actions.correct(actor, case_id=case_id, observation_id=fact.id, content=utterance(), submission=submission)
    page = contact.get(page_of("plan", case_id))
    assert "Det er ikke noe å planlegge for nå" in page.content.decode()
    assert "Regel R3." in page.content.decode()
    data = MEASURE | {"what": "Noe", "starts_on": today()}
    assert contact.post(page_of("plan", case_id), data).status_code == 403


def test_person_sees_the_plan_and_the_rights_and_nothing_else(house: House, contact: Client, case: UUID) -> None:
    stories.measure(house.contact.actor(), case)
    stories.assessment(house.contact.actor(), case)
    text = contact.get(page_of("person-view", case)).content.decode()
    assert "En fast voksen på fritidsklubben" in text
    assert "Det er frivillig å være med på tiltakene." in text
    for hidden_text in ("Slo i veggen og ropte.", "Snakker om oss og dem.", "Fascinasjon", "Holdning", "Storebror"):
        assert hidden_text not in text


def test_review_is_moved(house: House, contact: Client, case: UUID) -> None:
    from datetime import timedelta

    from avklar.foundation import clock
    from tests.followup.cases.verbs import ahead
    from tests.followup.concerns.pages import hidden

    url = page_of("review", case)
    data = {"review_on": ahead(60), "version": hidden(contact.get(url), "version")}
    assert contact.post(url, data).status_code == 302
    assert look(house.contact.actor(), case).line.review_on == clock.today() + timedelta(days=60)
    for days in (0, 184):
        assert contact.post(url, data | {"review_on": ahead(days)}).status_code == 422
