"""Reads of organisations, on the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.roles import Role
from avklar.people.accounts.models import User
from avklar.people.organisations import queries
from avklar.people.organisations.cards import VACANT
from avklar.people.organisations.models import Absence, Appointment, Membership
from avklar.people.organisations.states import AppointmentKind
from tests.cast import House, Person

Count = Callable[[int], object]


def away(person: Person) -> None:
    today = clock.today()
    Absence.objects.create(membership=person.membership, away_from=today, away_to=today + timedelta(days=3))


def actor(person: Person, **options: object) -> object:
    return queries.actor_for(person.user.pk, acting_for=person.user.acting_for, second_factor=True)


def receiving(house: House) -> list[str]:
    return [person.name for person in queries.receivers(house.organisation("alvdal").pk).people]


def test_organisation_is_found(house: House) -> None:
    card = queries.organisation(house.organisation("skjak").pk)
    assert (card.number, card.name, card.language) == ("3433", "Skjåk", "nn")


def test_an_unknown_organisation_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        queries.organisation(uuid4())


def test_municipalities_come_in_norwegian_order(house: House) -> None:
    names = [card.name for card in queries.municipalities(house.organisation("innlandet").pk)]
    assert names == ["Alvdal", "Folldal", "Gjøvik", "Hamar", "Skjåk", "Tynset"]


def test_a_municipality_that_is_not_served_yet_is_left_out(house: House) -> None:
    long_ago = clock.today() - timedelta(days=2000)
    assert queries.municipalities(house.organisation("innlandet").pk, on=long_ago) == []


def test_the_district_of_a_municipality(house: House) -> None:
    district = queries.district_of(house.organisation("alvdal").pk)
    assert district is not None
    assert district.id == house.organisation("innlandet").pk


def test_contact_and_deputy_receive_contact_first(house: House) -> None:
    found = queries.receivers(house.organisation("alvdal").pk)
    assert (found.kind, receiving(house)) == (AppointmentKind.CONTACT, ["Berit Aasgard", "Ola Kvernmo"])


def test_receivers_take_one_query(house: House, django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        queries.receivers(house.organisation("alvdal").pk)


def test_the_deputy_receives_while_the_contact_is_away(house: House) -> None:
    away(house.contact)
    assert receiving(house) == ["Ola Kvernmo"]


def test_the_substitute_receives_while_both_are_away(house: House) -> None:
    away(house.contact)
    away(house.deputy)
    assert receiving(house) == ["Siv Brendløkken"]


def test_the_form_is_shut_when_nobody_is_there(house: House) -> None:
    for person in (house.contact, house.deputy, house.substitute):
        away(person)
    assert queries.receivers(house.organisation("alvdal").pk).shut


def test_a_vacancy_without_deputy_is_shut(house: House) -> None:
    assert queries.receivers(house.organisation("gjovik").pk).shut


def test_an_absence_that_has_ended_no_longer_counts(house: House) -> None:
    away(house.contact)
    later = clock.today() + timedelta(days=4)
    assert queries.receivers(house.organisation("alvdal").pk, on=later).kind == AppointmentKind.CONTACT


def test_an_unconfirmed_contact_does_not_receive(house: House) -> None:
    Membership.objects.filter(pk=house.contact.membership.pk).update(confirmed_at=None, confirmed_by=None)
    assert receiving(house) == ["Ola Kvernmo"]


def test_an_ended_membership_does_not_receive(house: House) -> None:
    Membership.objects.filter(pk=house.contact.membership.pk).update(ended_at=clock.now())
    assert receiving(house) == ["Ola Kvernmo"]


def test_an_appointment_that_has_run_out_is_a_vacancy(house: House) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Appointment.objects.filter(membership=house.contact.membership).update(valid_to=yesterday)
    kinds = [each.kind for each in queries.contacts_of(house.organisation("alvdal").pk)]
    assert kinds == [AppointmentKind.DEPUTY, AppointmentKind.SUBSTITUTE, AppointmentKind.POLICE_CONTACT]


def test_contacts_tell_until_when_somebody_is_away(house: House) -> None:
    away(house.contact)
    first = queries.contacts_of(house.organisation("alvdal").pk)[0]
    assert first.away_until == clock.today() + timedelta(days=3)


def test_the_directory_shows_vacancies(house: House) -> None:
    vacant = [row.municipality.name for row in queries.directory() if not row.of(AppointmentKind.CONTACT)]
    assert vacant == ["Folldal", "Gjøvik"]


def test_the_directory_takes_one_query(house: House, django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        queries.directory()


def test_posts_say_what_the_directory_says(house: House, django_assert_num_queries: Count) -> None:
    district = house.organisation("innlandet").pk
    last = clock.today() + timedelta(days=400)
    Appointment.objects.create(
        municipality_id=house.organisation("alvdal").pk,
        membership=house.stranger.membership,
        kind=AppointmentKind.CONTACT,
        valid_from=clock.today(),
        valid_to=last,
    )
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        found = queries.posts(district)
    rows = queries.directory(district)
    assert [(each.id, each.name) for each in found] == [(row.municipality.id, row.municipality.name) for row in rows]
    for kind, posts in ((AppointmentKind.CONTACT, 3), (AppointmentKind.DEPUTY, 4)):
        held = [row.of(kind) for row in rows]
        assert [tuple(each.person.name for each in people) for people in held] == [each[posts].names for each in found]
        assert [max((each.valid_to for each in people), default=None) for people in held] == [
            each[posts].until for each in found
        ]
    alvdal = next(each for each in found if each.name == "Alvdal")
    assert (len(alvdal.contact.names), alvdal.contact.until) == (2, last)


def test_a_post_is_vacant_when_the_membership_has_ended(house: House) -> None:
    Membership.objects.filter(pk=house.contact.membership.pk).update(ended_at=clock.now())
    alvdal = next(each for each in queries.posts(house.organisation("innlandet").pk) if each.name == "Alvdal")
    assert (alvdal.contact, alvdal.deputy.names) == (VACANT, ("Ola Kvernmo",))
    assert queries.posts(house.organisation("alvdal").pk) == []  # serves nobody


def test_a_police_contact_of_three_may_receive_a_hidden_sender(house: House) -> None:
    found = queries.police_contacts(house.organisation("alvdal").pk)
    assert [(each.person.name, each.serves, each.may_receive_hidden) for each in found] == [("Stian Rustad", 3, True)]


def test_a_police_contact_of_one_may_not(house: House) -> None:
    found = queries.police_contacts(house.organisation("hamar").pk)
    assert [(each.serves, each.may_receive_hidden) for each in found] == [(1, False)]


def test_a_police_contact_serves(house: House) -> None:
    served = [card.name for card in queries.served_by(house.police_contact.user.pk)]
    assert served == ["Alvdal", "Folldal", "Tynset"]


def test_other_municipalities_with_a_contact(house: House) -> None:
    found = [card.name for card in queries.municipal_receivers(exclude=house.organisation("alvdal").pk)]
    assert found == ["Hamar", "Skjåk", "Tynset"]


def test_names_leave_unknown_ids_out(house: House) -> None:
    assert queries.names([house.contact.user.pk, uuid4()]) == {house.contact.user.pk: "Berit Aasgard"}


def test_privacy_officers(house: House) -> None:
    assert [person.name for person in queries.privacy_officers(house.organisation("alvdal").pk)] == ["Randi Steien"]


def test_members_say_who_waits(house: House) -> None:
    Membership.objects.filter(pk=house.deputy.membership.pk).update(confirmed_at=None, confirmed_by=None)
    waiting = [member.person.name for member in queries.members(house.organisation("alvdal").pk) if member.waiting]
    assert waiting == ["Ola Kvernmo"]


def test_members_are_the_own_organisations_only(house: House) -> None:
    names = {member.person.name for member in queries.members(house.organisation("tynset").pk)}
    assert names == {"Liv Tronsmo", "Tor Brydal"}


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("teacher", Role.FRONTLINE),
        ("contact", Role.RADICALISATION_CONTACT),
        ("deputy", Role.DEPUTY),
        ("police_contact", Role.POLICE_CONTACT),
        ("police_radicalisation_contact", Role.POLICE_RADICALISATION_CONTACT),
        ("administrator", Role.ADMINISTRATOR),
    ],
)
def test_actor_has_the_role_in_force(house: House, key: str, role: Role) -> None:
    person: Person = getattr(house, key)
    found = queries.actor_for(person.user.pk, acting_for=person.user.acting_for, second_factor=False)
    assert (found.roles, found.organisation_id) == (frozenset({role}), person.organisation.pk)


def test_actor_takes_one_query(house: House, django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        actor(house.contact)


def test_actor_of_a_substitute_takes_two_queries(house: House, django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        actor(house.substitute)


def test_a_substitute_is_one_only_while_both_are_away(house: House) -> None:
    person = house.substitute
    before = queries.actor_for(person.user.pk, acting_for=person.organisation.pk, second_factor=True).roles
    away(house.contact)
    away(house.deputy)
    after = queries.actor_for(person.user.pk, acting_for=person.organisation.pk, second_factor=True).roles
    assert (before, after) == (frozenset(), frozenset({Role.SUBSTITUTE}))


@pytest.mark.parametrize("change", ["unconfirmed", "ended", "appointment over", "inactive"])
def test_a_role_out_of_force_gives_nothing(house: House, change: str) -> None:
    person = house.contact
    held = Membership.objects.filter(pk=person.membership.pk)
    if change == "unconfirmed":
        held.update(confirmed_at=None, confirmed_by=None)
    elif change == "ended":
        held.update(ended_at=clock.now())
    elif change == "inactive":
        User.objects.filter(pk=person.user.pk).update(is_active=False)
    else:
        Appointment.objects.filter(membership=person.membership).update(valid_to=clock.today() - timedelta(days=1))
    found = queries.actor_for(person.user.pk, acting_for=person.organisation.pk, second_factor=True)
    assert found.roles == frozenset()


def test_an_actor_acts_for_one_organisation_at_a_time(house: House) -> None:
    person, tynset = house.teacher, house.organisation("tynset")
    Membership.objects.create(organisation=tynset, user=person.user, role=Role.EDITOR)
    found = queries.actor_for(person.user.pk, acting_for=tynset.pk, second_factor=True)
    assert (found.organisation_id, found.roles) == (tynset.pk, frozenset({Role.EDITOR}))


def test_an_organisation_one_does_not_belong_to_is_never_acted_for(house: House) -> None:
    person = house.teacher
    found = queries.actor_for(person.user.pk, acting_for=house.organisation("tynset").pk, second_factor=True)
    assert found.organisation_id == person.organisation.pk


def test_somebody_without_a_membership_has_no_organisation(house: House) -> None:
    user = User.objects.create_user("ny@alvdal.example", name="Ny Ansatt")
    assert queries.actor_for(user.pk, acting_for=None, second_factor=True).organisation_id is None
