"""The fixed cast: who lives in the house of every test, the stranger from the neighbour municipality among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.people.accounts.models import User
from avklar.people.organisations import installation
from avklar.people.organisations.models import Appointment, EmailDomain, Membership, Organisation, Service
from avklar.people.organisations.states import AppointmentKind, InstallationKind, LanguageDecision, OrganisationKind

PASSWORD = "fjell-vidde-elv-42"

MUNICIPALITIES = {
    "hamar": ("3403", "Hamar", LanguageDecision.NEUTRAL, 33000),
    "gjovik": ("3407", "Gjøvik", LanguageDecision.BOKMAAL, 30700),
    "tynset": ("3427", "Tynset", LanguageDecision.NEUTRAL, 5650),
    "alvdal": ("3428", "Alvdal", LanguageDecision.NEUTRAL, 2450),
    "folldal": ("3429", "Folldal", LanguageDecision.NEUTRAL, 1500),
    "skjak": ("3433", "Skjåk", LanguageDecision.NYNORSK, 2150),
}

PEOPLE: dict[str, tuple[str, str, Role]] = {
    # key: name, organisation, role
    "teacher": ("Kari Nordmoen", "alvdal", Role.FRONTLINE),
    "other_teacher": ("Jon Sletten", "alvdal", Role.FRONTLINE),
    "contact": ("Berit Aasgard", "alvdal", Role.RADICALISATION_CONTACT),
    "deputy": ("Ola Kvernmo", "alvdal", Role.DEPUTY),
    "substitute": ("Siv Brendløkken", "alvdal", Role.SUBSTITUTE),
    "privacy_officer": ("Randi Steien", "alvdal", Role.PRIVACY_OFFICER),
    "administrator": ("Per Husom", "alvdal", Role.ADMINISTRATOR),
    "second_administrator": ("Anne Plassen", "alvdal", Role.ADMINISTRATOR),
    "editor": ("Gro Moan", "alvdal", Role.EDITOR),
    "moderator": ("Nils Riise", "alvdal", Role.MODERATOR),
    "stranger": ("Liv Tronsmo", "tynset", Role.RADICALISATION_CONTACT),
    "stranger_teacher": ("Tor Brydal", "tynset", Role.FRONTLINE),
    "hamar_contact": ("Mona Vang", "hamar", Role.RADICALISATION_CONTACT),
    "skjak_contact": ("Eldrid Bismo", "skjak", Role.RADICALISATION_CONTACT),
    "police_contact": ("Stian Rustad", "innlandet", Role.POLICE_CONTACT),
    "hamar_police_contact": ("Eva Furnes", "innlandet", Role.POLICE_CONTACT),
    "police_radicalisation_contact": ("Marit Løken", "innlandet", Role.POLICE_RADICALISATION_CONTACT),
    "district_lead": ("Arne Skogli", "innlandet", Role.DISTRICT_LEAD),
}

APPOINTMENTS: tuple[tuple[str, str, AppointmentKind], ...] = (
    ("contact", "alvdal", AppointmentKind.CONTACT),
    ("deputy", "alvdal", AppointmentKind.DEPUTY),
    ("substitute", "alvdal", AppointmentKind.SUBSTITUTE),
    ("stranger", "tynset", AppointmentKind.CONTACT),
    ("hamar_contact", "hamar", AppointmentKind.CONTACT),
    ("skjak_contact", "skjak", AppointmentKind.CONTACT),
    ("police_contact", "alvdal", AppointmentKind.POLICE_CONTACT),
    ("police_contact", "tynset", AppointmentKind.POLICE_CONTACT),
    ("police_contact", "folldal", AppointmentKind.POLICE_CONTACT),
    ("hamar_police_contact", "hamar", AppointmentKind.POLICE_CONTACT),
)


@dataclass(frozen=True)
class Person:
    """One of the cast: the user, whom they act for, in which role."""

    key: str
    user: User
    organisation: Organisation
    membership: Membership
    role: Role

    def actor(self, *, second_factor: bool = True) -> Actor:
        """The person as actions and queries want them."""
        return Actor(self.user.pk, self.organisation.pk, frozenset({self.role}), second_factor)


@dataclass
class House:
    """The six municipalities, the police district, and everybody in them, by key."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, key: str) -> Person:
        try:
            return self.__dict__["people"][key]
        except KeyError:
            raise AttributeError(f"nobody in the cast is called {key}") from None

    def organisation(self, key: str) -> Organisation:
        """One of the organisations, such as `alvdal` or `innlandet`."""
        return self.organisations[key]


def build() -> House:
    """Write the cast to the database."""
    installation.record(InstallationKind.REAL)
    house = House()
    _organisations(house)
    _people(house)
    _appointments(house)
    return house


def _organisations(house: House) -> None:
    for key, (number, name, language, population) in MUNICIPALITIES.items():
        house.organisations[key] = Organisation(
            kind=OrganisationKind.MUNICIPALITY,
            number=number,
            name=name,
            language=language,
            population=population,
            phone="62 00 00 00",
        )
    district = Organisation(kind=OrganisationKind.POLICE_DISTRICT, number="innlandet", name="Innlandet politidistrikt")
    house.organisations["innlandet"] = district
    Organisation.objects.bulk_create(house.organisations.values())
    since = clock.today() - timedelta(days=400)
    Service.objects.bulk_create(
        Service(district=district, municipality=house.organisations[key], valid_from=since) for key in MUNICIPALITIES
    )
    EmailDomain.objects.create(organisation=house.organisations["alvdal"], domain="alvdal.example")


def _people(house: House) -> None:
    for key, (name, organisation_key, role) in PEOPLE.items():
        organisation = house.organisations[organisation_key]
        user = User(email=f"{key}@{organisation_key}.example", name=name, acting_for=organisation.pk)
        user.set_password(PASSWORD)
        membership = Membership(organisation=organisation, user=user, role=role)
        house.people[key] = Person(key, user, organisation, membership, role)
    people = house.people.values()
    User.objects.bulk_create(person.user for person in people)
    for person in people:
        first = house.people["second_administrator" if person.key == "administrator" else "administrator"]
        second = house.people["privacy_officer" if person.key != "privacy_officer" else "second_administrator"]
        person.membership.granted_by = first.user.pk
        person.membership.confirmed_by = second.user.pk
        person.membership.confirmed_at = person.membership.granted_at
    Membership.objects.bulk_create(person.membership for person in people)


def _appointments(house: House) -> None:
    since, until = clock.today() - timedelta(days=200), clock.today() + timedelta(days=165)
    Appointment.objects.bulk_create(
        Appointment(
            municipality=house.organisations[municipality],
            membership=house.people[key].membership,
            kind=kind,
            valid_from=since,
            valid_to=until,
        )
        for key, municipality, kind in APPOINTMENTS
    )
