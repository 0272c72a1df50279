"""My day: each role sees what is theirs to do, empty days say what to do, and the stranger sees nothing of others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from avklar.followup.cases import actions as cases
from avklar.followup.cases.states import Step
from avklar.followup.concerns import actions as concerns
from avklar.followup.concerns.content import ConcernContent, ObservationContent
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope
from avklar.insight.home import queries
from tests.cast import House, Person
from tests.followup.casefile.asking import questions
from tests.followup.cases import stories
from tests.followup.cases.test_talks import invite
from tests.followup.disclosures import stories as shares
from tests.people.organisations.test_agreements import enter

MOMENT = datetime(2026, 11, 24, 9, 15, tzinfo=clock.OSLO)
CONTENT = ConcernContent(observations=(ObservationContent(fact="Eleven har sluttet å komme på trening."),))


def _day(person: Person) -> queries.Day:
    actor: Actor = person.actor()
    with scope(actor.organisation_id):
        return queries.my_day(actor, person.user.name)


def _titles(day: queries.Day) -> list[str]:
    return [str(row.title) for section in day.sections for row in section.rows]


@pytest.fixture
def sent(house: House) -> House:
    """The teacher in Alvdal has sent a worry."""
    concerns.send(house.teacher.actor(), content=CONTENT, submission=clock.new_id())
    return house


def test_contact_sees_the_new_worry(sent: House) -> None:
    assert "Fra en ansatt i en annen tjeneste" in _titles(_day(sent.contact))


def test_deputy_sees_the_new_worry(sent: House) -> None:
    assert "Fra en ansatt i en annen tjeneste" in _titles(_day(sent.deputy))


def test_contact_gets_a_note(sent: House) -> None:
    assert len(_day(sent.contact).notes) == 1


def test_teacher_sees_own_worry_by_reference_only(sent: House) -> None:
    assert _titles(_day(sent.teacher)) == ["Bekymring B-0001"]


@pytest.mark.parametrize(
    "key",
    [
        "stranger", "stranger_teacher", "other_teacher", "police_contact", "police_radicalisation_contact",
        "district_lead", "privacy_officer", "administrator", "editor", "moderator",
    ],
)  # fmt: skip
def test_others_see_nothing_of_the_worry(sent: House, key: str) -> None:
    day = _day(sent.people[key])
    assert not [title for title in _titles(day) if "ansatt" in title or "Bekymring" in title]
    assert not day.notes
    assert not day.remember


@pytest.mark.parametrize("key", ["contact", "teacher", "police_contact", "district_lead", "administrator", "editor"])
def test_empty_section_says_what_will_come_and_what_to_do(house: House, key: str) -> None:
    for section in _day(house.people[key]).sections:
        assert section.rows or (section.empty and section.empty_more)


def test_lead_sees_municipalities_without_contact(house: House) -> None:
    assert {"Gjøvik", "Folldal"} <= set(_titles(_day(house.district_lead)))
    assert "Alvdal" not in _titles(_day(house.district_lead))


def test_lead_is_on_step_zero(house: House) -> None:
    assert _day(house.district_lead).step == 0


def test_contact_is_on_step_one(house: House) -> None:
    assert _day(house.contact).step == 1


@pytest.mark.parametrize(
    ("hour", "greeting"), [(7, "God morgen, Berit"), (12, "God dag, Berit"), (19, "God kveld, Berit")]
)
def test_greeting_follows_the_hour(house: House, hour: int, greeting: str) -> None:
    with clock.frozen(MOMENT.replace(hour=hour)):
        assert _day(house.contact).greeting == greeting


def test_date_is_in_words(house: House) -> None:
    with clock.frozen(MOMENT):
        assert _day(house.contact).date == "Tirsdag 24. november"


def test_page_keeps_to_its_queries(sent: House, client_as: Callable[..., Client]) -> None:
    assert questions(client_as(sent.contact), "/min-dag/") <= 30


def test_way_in_nobody_goes_to_sign_in(client: Client, house: House) -> None:
    assert client.get("/inn/").headers["Location"].endswith("/logg-inn/")


def test_way_in_signed_in_goes_to_my_day(house: House, client_as: Callable[..., Client]) -> None:
    assert client_as(house.teacher).get("/inn/").headers["Location"] == "/min-dag/"


def test_way_in_leads_whoever_has_no_role_in_force_to_the_own_account(
    house: House, client_as: Callable[..., Client]
) -> None:
    assert client_as(house.substitute).get("/inn/").headers["Location"] == "/konto/"


def test_danger_page_needs_no_account(client: Client, house: House) -> None:
    page = client.get("/fare/").content.decode()
    assert 'href="tel:112"' in page
    assert "§ 196" in page


# --- Cases


@pytest.fixture
def case(house: House, cases_on: object) -> UUID:
    """A case with an assessment by the contact that waits for the deputy."""
    contact = house.contact.actor()
    case_id = stories.open_one(contact).id
    cases.add_staff(contact, case_id=case_id, user_id=house.deputy.user.pk)
    stories.assessment(contact, case_id)
    return case_id


def test_second_person_sees_the_case_that_waits(house: House, case: UUID) -> None:
    day = _day(house.deputy)
    assert "Sak S-0001" in _titles(day)
    assert day.reached == 2


def test_writer_of_what_waits_is_not_asked(house: House, case: UUID) -> None:
    day = _day(house.contact)
    assert "Sak S-0001" not in _titles(day)
    assert day.reached == 0


def test_stalled_case_is_shown_to_everybody_in_it(house: House, case: UUID) -> None:
    stories.measure(house.contact.actor(), case)
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert "Sak S-0001" in _titles(_day(house.contact))
        assert "Sak S-0001" in _titles(_day(house.deputy))


@pytest.mark.parametrize(
    "key", ["stranger", "police_contact", "district_lead", "administrator", "privacy_officer", "editor", "teacher"]
)
def test_others_see_nothing_of_the_case(house: House, case: UUID, key: str) -> None:
    assert not [title for title in _titles(_day(house.people[key])) if "Sak" in title]


def test_cases_cost_two_questions_however_many(
    house: House, case: UUID, django_assert_max_num_queries: Callable[..., object]
) -> None:
    contact, deputy = house.contact.actor(), house.deputy.actor()
    for _number in range(10):
        case_id = stories.open_one(contact).id
        cases.add_staff(contact, case_id=case_id, user_id=house.deputy.user.pk)
        stories.assessment(contact, case_id)
    with scope(deputy.organisation_id), django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        assert len(queries._cases(deputy).rows) == 8


# --- Talks and disclosures


@pytest.fixture
def talk(house: House, cases_on: object) -> UUID:
    """The police's case with a talk in a week."""
    police = house.police_contact.actor()
    case_id = stories.open_one(police).id
    stories.assessment(police, case_id)
    stories.choose(police, case_id, Step.TALK)
    invite(police, case_id)
    return case_id


