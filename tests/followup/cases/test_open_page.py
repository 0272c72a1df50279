"""The page that opens a case: from a concern or from nothing, danger first, and never on lawful expression alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.cases import queries
from avklar.followup.cases.models import Case
from avklar.followup.cases.states import Age, Hand, Kind, LegalClass, Origin
from avklar.followup.concerns import actions as concerns
from avklar.followup.concerns.states import Outcome, Utterance
from avklar.followup.consultations import actions as consultations
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import AgeBand
from avklar.foundation.drafts import drafts
from tests import law
from tests.cast import House
from tests.followup.cases.stories import look
from tests.followup.cases.verbs import ahead, seen_fields, today
from tests.followup.concerns import reads, worries
from tests.followup.concerns.pages import hidden
from tests.followup.consultations.conftest import ask

__all__ = ["ask"]

URL = reverse("cases:open")


@pytest.fixture
def contact(house: House, client_as: Any) -> Client:
    """The contact's browser."""
    browser: Client = client_as(house.contact)
    return browser


@pytest.fixture
def concern(house: House, cases_on: House) -> UUID:
    """A concern of the teacher's: something said, and something done."""
    from avklar.foundation import clock

    return concerns.send(house.teacher.actor(), content=worries.worry(), submission=clock.new_id()).id


def filled(*cards: dict[str, str], **more: str) -> dict[str, str]:
    """The page's fields with one observation a card."""
    given = {"reason": "Skolen og hjemmet ber om det.", "age": "from_15", "help": "no", "told": "yes"}
    given |= {"told_on": today()} | more
    return given | {f"o{number}-{name}": text for number, each in enumerate(cards, 1) for name, text in each.items()}


def send(browser: Client, data: dict[str, str], url: str = URL) -> Any:
    """Post the page as it was drawn."""
    page = browser.get(url)
    return browser.post(url, {**data, "submission": hidden(page, "submission"), "kept_for": hidden(page, "kept_for")})


def cases_of(house: House) -> list[Any]:
    """The contact's open cases, with their texts."""
    actor = house.contact.actor()
    with scope(actor.organisation_id, person_id=actor.user_id):
        return [queries.opened(actor, each.id) for each in queries.listing(actor).lines]


def test_page_opens_a_case(house: House, contact: Client, cases_on: House) -> None:
    sent = send(contact, filled(seen_fields("Slo i veggen."), seen_fields("Ropte i gangen.")))
    (case,) = cases_of(house)
    assert sent.url == reverse("casefile:case", args=[case.line.id])
    assert [each.text for each in case.facts] == ["Slo i veggen.", "Ropte i gangen."]
    assert (case.line.age, case.origin, case.reason) == (Age.FROM_15, Origin.OTHER, "Skolen og hjemmet ber om det.")


def test_two_clicks_open_one_case(house: House, contact: Client, cases_on: House) -> None:
    page = contact.get(URL)
    data = filled(seen_fields()) | {"submission": hidden(page, "submission")}
    first, second = contact.post(URL, data), contact.post(URL, data)
    assert first.url == second.url
    assert len(cases_of(house)) == 1


def test_expression_alone_is_told_so_with_the_rule_and_keeps_the_text(
    house: House, contact: Client, cases_on: House
) -> None:
    sent = send(contact, filled(seen_fields("Hadde en caps med et merke.", kind="expression")))
    text = sent.content.decode()
    assert sent.status_code == 422
    assert "Saken er ikke åpnet" in text
    assert "Regel R3." in text
    assert "Hadde en caps med et merke." in text
    assert cases_of(house) == []


def test_whoever_asks_for_help_needs_nothing_seen(house: House, contact: Client, cases_on: House) -> None:
    send(contact, filled(help="yes"))
    (case,) = cases_of(house)
    assert (case.asked_for_help, case.origin) == (True, Origin.SELF)


def test_card_that_is_left_empty_is_no_hindrance_to_help(house: House, contact: Client, cases_on: House) -> None:
    assert send(contact, filled({"fact": "", "seen_on": ""}, help="yes")).status_code == 302
    assert send(contact, filled({"fact": "", "seen_on": ""})).status_code == 422
    assert [each.facts for each in cases_of(house)] == [()]


