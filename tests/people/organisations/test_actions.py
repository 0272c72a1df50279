"""Everything that can be done with organisations: what changes, who may not, and that it is journalled."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.foundation.notifications.models import Note
from avklar.people.accounts.models import User
from avklar.people.organisations import actions, installation, queries, shipped
from avklar.people.organisations.actions.organisation import FirstAccount
from avklar.people.organisations.models import Absence, Appointment, Invitation, Membership, Organisation
from avklar.people.organisations.states import AppointmentKind, InstallationKind
from tests.cast import House

PASSWORD = "fire-blå-tekopper-på-rad"


def token_in_mail() -> str:
    found = re.search(r"/invitasjon/([\w-]+)/", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def waiting_deputy(house: House) -> UUID:
    """A new deputy's membership, granted by the administrator."""
    return actions.grant(house.administrator.actor(), user_id=house.teacher.user.pk, role=Role.DEPUTY)


def last_verb(house: House) -> tuple[str, str]:
    alvdal = house.organisation("alvdal").pk
    with scope(alvdal):
        row = Entry.objects.filter(organisation_id=alvdal).latest("segment", "number")
    return row.verb, row.kind


# --- Granting and confirming


def test_a_granted_deputy_waits_for_a_second_person(house: House) -> None:
    waiting_deputy(house)
    members = queries.members(house.organisation("alvdal").pk)
    assert [member.person.name for member in members if member.waiting] == ["Kari Nordmoen"]


def test_a_second_administrator_confirms(house: House) -> None:
    membership = waiting_deputy(house)
    actions.confirm(house.second_administrator.actor(), membership_id=membership)
    assert Membership.objects.get(pk=membership).confirmed_by == house.second_administrator.user.pk


def test_the_privacy_officer_confirms(house: House) -> None:
    membership = waiting_deputy(house)
    actions.confirm(house.privacy_officer.actor(), membership_id=membership)
    assert last_verb(house) == ("confirm", "membership")


def test_a_waiting_role_is_told_to_those_who_may_confirm(house: House) -> None:
    waiting_deputy(house)
    told = set(Note.objects.filter(code="membership_waiting").values_list("user_id", flat=True))
    assert told == {house.second_administrator.user.pk, house.privacy_officer.user.pk}


def test_the_member_is_told_of_the_confirmation(house: House) -> None:
    membership = waiting_deputy(house)
    actions.confirm(house.privacy_officer.actor(), membership_id=membership)
    assert Note.objects.get(code="membership_confirmed").user_id == house.teacher.user.pk


def test_whoever_granted_does_not_confirm(house: House) -> None:
    membership = waiting_deputy(house)
    with pytest.raises(Denied):
        actions.confirm(house.administrator.actor(), membership_id=membership)


def test_nobody_confirms_oneself(house: House) -> None:
    second = house.second_administrator
    membership = actions.grant(house.administrator.actor(), user_id=second.user.pk, role=Role.DEPUTY)
    with pytest.raises(Denied):
        actions.confirm(second.actor(), membership_id=membership)


@pytest.mark.parametrize("who", ["administrator", "teacher"])
def test_the_database_refuses_one_person_too(house: House, who: str) -> None:
    membership = waiting_deputy(house)
    one = getattr(house, who).user.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership).update(confirmed_by=one, confirmed_at=clock.now())


def test_confirming_twice_is_a_conflict(house: House) -> None:
    membership = waiting_deputy(house)
    actions.confirm(house.privacy_officer.actor(), membership_id=membership)
    with pytest.raises(Conflict):
        actions.confirm(house.second_administrator.actor(), membership_id=membership)


def test_an_administrator_from_elsewhere_finds_no_membership(house: House) -> None:
    membership = waiting_deputy(house)
    stranger = house.stranger.actor()
    elsewhere = type(stranger)(stranger.user_id, stranger.organisation_id, frozenset({Role.ADMINISTRATOR}), True)
    with pytest.raises(NotFound):
        actions.confirm(elsewhere, membership_id=membership)