def test_talk_of_the_week_is_shown_to_those_in_the_case(house: House, talk: UUID) -> None:
    assert [section.title for section in _day(house.police_contact).sections if section.key == "samtaler"]
    assert not [section for section in _day(house.police_radicalisation_contact).sections if section.key == "samtaler"]


def test_talk_that_has_been_asks_how_it_went(house: House, talk: UUID) -> None:
    with clock.frozen(clock.now() + timedelta(days=8)):
        rows = [row for section in _day(house.police_contact).sections for row in section.rows if row.state]
    assert "Hvordan gikk det?" in [str(row.state.text) for row in rows if row.state]


def test_talk_in_a_locked_case_is_not_shown(house: House, talk: UUID) -> None:
    cases.lock(house.police_contact.actor(), case_id=talk)
    assert not [section for section in _day(house.police_contact).sections if section.key == "samtaler"]


def test_disclosure_that_waits_is_shown_to_the_receiver(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    shares.send(house, case, observations=shares.facts(contact, case))
    day = _day(house.police_contact)
    assert "Alvdal kommune" in _titles(day)
    assert day.reached == 3
    assert "Innlandet politidistrikt" not in _titles(_day(house.contact))


def test_agreement_that_ends_waits_for_both_sides_and_nobody_else(house: House) -> None:
    enter(house.district_lead, house.organisation("alvdal").pk, valid_to=clock.today() + timedelta(days=20))
    assert "Samarbeidsavtalen med Alvdal kommune" in _titles(_day(house.district_lead))
    assert "Samarbeidsavtalen med politiet" in _titles(_day(house.administrator))
    for person in (house.stranger, house.contact, house.privacy_officer):
        assert not [title for title in _titles(_day(person)) if "avtale" in title]
