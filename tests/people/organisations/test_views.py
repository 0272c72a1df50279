"""The directory and the administrator's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.people.organisations import queries, shipped
from avklar.people.organisations.models import Absence, Appointment, Invitation, Membership
from tests.cast import House, Person

SignIn = Callable[..., Client]


@pytest.fixture
def administrator(house: House, client_as: SignIn) -> Client:
    return client_as(house.administrator)


@pytest.fixture
def district(house: House, client_as: SignIn) -> Client:
    """The district's administrator, who is its lead as well."""
    person: Person = house.district_lead
    Membership.objects.create(organisation=person.organisation, user=person.user, role=Role.ADMINISTRATOR)
    return client_as(person)


def member_url(name: str, person: Person) -> str:
    return reverse(f"organisations:{name}", args=[person.membership.pk])


@pytest.mark.parametrize("key", ["teacher", "contact", "police_contact", "district_lead", "editor", "stranger"])
def test_everybody_sees_the_directory(house: House, client_as: SignIn, key: str) -> None:
    page = client_as(getattr(house, key)).get(reverse("organisations:directory"))
    assert "Berit Aasgard" in page.content.decode()


def test_the_directory_shows_vacancies(house: House, client_as: SignIn) -> None:
    page = client_as(house.district_lead).get(reverse("organisations:directory")).content.decode()
    assert "2 kommuner har ingen kontakt nå." in page


def test_the_directory_says_who_is_away(house: House, client_as: SignIn) -> None:
    today = clock.today()
    Absence.objects.create(membership=house.contact.membership, away_from=today, away_to=today)
    page = client_as(house.teacher).get(reverse("organisations:directory")).content.decode()
    assert "Borte til og med" in page


@pytest.mark.parametrize("key", ["administrator", "privacy_officer"])
def test_administrator_and_privacy_officer_see_the_organisation(house: House, client_as: SignIn, key: str) -> None:
    page = client_as(getattr(house, key)).get(reverse("organisations:manage"))
    assert page.status_code == 200


def test_a_district_sees_its_page(district: Client) -> None:
    assert "Inviter en kommune" in district.get(reverse("organisations:manage")).content.decode()


@pytest.mark.parametrize("key", ["teacher", "contact", "district_lead", "editor"])
def test_others_do_not_see_the_administration(house: House, client_as: SignIn, key: str) -> None:
    assert client_as(getattr(house, key)).get(reverse("organisations:manage")).status_code == 403