def test_nothing_seen_and_no_wish_for_help_opens_nothing(house: House, contact: Client, cases_on: House) -> None:
    assert send(contact, filled()).status_code == 422
    assert cases_of(house) == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"told_on": ""}, "Skriv dagen personen fikk vite det."),
        ({"told_on": ahead(3)}, "Datoen er ikke kommet ennå."),
        ({"told": "no"}, "Velg hvorfor personen ikke har fått vite det ennå."),
        ({"told": "no", "waiting": "purpose"}, "Velg en dato i løpet av de neste 90 dagene."),
        ({"told": "no", "waiting": "purpose", "look_again": ahead(91)}, "Velg en dato i løpet av de neste 90 dagene."),
        ({"reason": ""}, "Skriv kort hvorfor."),
        ({"age": "17"}, "Dette svaret finnes ikke lenger."),
        ({"reason": "x" * 200_000}, "for lang"),
        ({"reason": "a\x00b"}, "et tegn vi ikke kan ta imot"),
    ],
)
def test_what_is_missing_is_said_at_the_field(
    house: House, contact: Client, cases_on: House, more: dict[str, str], says: str
) -> None:
    sent = send(contact, filled(seen_fields(), **more))
    assert sent.status_code == 422
    assert says in sent.content.decode()
    assert cases_of(house) == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"legal_class": "possibly_punishable"}, "Velg hvilken bestemmelse"),
        ({"provision": "263"}, "Bare noe mulig straffbart"),
        ({"seen_on": ahead(1)}, "Datoen er ikke kommet ennå."),
        ({"fact": ""}, "Skriv hva som ble sett eller hørt."),
        ({"hand": "third"}, "Dette svaret finnes ikke lenger."),
    ],
)
def test_card_that_lacks_something_is_named_by_its_number(
    contact: Client, cases_on: House, more: dict[str, str], says: str
) -> None:
    sent = send(contact, filled(seen_fields(), seen_fields(**more)))
    text = sent.content.decode()
    assert sent.status_code == 422
    assert "Observasjon 2:" in text
    assert says in text


def test_cards_are_added_and_taken_away_without_losing_anything(contact: Client, cases_on: House) -> None:
    data = filled(seen_fields("Den første."), seen_fields("Den andre."))
    assert contact.post(URL, data | {"do": "add"}).url == f"{URL}#o3"
    assert contact.post(URL, data | {"do": "remove:1"}).url == f"{URL}#o1"
    text = contact.get(URL).content.decode()
    assert "Den andre." in text
    assert "Den første." not in text
    assert "Skolen og hjemmet ber om det." in text


@pytest.mark.parametrize("do", ["copy:x", f"copy:{UUID(int=7)}", "remove:99", "remove:", "hva"])
def test_button_of_an_old_page_does_no_harm(contact: Client, cases_on: House, do: str) -> None:
    assert contact.post(URL, filled(seen_fields()) | {"do": do}).status_code == 302


def test_nine_cards_are_eight(contact: Client, cases_on: House) -> None:
    contact.post(URL, filled(*[seen_fields(f"Nummer {number}.") for number in range(1, 9)]) | {"do": "add"})
    text = contact.get(URL).content.decode()
    assert "Nummer 8." in text
    assert 'id="o9"' not in text
    assert "Åtte observasjoner er det meste" in text


# --- From a concern


def from_concern(concern_id: UUID) -> str:
    """The page's address with a concern."""
    return f"{URL}?concern={concern_id}"


def test_concern_offers_its_observations_and_copies_none(contact: Client, concern: UUID) -> None:
    text = contact.get(from_concern(concern)).content.decode()
    assert worries.FACT in text
    assert "Ta med denne" in text
    assert 'id="o1"' not in text


