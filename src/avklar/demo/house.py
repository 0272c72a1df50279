"""Sets up the synthetic district: its municipalities, people, roles and appointments, through the real actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils.crypto import get_random_string

from avklar.demo import cast, law
from avklar.demo.cast import DISTRICT, Person
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS
from avklar.foundation.access.roles import Role
from avklar.people.organisations import actions, queries, shipped
from avklar.people.organisations.states import InstallationKind

APPOINTED = frozenset({cast.CONTACT, cast.DEPUTY, cast.SUBSTITUTE, cast.POLICE})


@dataclass
class House:
    """Ids by key: people by their key, organisations by municipality number or DISTRICT."""

    people: dict[str, UUID] = field(default_factory=dict)
    places: dict[str, UUID] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)

    def acting(self, key: str, place: str, role: Role) -> Actor:
        """One of the cast in one role for one organisation, the second factor passed."""
        return Actor(self.people[key], self.places[place], frozenset({role}), second_factor=True)

    def actor(self, key: str) -> Actor:
        """One of the cast at work, with the roles in force at the clock's moment and the second factor passed."""
        return queries.actor_for(self.people[key], acting_for=self.places[self.home[key]], second_factor=True)


def build() -> House:
    """The district with everybody in it."""
    house = House()
    rows = shipped.shipped()
    made = actions.set_up(
        district_number=DISTRICT,
        district_name=cast.DISTRICT_NAME,
        municipalities=rows,
        name=cast.POLICE_ADMINISTRATOR.name,
        email=cast.POLICE_ADMINISTRATOR.email,
        password=get_random_string(40),
        kind=InstallationKind.DEMO,
    )
    _know(house, cast.POLICE_ADMINISTRATOR, made.administrator_id)
    house.places = {DISTRICT: made.district_id} | {card.number: card.id for card in queries.municipalities()}
    everybody = (*cast.PLAYERS, *cast.neighbours([row.number for row in rows]))
    for person in (cast.ADMINISTRATOR, cast.OFFICER, cast.POLICE_OFFICER, *everybody):
        _account(house, person)
    for seconds, number in enumerate(sorted(set(house.places) - {DISTRICT}, key=_home_first)):
        with clock.frozen(clock.now() + timedelta(seconds=seconds)):
            _administrators(house, number)
    for seconds, person in enumerate((cast.POLICE_OFFICER, *everybody), 60):
        with clock.frozen(clock.now() + timedelta(seconds=seconds)):
            _give(house, person)
    actions.list_email_domain(house.actor("admin"), domain=cast.DOMAIN)
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        for place in cast.NAMED_CASES:
            law.adopt(house, place)
    return house


def _account(house: House, person: Person) -> None:
    """An account without a usable password: in the demo one signs in by the person's card."""
    user = get_user_model().objects.create_user(person.email, None, name=person.name, phone="400 00 000")
    _know(house, person, user.pk)


def _know(house: House, person: Person, user_id: UUID) -> None:
    house.people[person.key] = user_id
    house.home[person.key] = person.place


def _home_first(number: str) -> tuple[bool, str]:
    """The administrator's own municipality before the others, so that it is the one acted for at first."""
    return number != cast.ADMINISTRATOR.place, number


def _administrators(house: House, number: str) -> None:
    """The municipality's administrator and privacy officer, let in by the district's administrator."""
    first = Actor(house.people["admin-politi"], house.places[number], frozenset({Role.ADMINISTRATOR}), True)
    for key, role in (("admin", Role.ADMINISTRATOR), ("ombud", Role.PRIVACY_OFFICER)):
        actions.grant(first, user_id=house.people[key], role=role)


def _give(house: House, person: Person) -> None:
    """Grant, confirm by a second person, appoint."""
    district = person.place == DISTRICT
    granting = house.acting("admin-politi" if district else "admin", person.place, Role.ADMINISTRATOR)
    membership_id = actions.grant(granting, user_id=house.people[person.key], role=person.role)
    if person.role in ROLES_NEEDING_TWO_PERSONS:
        confirming = house.acting("ombud-politi" if district else "ombud", person.place, Role.PRIVACY_OFFICER)
        actions.confirm(confirming, membership_id=membership_id)
    if person.role in APPOINTED:
        _appoint(house, granting, person, membership_id, clock.today() + timedelta(days=1080))


def _appoint(house: House, granting: Actor, person: Person, membership_id: UUID, until: date) -> None:
    for number in person.serves or (person.place,):
        actions.appoint(
            granting,
            membership_id=membership_id,
            valid_from=clock.today(),
            valid_to=until,
            municipality_id=house.places[number],
        )


def settle(house: House) -> None:
    """What time does by itself: ended consultations and closed worries leave as the retention plan says."""
    from avklar.foundation.retention import engine

    engine.run(simulate=False)


def place_names() -> dict[str, str]:
    """Number or DISTRICT → the organisation's name."""
    return {card.number: card.name for card in (*queries.municipalities(), *queries.districts())}