@pytest.mark.parametrize("key", ["contact", "teacher", "privacy_officer", "district_lead", "police_contact"])
def test_only_an_administrator_grants(house: House, key: str) -> None:
    with pytest.raises(Denied):
        actions.grant(getattr(house, key).actor(), user_id=house.teacher.user.pk, role=Role.EDITOR)


def test_granting_needs_a_second_factor(house: House) -> None:
    with pytest.raises(Denied):
        actions.grant(house.administrator.actor(second_factor=False), user_id=house.teacher.user.pk, role=Role.EDITOR)


def test_a_role_held_already_is_a_conflict(house: House) -> None:
    with pytest.raises(Conflict):
        actions.grant(house.administrator.actor(), user_id=house.teacher.user.pk, role=Role.FRONTLINE)


def test_a_municipality_gives_no_police_role(house: House) -> None:
    with pytest.raises(Invalid):
        actions.grant(house.administrator.actor(), user_id=house.teacher.user.pk, role=Role.POLICE_CONTACT)


def test_ending_a_role_signs_the_person_out(house: House) -> None:
    actions.end_membership(house.administrator.actor(), membership_id=house.contact.membership.pk)
    house.contact.user.refresh_from_db()
    assert house.contact.user.session_epoch == 1


def test_ending_a_role_twice_is_not_found(house: House) -> None:
    actions.end_membership(house.administrator.actor(), membership_id=house.contact.membership.pk)
    with pytest.raises(NotFound):
        actions.end_membership(house.administrator.actor(), membership_id=house.contact.membership.pk)


def test_the_last_administrator_stays(house: House) -> None:
    actor = house.administrator.actor()
    actions.end_membership(actor, membership_id=house.second_administrator.membership.pk)
    with pytest.raises(Conflict):
        actions.end_membership(actor, membership_id=house.administrator.membership.pk)


# --- Invitations


