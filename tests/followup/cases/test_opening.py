"""Opening a case: only where it is switched on, never on lawful expression alone, and once however often it is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from avklar.followup.cases import actions, queries
from avklar.followup.cases.content import Telling
from avklar.followup.cases.states import Age, Kind, LegalClass, Origin, Waiting
from avklar.foundation import clock
from avklar.foundation.access.errors import Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.vault.models import WrappedRecordKey
from tests.cast import House
from tests.followup.cases.stories import look, open_one, opening, seen, threat, told, utterance

OUTSIDERS = ["stranger", "district_lead", "administrator", "privacy_officer", "editor", "moderator", "teacher"]


def test_case_is_off_until_the_organisation_switches_it_on(house: House) -> None:
    with pytest.raises(Denied) as refused:
        open_one(house.contact.actor())
    assert refused.value.rule == "R8"


def test_nothing_is_written_where_cases_are_off(house: House) -> None:
    with pytest.raises(Denied):
        open_one(house.contact.actor())
    assert not WrappedRecordKey.objects.exists()


def test_opened_case_is_read_by_the_one_who_opened_it(house: House, cases_on: Any) -> None:
    contact = house.contact.actor()
    made = open_one(contact, seen("Kastet en stein mot bilen."), origin=Origin.CONCERN)
    found = look(contact, made.id)
    assert found.line.reference == "S-0001"
    assert [each.text for each in found.facts] == ["Kastet en stein mot bilen."]
    assert found.line.responsible == contact.person


def test_cases_are_numbered_within_the_organisation(house: House, cases_on: Any) -> None:
    contact, police = house.contact.actor(), house.police_contact.actor()
    assert [open_one(contact).number, open_one(contact).number, open_one(police).number] == [1, 2, 1]


@pytest.mark.parametrize("key", OUTSIDERS)
def test_case_does_not_exist_for_anybody_else(house: House, case: UUID, key: str) -> None:
    person = house.people[key].actor()
    with scope(person.organisation_id), pytest.raises((Denied, NotFound)):
        queries.opened(person, case)


def test_unnamed_colleague_finds_nothing(house: House, case: UUID) -> None:
    actions.end_staff(house.contact.actor(), case_id=case, user_id=house.deputy.user.pk)
    with pytest.raises(NotFound):
        look(house.deputy.actor(), case)


def test_expression_alone_opens_no_case(house: House, cases_on: Any) -> None:
    with pytest.raises(Denied) as refused:
        open_one(house.contact.actor(), utterance(), utterance("Gikk i demonstrasjon."))
    assert refused.value.rule == "R3"


def test_dont_know_counts_as_lawful(house: House, cases_on: Any) -> None:
    with pytest.raises(Denied):
        open_one(house.contact.actor(), utterance(legal_class=LegalClass.DONT_KNOW))


def test_threat_opens_a_case(house: House, cases_on: Any) -> None:
    assert open_one(house.contact.actor(), threat()).id


def test_whoever_asks_for_help_gets_a_case_without_anything_seen(house: House, cases_on: Any) -> None:
    contact = house.contact.actor()
    asked = opening(asked_for_help=True, origin=Origin.SELF)
    made = actions.open_case(
        contact,
        opening=type(asked)(**{**asked.__dict__, "observations": ()}),
        submission=clock.new_id(),
    )
    assert look(contact, made.id).asked_for_help


def test_same_submission_is_one_case(house: House, cases_on: Any) -> None:
    contact, submission = house.contact.actor(), clock.new_id()
    first = actions.open_case(contact, opening=opening(), submission=submission)
    second = actions.open_case(contact, opening=opening(), submission=submission)
    assert (second.id, second.again) == (first.id, True)
    assert WrappedRecordKey.objects.count() == 1


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("reason", {"reason": " "}),
    ("reason", {"reason": "x" * 200_000}),
    ("reason", {"reason": "a\x00b"}),
    ("waiting", {"telling": Telling()}),
    ("look_again", {"telling": Telling(waiting=Waiting.PURPOSE)}),
    ("told_on", {"telling": Telling(told_on=clock.today() + timedelta(days=1))}),
]


@pytest.mark.parametrize(("field", "given"), WRONG)
def test_opening_that_lacks_something_says_so_at_the_field(
    house: House, cases_on: Any, field: str, given: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        open_one(house.contact.actor(), **given)
    assert field in refused.value.fields


SEEN_WRONG = [
    ("fact", seen("")),
    ("fact", seen("\x00")),
    ("fact", seen("x" * 200_000)),
    ("seen_on", seen(days_ago=-1)),
    ("provision", seen(legal_class=LegalClass.PUNISHABLE)),
    ("provision", seen(legal_class=LegalClass.LAWFUL, provision="263")),
    ("provision", seen(legal_class=LegalClass.PUNISHABLE, provision="999")),
]


@pytest.mark.parametrize(("field", "content"), SEEN_WRONG)
def test_observation_that_lacks_something_says_so_at_the_field(
    house: House, cases_on: Any, field: str, content: Any
) -> None:
    with pytest.raises(Invalid) as refused:
        open_one(house.contact.actor(), content)
    assert field in refused.value.fields


@pytest.mark.parametrize("text", ["x", "<b>&amp;</b>", "=1+1", "אבג 👩‍👩‍👧", "x" * 8000])
def test_text_is_kept_as_written(house: House, cases_on: Any, text: str) -> None:
    contact = house.contact.actor()
    made = open_one(contact, seen(text))
    assert look(contact, made.id).facts[0].text == text


def test_act_and_expression_are_told_apart(house: House, cases_on: Any) -> None:
    contact = house.contact.actor()
    made = open_one(contact, seen(), utterance())
    assert [each.kind for each in look(contact, made.id).facts] == [Kind.ACT, Kind.EXPRESSION]


def test_case_opens_with_a_review_and_when_the_person_is_told(house: House, cases_on: Any) -> None:
    contact = house.contact.actor()
    waiting = Telling(waiting=Waiting.SECRECY, look_again=clock.today() + timedelta(days=30))
    found = look(contact, open_one(contact, telling=waiting).id)
    assert found.line.review_on > clock.today()
    assert (found.told_on, found.waiting) == (None, Waiting.SECRECY)


def test_age_is_a_band_and_never_a_birth_date() -> None:
    assert set(Age) == {"under_15", "from_15", "from_18", "from_25", "from_40", "from_67", "unknown"}
    assert told().told_on == clock.today()
