"""The whole district: the forty municipalities that the cast doesn't live in, each with a contact."""

from __future__ import annotations

from datetime import timedelta

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.people.accounts.models import User
from avklar.people.organisations.models import Appointment, Membership, Organisation, Service
from avklar.people.organisations.shipped import shipped
from avklar.people.organisations.states import AppointmentKind, OrganisationKind
from tests.cast import House


def fill(house: House) -> list[str]:
    """Add them; the addresses of their contacts."""
    today, there = clock.today(), {each.number for each in house.organisations.values()}
    places = [
        Organisation(kind=OrganisationKind.MUNICIPALITY, number=row.number, name=row.name, language=row.language)
        for row in shipped()
        if row.number not in there
    ]
    Organisation.objects.bulk_create(places)
    district = house.organisation("innlandet")
    Service.objects.bulk_create(Service(district=district, municipality=each, valid_from=today) for each in places)
    users = [User(email=f"kontakt{each.number}@prove.example", name=f"Kontakten i {each.name}") for each in places]
    User.objects.bulk_create(users)
    given = {"granted_by": house.administrator.user.pk, "confirmed_by": house.privacy_officer.user.pk}
    members = [
        Membership(organisation=place, user=user, role=Role.RADICALISATION_CONTACT, confirmed_at=clock.now(), **given)
        for place, user in zip(places, users, strict=True)
    ]
    Membership.objects.bulk_create(members)
    until = today + timedelta(days=300)
    Appointment.objects.bulk_create(
        Appointment(
            municipality=each.organisation,
            membership=each,
            kind=AppointmentKind.CONTACT,
            valid_from=today,
            valid_to=until,
        )
        for each in members
    )
    return [user.email for user in users]