def test_contact_copies_one_observation(house: House, contact: Client, concern: UUID) -> None:
    url = from_concern(concern)
    _told, done = reads.opened(house.contact.actor(), concern).observations
    contact.post(url, filled() | {"do": f"copy:{done.id}"})
    page = contact.get(url).content.decode()
    assert 'id="o1"' in page
    assert 'id="o2"' not in page
    card = seen_fields(worries.FACT, copied_from=str(done.id), hand="first")
    sent = send(contact, filled(card), url)
    (case,) = cases_of(house)
    assert sent.url == reverse("casefile:case", args=[case.line.id])
    assert case.origin is Origin.CONCERN
    assert (case.facts[0].text, case.facts[0].kind, case.facts[0].hand) == (worries.FACT, Kind.ACT, Hand.FIRST)


def test_copy_leaves_the_legal_class_to_the_contact(house: House, contact: Client, concern: UUID) -> None:
    from avklar.followup.cases import opening

    told, _done = reads.opened(house.contact.actor(), concern).observations
    assert opening.copied(told)["legal_class"] == ""
    concerns.classify(
        house.contact.actor(),
        concern_id=concern,
        observation_id=told.id,
        utterance=Utterance.PUNISHABLE,
        provision="263",
    )
    told, _done = reads.opened(house.contact.actor(), concern).observations
    assert opening.copied(told)["legal_class"] == str(LegalClass.PUNISHABLE)
    assert opening.copied(told)["provision"] == "263"


def test_card_cannot_claim_to_be_copied_from_elsewhere(house: House, contact: Client, concern: UUID) -> None:
    card = seen_fields(copied_from=str(uuid4()))
    send(contact, filled(card), from_concern(concern))
    assert len(cases_of(house)) == 1


@pytest.mark.parametrize(
    ("band", "age"), [(AgeBand.FROM_16, Age.FROM_15), (AgeBand.FROM_13, ""), (AgeBand.UNKNOWN, Age.UNKNOWN)]
)
def test_age_follows_where_the_band_is_certain(band: AgeBand, age: str, house: House, cases_on: House) -> None:
    from avklar.followup.cases import opening
    from avklar.foundation import clock

    content = worries.worry(age_band=band)
    concern_id = concerns.send(house.teacher.actor(), content=content, submission=clock.new_id()).id
    actor = house.contact.actor()
    with scope(actor.organisation_id, person_id=actor.user_id):
        assert opening.door(actor, {"concern": str(concern_id)}).age == age


@pytest.mark.parametrize("key", ["stranger", "police_contact"])
def test_concern_of_another_is_not_there(client_as: Any, house: House, concern: UUID, key: str) -> None:
    assert client_as(house.people[key]).get(from_concern(concern)).status_code == 404


@pytest.mark.parametrize("name", ["concern", "consultation"])
def test_id_that_is_none_is_not_found(contact: Client, cases_on: House, name: str) -> None:
    assert contact.get(f"{URL}?{name}=x").status_code == 404


def came_from(house: House) -> tuple[str, UUID | None]:
    """What the one case came from: the kind, and the id where it is kept."""
    with scope(house.contact.organisation.pk):
        kind, origin_id = Case.objects.values_list("origin", "origin_id").get()
    return kind, origin_id


@pytest.fixture
def consultation(house: House, ask: Callable[..., UUID]) -> UUID:
    """Alvdal's, with the police contact's advice."""
    started = ask()
    consultations.conclude(house.police_contact.actor(), started, "Følg opp med foreldrene.", version=1)
    return started


def test_consultation_is_remembered_as_where_it_came_from(
    house: House, contact: Client, consultation: UUID, cases_on: House
) -> None:
    url = f"{URL}?consultation={consultation}"
    assert url in contact.get(reverse("consultations:page", args=[consultation])).content.decode()
    send(contact, filled(seen_fields()), url)
    assert came_from(house) == (Origin.CONSULTATION, consultation)


@pytest.mark.parametrize("key", ["police_contact", "stranger"])
def test_consultation_of_another_is_not_there(
    client_as: Any, house: House, consultation: UUID, cases_on: House, key: str
) -> None:
    assert client_as(house.people[key]).get(f"{URL}?consultation={consultation}").status_code == 404