def test_an_invitation_makes_a_member(house: House, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.invite(house.administrator.actor(), email="Ny@alvdal.example", role=Role.DEPUTY)
    user_id = actions.accept_invitation(token=token_in_mail(), name="Nils Ny", password=PASSWORD)
    membership = Membership.objects.get(user_id=user_id)
    assert (membership.role, membership.granted_by, membership.confirmed_at) == (
        Role.DEPUTY,
        house.administrator.user.pk,
        None,
    )


def test_an_invitation_works_once(house: House, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.invite(house.administrator.actor(), email="ny@alvdal.example", role=Role.EDITOR)
    token = token_in_mail()
    actions.accept_invitation(token=token, name="Nils Ny", password=PASSWORD)
    with pytest.raises(NotFound):
        actions.accept_invitation(token=token, name="En Annen", password=PASSWORD)


def test_an_old_invitation_is_not_found(house: House, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.invite(house.administrator.actor(), email="ny@alvdal.example", role=Role.EDITOR)
    with clock.frozen(clock.now() + timedelta(days=15)), pytest.raises(NotFound):
        actions.find_invitation(token_in_mail())


def test_only_a_digest_of_the_link_is_kept(house: House, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.invite(house.administrator.actor(), email="ny@alvdal.example", role=Role.EDITOR)
    assert token_in_mail().encode() not in bytes(Invitation.objects.get().digest)


def test_an_account_that_exists_is_not_opened_by_a_link(
    house: House, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.invite(house.administrator.actor(), email=house.stranger.user.email, role=Role.EDITOR)
    with pytest.raises(Conflict):
        actions.accept_invitation(token=token_in_mail(), name="Liv", password=PASSWORD)


def test_somebody_else_cannot_take_an_invitation(house: House, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.invite(house.administrator.actor(), email=house.stranger.user.email, role=Role.EDITOR)
    with pytest.raises(Denied):
        actions.accept_invitation(token=token_in_mail(), user_id=house.teacher.user.pk)


def test_the_invited_person_takes_one_more_role(house: House, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.invite(house.administrator.actor(), email=house.stranger.user.email, role=Role.EDITOR)
    actions.accept_invitation(token=token_in_mail(), user_id=house.stranger.user.pk)
    assert Membership.objects.filter(user=house.stranger.user).count() == 2


def test_a_district_invites_a_first_administrator(house: House) -> None:
    lead = house.district_lead.actor()
    administrator = type(lead)(lead.user_id, lead.organisation_id, frozenset({Role.ADMINISTRATOR}), True)
    place = house.organisation("gjovik").pk
    actions.invite(administrator, email="ny@gjovik.example", role=Role.ADMINISTRATOR, organisation_id=place)
    assert Invitation.objects.get().organisation_id == place


@pytest.mark.parametrize(("place", "role"), [("gjovik", Role.RADICALISATION_CONTACT), ("alvdal", Role.ADMINISTRATOR)])
def test_a_district_gives_a_municipality_nothing_else(house: House, place: str, role: Role) -> None:
    lead = house.district_lead.actor()
    administrator = type(lead)(lead.user_id, lead.organisation_id, frozenset({Role.ADMINISTRATOR}), True)
    with pytest.raises((NotFound, Denied)):
        actions.invite(administrator, email="ny@x.example", role=role, organisation_id=house.organisation(place).pk)


# --- Appointments and absences


def test_a_new_deputy_is_appointed(house: House) -> None:
    membership = waiting_deputy(house)
    actions.confirm(house.privacy_officer.actor(), membership_id=membership)
    today = clock.today()
    actions.appoint(
        house.administrator.actor(), membership_id=membership, valid_from=today, valid_to=today + timedelta(days=365)
    )
    names = [person.name for person in queries.receivers(house.organisation("alvdal").pk).people]
    assert names == ["Berit Aasgard", "Ola Kvernmo", "Kari Nordmoen"]


def test_overlapping_appointments_are_a_conflict(house: House) -> None:
    today = clock.today()
    with pytest.raises(Conflict):
        actions.appoint(
            house.administrator.actor(),
            membership_id=house.contact.membership.pk,
            valid_from=today,
            valid_to=today + timedelta(days=30),
        )


def test_a_role_without_appointment_is_invalid(house: House) -> None:
    today = clock.today()
    with pytest.raises(Invalid):
        actions.appoint(
            house.administrator.actor(), membership_id=house.teacher.membership.pk, valid_from=today, valid_to=today
        )


def district_administrator(house: House) -> object:
    lead = house.district_lead.actor()
    return type(lead)(lead.user_id, lead.organisation_id, frozenset({Role.ADMINISTRATOR}), True)


def test_a_district_appoints_a_police_contact(house: House) -> None:
    today = clock.today()
    actions.appoint(
        district_administrator(house),  # type: ignore[arg-type]
        membership_id=house.hamar_police_contact.membership.pk,
        municipality_id=house.organisation("gjovik").pk,
        valid_from=today,
        valid_to=today + timedelta(days=30),
    )
    found = queries.police_contacts(house.organisation("gjovik").pk)
    assert [(each.person.name, each.serves) for each in found] == [("Eva Furnes", 2)]


def test_a_police_contact_needs_a_served_municipality(house: House) -> None:
    today = clock.today()
    with pytest.raises(NotFound):
        actions.appoint(
            district_administrator(house),  # type: ignore[arg-type]
            membership_id=house.hamar_police_contact.membership.pk,
            municipality_id=house.organisation("innlandet").pk,
            valid_from=today,
            valid_to=today,
        )


def test_an_ended_appointment_is_a_vacancy(house: House) -> None:
    appointment = Appointment.objects.get(membership=house.contact.membership)
    actions.end_appointment(house.administrator.actor(), appointment_id=appointment.pk)
    kinds = {each.kind for each in queries.contacts_of(house.organisation("alvdal").pk)}
    assert AppointmentKind.CONTACT not in kinds


def test_a_contact_records_an_absence_and_comes_back(house: House) -> None:
    actor, today = house.contact.actor(), clock.today()
    actions.record_absence(
        actor, membership_id=house.contact.membership.pk, away_from=today, away_to=today + timedelta(days=5)
    )
    away = queries.receivers(house.organisation("alvdal").pk).kind
    actions.end_absence(actor, membership_id=house.contact.membership.pk)
    back = queries.receivers(house.organisation("alvdal").pk).kind
    assert (away, back) == (AppointmentKind.DEPUTY, AppointmentKind.CONTACT)


def test_an_absence_that_began_earlier_ends_yesterday(house: House) -> None:
    today = clock.today()
    Absence.objects.create(
        membership=house.contact.membership, away_from=today - timedelta(days=3), away_to=today + timedelta(days=3)
    )
    actions.end_absence(house.contact.actor(), membership_id=house.contact.membership.pk)
    assert Absence.objects.get().away_to == today - timedelta(days=1)


def test_a_colleague_records_no_absence(house: House) -> None:
    with pytest.raises(Denied):
        actions.record_absence(
            house.teacher.actor(),
            membership_id=house.contact.membership.pk,
            away_from=clock.today(),
            away_to=clock.today(),
        )


# --- Domains and municipalities


@pytest.mark.parametrize("domain", ["gmail.com", "ikke et domene", "", "alvdal", "@", "a@b.no", "x" * 200 + ".no"])
def test_a_bad_domain_is_refused(house: House, domain: str) -> None:
    with pytest.raises(Invalid):
        actions.list_email_domain(house.administrator.actor(), domain=domain)


def test_a_domain_is_listed_and_removed(house: House) -> None:
    actor = house.administrator.actor()
    actions.list_email_domain(actor, domain="@Skole.Alvdal.example")
    listed = queries.email_domains(actor.organisation)
    actions.remove_email_domain(actor, domain="skole.alvdal.example")
    assert (listed, queries.email_domains(actor.organisation)) == (
        ["alvdal.example", "skole.alvdal.example"],
        ["alvdal.example"],
    )


def test_a_domain_of_another_organisation_is_a_conflict(house: House) -> None:
    with pytest.raises(Conflict):
        actions.list_email_domain(house.administrator.actor(), domain="alvdal.example")


def test_loading_the_list_keeps_known_municipalities(house: House) -> None:
    before = house.organisation("alvdal").pk
    ids = actions.load_municipalities(district_administrator(house), rows=shipped.shipped())  # type: ignore[arg-type]
    assert (ids["3428"], len(ids)) == (before, 46)
    assert len(queries.municipalities(house.organisation("innlandet").pk)) == 46


def test_a_municipality_loads_no_municipalities(house: House) -> None:
    with pytest.raises(NotFound):
        actions.load_municipalities(house.administrator.actor(), rows=shipped.shipped())


def test_a_district_does_not_serve_twice(house: House) -> None:
    with pytest.raises(Conflict):
        actions.serve(
            district_administrator(house),  # type: ignore[arg-type]
            municipality_id=house.organisation("alvdal").pk,
            valid_from=clock.today(),
        )


# --- First set-up


def set_up(**more: object) -> object:
    return actions.set_up(
        district_number="innlandet",
        district_name="Innlandet politidistrikt",
        municipalities=shipped.shipped(),
        name="Ane Første",
        email="ane@politiet.example",
        password=PASSWORD,
        **more,  # type: ignore[arg-type]
    )


def test_set_up_makes_district_municipalities_and_administrator(db: None) -> None:
    set_up()
    assert (Organisation.objects.count(), installation.kind()) == (47, InstallationKind.REAL)
    assert Membership.objects.get().role == Role.ADMINISTRATOR


def test_set_up_happens_once(db: None) -> None:
    set_up()
    with pytest.raises(Conflict):
        set_up()


def test_set_up_invites_the_first_people(db: None, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        set_up(accounts=[FirstAccount("3428", "ombud@alvdal.example", Role.PRIVACY_OFFICER)])
    invitation = Invitation.objects.get()
    assert (invitation.organisation.name, mail.outbox[0].to) == ("Alvdal", ["ombud@alvdal.example"])


def test_a_set_up_that_fails_leaves_nothing(db: None) -> None:
    with pytest.raises(Invalid):
        set_up(accounts=[FirstAccount("3428", "x@alvdal.example", Role.POLICE_CONTACT)])
    assert not Organisation.objects.exists()
    assert not User.objects.exists()
