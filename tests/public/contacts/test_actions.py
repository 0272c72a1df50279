"""What an organisation says of itself: whose it is to change, what may stand there, two at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.network.activities import actions as activities
from avklar.people.organisations.models import Absence, Appointment, ListedContact
from avklar.people.organisations.states import AppointmentKind
from avklar.public.contacts import actions, queries
from avklar.public.contacts.cards import Words
from avklar.public.contacts.models import PublicPlace
from tests.cast import House
from tests.network.activities.conftest import evening

WORDS = Words("61 18 95 00", "Mandag–fredag 09:00–15:00", "Rådhuset", "- Ungdomsklubben")


def test_contact_deputy_and_administrator_change_their_own_page_and_nobody_else(house: House) -> None:
    for version, person in enumerate((house.contact, house.deputy, house.administrator)):
        actions.edit(person.actor(), words=replace(WORDS, phone=f"61 18 95 0{version}"), version=version)
    assert queries.words(house.organisation("alvdal").pk).words.phone == "61 18 95 02"
    actions.edit(house.stranger.actor(), words=WORDS, version=0)
    assert queries.words(house.organisation("alvdal").pk).version == 3
    for person in (house.teacher, house.substitute, house.police_contact, house.editor):
        with pytest.raises(Denied):
            actions.edit(person.actor(), words=WORDS, version=3)
    own = house.organisation("alvdal").pk
    with scope(own):
        assert Entry.objects.filter(organisation_id=own, kind="public-place", verb="changed").count() == 3


def test_two_clicks_are_one_and_the_second_of_two_editors_is_told(house: House) -> None:
    actor, sent = house.contact.actor(), clock.new_id()
    for _click in range(2):
        actions.edit(actor, words=WORDS, version=0, submission=sent)
    assert queries.words(actor.organisation).version == 1
    for version in (0, 7):
        with pytest.raises(Conflict):
            actions.edit(house.deputy.actor(), words=replace(WORDS, hours="Aldri"), version=version)
    assert queries.words(actor.organisation).words == WORDS


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("phone", "ring oss"),
        ("phone", "1" * 40),
        ("hours", "x" * 200_000),
        ("measures", "Fødselsnummer 13097248022 skal aldri stå her"),
        ("address", "x" * 201),
    ],
)
def test_words_that_may_not_stand_are_refused_at_their_field(house: House, field: str, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.edit(house.contact.actor(), words=replace(WORDS, **{field: text}), version=0)
    assert list(refused.value.fields) == [field]
    assert not PublicPlace.objects.exists()


def test_page_shows_names_and_switchboard_before_anybody_has_chosen(house: House) -> None:
    people = house.contact, house.deputy, house.police_contact
    for person in people:
        person.user.phone = "400 00 000"
        person.user.save(update_fields=["phone"])
    page = queries.page("3428")
    assert [(each.name, each.phone, each.email) for each in page.people] == [
        (house.contact.user.name, "", ""),
        (house.deputy.user.name, "", ""),
    ]
    assert page.phone == "62 00 00 00"
    assert [(each.name, each.phone, each.email) for each in page.police] == [
        (house.police_contact.user.name, "400 00 000", "")
    ]


def test_municipality_chooses_what_of_its_contacts_is_shown(house: House) -> None:
    house.contact.user.phone = "400 00 000"
    house.contact.user.save(update_fields=["phone"])
    chosen = replace(WORDS, show_names=False, show_phones=True, show_emails=True)
    actions.edit(house.contact.actor(), words=chosen, version=0)
    first = queries.page("3428").people[0]
    assert (first.name, first.phone, first.email) == ("", "400 00 000", house.contact.user.email)


def test_who_answers_follows_absences_and_vacancies_and_never_the_police(house: House) -> None:
    today = clock.today()
    found = [queries.page("3428").answers]
    for person in (house.contact, house.deputy, house.substitute):
        Absence.objects.create(membership=person.membership, away_from=today, away_to=today)
        found.append(queries.page("3428").answers)
    kinds = AppointmentKind
    assert found == [kinds.CONTACT, kinds.DEPUTY, kinds.SUBSTITUTE, None]
    assert queries.page("3429").answers is None  # Folldal has a police contact only
    assert queries.page("3429").district_phone == "02800"
    actions.edit(house.district_lead.actor(), words=Words(phone="61 00 00 00"), version=0)
    assert queries.page("3429").district_phone == "61 00 00 00"


def test_somebody_listed_is_shown_only_for_a_task_that_nobody_is_appointed_to(house: House) -> None:
    for key, name in (("folldal", "Turid Enge"), ("alvdal", "Vidar Moe")):
        place = house.organisation(key)
        ListedContact.objects.create(municipality=place, kind=AppointmentKind.CONTACT, name=name, phone="400 00 001")
    assert [(each.name, each.phone) for each in queries.page("3429").people] == [("Turid Enge", "")]
    assert "Vidar Moe" not in {each.name for each in queries.page("3428").people}
    Appointment.objects.filter(municipality=house.organisation("alvdal")).update(valid_to=clock.today() - timedelta(1))
    assert [each.name for each in queries.page("3428").people] == ["Vidar Moe"]


@pytest.mark.parametrize("number", ["innlandet", "0301", "", "3407 ", "x" * 9_000])
def test_organisation_that_isnt_a_municipality_of_the_district_is_not_there(house: House, number: str) -> None:
    with pytest.raises(NotFound):
        queries.page(number)


def test_only_open_activities_are_public_and_say_nothing_of_who_wrote_them(house: House) -> None:
    contact, stranger = house.contact.actor(), house.stranger.actor()
    activities.plan(contact, plan=evening(), submission=clock.new_id())
    open_id = activities.plan(contact, plan=evening(12, open=True), submission=clock.new_id())
    other = activities.plan(stranger, plan=evening(5, open=True), submission=clock.new_id())
    cards = queries.open_activities()
    assert [card.id for card in cards] == [other, open_id]
    assert {card.written_by for card in cards} == {""}
    assert [card.id for card in queries.open_activities(number="3428")] == [open_id]
    activities.cancel(stranger, activity_id=other, version=1)
    assert [each.id for each in queries.next_activities(5)] == [open_id]
    assert [card.id for card in queries.open_activities()] == [other, open_id]  # those who planned to come see it