def test_disclosure_is_remembered_without_its_id(house: House, contact: Client, cases_on: House) -> None:
    send(contact, filled(seen_fields()), f"{URL}?disclosure={uuid4()}")
    assert came_from(house) == (Origin.DISCLOSURE, None)


def test_closed_concern_opens_nothing(house: House, contact: Client, concern: UUID) -> None:
    found = reads.opened(house.contact.actor(), concern)
    concerns.close(
        house.contact.actor(),
        concern_id=concern,
        outcome=Outcome.NOTHING,
        reason="Vanlig uenighet.",
        version=found.version,
    )
    assert contact.get(from_concern(concern)).status_code == 404


def test_concern_has_a_door_to_a_case(contact: Client, concern: UUID) -> None:
    page = reverse("concerns:concern", args=[concern])
    sent = contact.post(page, {"do": "close", "outcome": "case", "version": "1"})
    assert sent.url == from_concern(concern)


def test_door_is_shut_while_cases_are_off(house: House, contact: Client) -> None:
    from avklar.foundation import clock

    concern_id = concerns.send(house.teacher.actor(), content=worries.worry(), submission=clock.new_id()).id
    page = reverse("concerns:concern", args=[concern_id])
    assert "Kommunen har ikke ført inn rettslig grunnlag" in contact.get(page).content.decode()
    assert contact.post(page, {"do": "close", "outcome": "case", "version": "1"}).status_code == 422


def test_door_is_shut_on_lawful_expression(house: House, contact: Client, cases_on: House) -> None:
    from avklar.foundation import clock

    content = worries.worry(observations=worries.worry().observations[:1])
    concern_id = concerns.send(house.teacher.actor(), content=content, submission=clock.new_id()).id
    page = reverse("concerns:concern", args=[concern_id])
    assert contact.post(page, {"do": "close", "outcome": "case", "version": "1"}).status_code == 422
    assert "Regel R3." in contact.get(from_concern(concern_id)).content.decode()


# --- Off


def test_page_says_why_cases_are_off_and_what_to_do(contact: Client, house: House) -> None:
    page = contact.get(URL)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Saker med navn er ikke slått på" in text
    assert "Det rettslige grunnlaget for å føre saker mangler." in text
    assert reverse("consultations:start") in text
    assert "<textarea" not in text


def test_text_is_kept_when_cases_are_switched_off_meanwhile(house: House, contact: Client, cases_on: House) -> None:
    page = contact.get(URL)
    law.switch_cases_off(house)
    data = filled(seen_fields("Slo i veggen.")) | {"kept_for": hidden(page, "kept_for")}
    sent = contact.post(URL, data)
    assert sent.status_code == 409
    assert "tatt vare på hos deg" in sent.content.decode()
    kept = drafts.load(house.contact.user.pk, "case-open:other") or {}
    assert kept["o1-fact"] == "Slo i veggen."
    assert cases_of(house) == []


def test_session_that_ends_loses_nothing(house: House, contact: Client, client_as: Any, cases_on: House) -> None:
    page = contact.get(URL)
    contact.logout()
    data = filled(seen_fields("Slo i veggen.")) | {"kept_for": hidden(page, "kept_for")}
    assert reverse("account_login") in contact.post(URL, data).url
    text = client_as(house.contact).get(URL).content.decode()
    assert "Slo i veggen." in text
    assert "Skolen og hjemmet ber om det." in text


def test_police_open_their_own(house: House, client_as: Any, cases_on: House) -> None:
    sent = send(client_as(house.police_contact), filled(seen_fields()))
    case_id = UUID(sent.url.strip("/").split("/")[-1])
    assert look(house.police_contact.actor(), case_id).facts


@pytest.mark.parametrize("key", ["teacher", "district_lead", "administrator", "privacy_officer", "editor", "moderator"])
def test_page_is_not_for_others(house: House, client_as: Any, cases_on: House, key: str) -> None:
    assert client_as(house.people[key]).get(URL).status_code == 403