@pytest.mark.parametrize("name", ["invite", "add_domain"])
def test_a_form_is_shown(administrator: Client, name: str) -> None:
    assert administrator.get(reverse(f"organisations:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["load", "first_administrator"])
def test_a_form_of_the_district_is_shown(district: Client, name: str) -> None:
    assert district.get(reverse(f"organisations:{name}")).status_code == 200


def test_somebody_new_is_invited(administrator: Client) -> None:
    administrator.post(reverse("organisations:invite"), {"email": "ny@alvdal.example", "role": "deputy"})
    assert Invitation.objects.get().role == Role.DEPUTY


def test_a_member_gets_the_role_at_once(house: House, administrator: Client) -> None:
    values = {"email": house.teacher.user.email, "role": "deputy"}
    administrator.post(reverse("organisations:invite"), values)
    assert Membership.objects.filter(user=house.teacher.user, role=Role.DEPUTY).exists()


def test_a_role_of_the_police_is_no_choice(administrator: Client) -> None:
    answer = administrator.post(reverse("organisations:invite"), {"email": "ny@x.example", "role": "police_contact"})
    assert answer.status_code == 422


def test_a_second_administrator_confirms(house: House, administrator: Client, client_as: SignIn) -> None:
    administrator.post(reverse("organisations:invite"), {"email": house.teacher.user.email, "role": "deputy"})
    membership = Membership.objects.get(user=house.teacher.user, role=Role.DEPUTY)
    url = reverse("organisations:confirm", args=[membership.pk])
    assert administrator.post(url).status_code == 403
    client_as(house.second_administrator).post(url)
    membership.refresh_from_db()
    assert membership.confirmed_by == house.second_administrator.user.pk


def test_a_role_is_ended_after_a_question(house: House, administrator: Client) -> None:
    url = member_url("end_membership", house.editor)
    assert "Gro Moan" in administrator.get(url).content.decode()
    administrator.post(url)
    house.editor.membership.refresh_from_db()
    assert house.editor.membership.ended_at is not None


@pytest.mark.parametrize("name", ["end_membership", "appoint"])
def test_a_member_of_another_organisation_is_not_found(house: House, administrator: Client, name: str) -> None:
    assert administrator.get(member_url(name, house.stranger)).status_code == 404


@pytest.mark.parametrize("name", ["confirm", "back_again"])
def test_what_is_posted_about_another_organisation_is_not_found(house: House, administrator: Client, name: str) -> None:
    assert administrator.post(member_url(name, house.stranger)).status_code == 404


def test_an_appointment_of_another_organisation_is_not_found(house: House, administrator: Client) -> None:
    appointment = Appointment.objects.get(membership=house.stranger.membership)
    assert administrator.post(reverse("organisations:end_appointment", args=[appointment.pk])).status_code == 404


def test_a_contact_is_appointed_anew(house: House, administrator: Client) -> None:
    old = Appointment.objects.get(membership=house.contact.membership)
    today = clock.today()
    ended = {"last_day": str(today - timedelta(days=1)), "why": "mistake", "taker": "nobody"}
    administrator.post(reverse("organisations:end_appointment", args=[old.pk]), ended)
    values = {"valid_from": str(today), "valid_to": str(today + timedelta(days=365)), "why": "renewed"}
    administrator.post(member_url("appoint", house.contact), values)
    assert Appointment.objects.filter(membership=house.contact.membership).count() == 2


def test_an_appointment_that_is_too_long_says_so_at_the_field(house: House, administrator: Client) -> None:
    today = clock.today()
    values = {"valid_from": str(today), "valid_to": str(today + timedelta(days=3000)), "why": "new"}
    answer = administrator.post(member_url("appoint", house.contact), values)
    assert "høyst fire år" in answer.content.decode()


def test_a_district_appoints_for_a_municipality(house: House, district: Client) -> None:
    url, today = member_url("appoint", house.hamar_police_contact), clock.today()
    assert district.get(url).status_code == 200
    place = house.organisation("gjovik").pk
    values = {"municipality": str(place), "valid_from": str(today), "valid_to": str(today), "why": "new"}
    district.post(url, values)
    assert len(queries.police_contacts(place)) == 1


def test_a_contact_is_away_and_back(house: House, client_as: SignIn) -> None:
    client, today = client_as(house.contact), clock.today()
    url = member_url("absence", house.contact)
    assert client.get(url).status_code == 200
    client.post(url, {"away_from": str(today), "away_to": str(today + timedelta(days=2))})
    away = queries.contacts_of(house.contact.organisation.pk)[0].away_until
    client.post(member_url("back_again", house.contact))
    assert (away, queries.contacts_of(house.contact.organisation.pk)[0].away_until) == (
        today + timedelta(days=2),
        None,
    )


@pytest.mark.parametrize("key", ["teacher", "privacy_officer", "stranger"])
def test_somebody_elses_absence_has_no_page(house: House, client_as: SignIn, key: str) -> None:
    assert client_as(getattr(house, key)).get(member_url("absence", house.contact)).status_code == 404


def test_an_administrator_records_a_members_absence(house: House, administrator: Client) -> None:
    today = clock.today()
    administrator.post(member_url("absence", house.contact), {"away_from": str(today), "away_to": str(today)})
    assert queries.contacts_of(house.contact.organisation.pk)[0].away_until == today


def test_dates_the_wrong_way_round_keep_what_was_typed(house: House, client_as: SignIn) -> None:
    today = clock.today()
    values = {"away_from": str(today), "away_to": str(today - timedelta(days=2))}
    answer = client_as(house.contact).post(member_url("absence", house.contact), values)
    assert answer.status_code == 422
    assert str(today - timedelta(days=2)) in answer.content.decode()


def test_a_domain_is_added_and_taken_away(administrator: Client, house: House) -> None:
    administrator.post(reverse("organisations:add_domain"), {"domain": "skole.example"})
    administrator.post(reverse("organisations:remove_domain"), {"domain": "alvdal.example"})
    assert queries.email_domains(house.organisation("alvdal").pk) == ["skole.example"]


def test_everybodys_domain_is_refused_at_the_field(administrator: Client) -> None:
    answer = administrator.post(reverse("organisations:add_domain"), {"domain": "gmail.com"})
    assert "hvem som helst" in answer.content.decode()


def test_a_list_is_loaded(district: Client, house: House) -> None:
    file = SimpleUploadedFile("liste.csv", shipped.SHIPPED.read_bytes())
    district.post(reverse("organisations:load"), {"file": file})
    assert len(queries.municipalities(house.organisation("innlandet").pk)) == 46


def test_a_municipality_is_invited(district: Client, house: House) -> None:
    place = house.organisation("gjovik").pk
    district.post(
        reverse("organisations:first_administrator"), {"municipality": str(place), "email": "ny@gjovik.example"}
    )
    assert Invitation.objects.get().organisation_id == place


def test_the_pages_take_few_queries(house: House, administrator: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        administrator.get(reverse("organisations:manage"))
