"""Reads of the open pages. No actor: what comes from here everybody may see, and nothing else does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.network.activities import queries as activities
from avklar.network.activities.cards import ActivityCard
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import AppointedPerson, DirectoryRow, OrganisationCard, Person
from avklar.people.organisations.states import AppointmentKind
from avklar.public.contacts import presenting
from avklar.public.contacts.cards import MUNICIPAL, Hit, OpenActivity, Page, PlaceCard, Published, Words
from avklar.public.contacts.kept import directory
from avklar.public.contacts.models import PublicPlace
from avklar.public.contacts.search import straight

PARTS = {
    AppointmentKind.CONTACT: "kontakt",
    AppointmentKind.DEPUTY: "vara",
    AppointmentKind.POLICE_CONTACT: "politikontakt",
}
"""Who is shown, in this order, and what the address of the vCard calls them. Substitutes only receive."""
Held = tuple[AppointmentKind, Person]
WORDS = ("phone", "hours", "address", "measures", "show_names", "show_phones", "show_emails")


def search(text: str) -> list[Hit]:
    """The municipalities of the district that fit what somebody wrote, the best first. No question to the database.

    The first is `exact` when it is the only one that is called just so.
    """
    kept = directory()
    found = kept.names.find(text)
    only = straight(found)
    return [
        Hit(each.number, each.name, presenting.address(kept.places[each.number]), each.via, each is only)
        for each in found
    ]


def district() -> OrganisationCard:
    """The police district that the pages speak for."""
    return directory().district


def places() -> list[OrganisationCard]:
    """All its municipalities, in Norwegian order."""
    return list(directory().places.values())


def place(number: str) -> OrganisationCard:
    """One of them by its number; NotFound for any other organisation."""
    found = directory().places.get(number)
    if found is None:
        raise NotFound
    return found


def words(organisation_id: UUID) -> PlaceCard:
    """What the organisation says of itself; the defaults before it has said anything."""
    row = PublicPlace.objects.filter(organisation_id=organisation_id).first()
    return _place_card(row) if row else PlaceCard(Words())


def page(number: str) -> Page:
    """A municipality's page as everybody may see it today. Four queries beside what is kept of the district."""
    card, home = place(number), district()
    rows = PublicPlace.objects.filter(organisation_id__in=(card.id, home.id))
    said = {row.organisation_id: _place_card(row).words for row in rows}
    own = said.get(card.id, Words())
    appointed = people.contacts_of(card.id)
    held, listed = _appointed(appointed), _listed(card, appointed)
    shown = list(_published([*held, *listed], own))
    return Page(
        place=card,
        words=own,
        people=tuple(each for each in shown if each.kind in MUNICIPAL),
        police=tuple(each for each in shown if each.kind not in MUNICIPAL),
        by_telephone=any(kind in MUNICIPAL for kind, _person in listed),
        answers=people.receivers(card.id).kind,
        district=home,
        district_words=said.get(home.id, Words()),
    )


def open_activities(*, number: str = "", since: date | None = None) -> list[ActivityCard]:
    """What everybody may come to in the district, or by one of its municipalities, from a day (today) on."""
    owner = place(number).id if number else None
    return activities.open_to_all(district().id, owner_id=owner, since=since)


def next_activities(limit: int, *, number: str = "") -> list[OpenActivity]:
    """The next ones that haven't been called off."""
    home, today = directory(), clock.today()
    by_id = {card.id: card for card in home.places.values()}
    cards = [card for card in open_activities(number=number) if not presenting.is_off(card)]
    return [presenting.open_activity(card, by_id, today) for card in cards[:limit]]


def calendar_address(number: str = "") -> str:
    """Where calendar programs fetch the open activities, without the host."""
    return reverse("contacts:feed") + (f"?kommune={number}" if number else "")


def _place_card(row: PublicPlace) -> PlaceCard:
    return PlaceCard(Words(**{name: getattr(row, name) for name in WORDS}), row.version, row.written_at)


def _appointed(appointed: Iterable[AppointedPerson]) -> list[Held]:
    return [(each.kind, each.person) for each in appointed if each.kind in PARTS]


def _listed(card: OrganisationCard, appointed: Sequence[AppointedPerson]) -> list[Held]:
    """Those on the district's list, for a task that nobody is appointed to: they don't use Avklar yet."""
    taken, today = {each.kind for each in appointed}, clock.today()
    listed = people.not_taken_over([DirectoryRow(card, tuple(appointed))]).get(card.id, [])
    return [
        (each.contact.kind, Person(each.id, each.contact.name, each.contact.email, each.contact.phone, ""))
        for each in listed
        if each.contact.kind in PARTS and each.contact.kind not in taken and each.contact.in_force(today)
    ]


def _published(held: Iterable[Held], own: Words) -> Iterator[Published]:
    """A police contact is shown with name and service phone; of the municipality's own what it has chosen."""
    before: Counter[AppointmentKind] = Counter()
    order = list(PARTS)
    for kind, person in sorted(held, key=lambda each: order.index(each[0])):
        before[kind] += 1
        key = PARTS[kind] + (f"-{before[kind]}" if before[kind] > 1 else "")
        if kind not in MUNICIPAL:
            yield Published(key, kind, person.name, person.phone)
            continue
        yield Published(
            key,
            kind,
            person.name if own.show_names else "",
            person.phone if own.show_phones else "",
            person.email if own.show_emails else "",
        )
