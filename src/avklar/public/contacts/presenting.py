"""The open pages in their words: addresses, the map, who answers, the calendar. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from avklar.foundation.access.errors import Sentence
from avklar.foundation.ui.tiles import Tile
from avklar.network.activities import presenting as activity_words
from avklar.network.activities.cards import ActivityCard
from avklar.network.activities.states import State
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.queries import Outline, TilePlace, outlines, tile_places
from avklar.people.organisations.states import AppointmentKind
from avklar.public.contacts.cards import OpenActivity, Page

IN_ADDRESSES = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})
NOWHERE, UNDRAWN = TilePlace(0, 0, ""), Outline("", 0, 0)
ANSWERS: dict[AppointmentKind, Sentence] = {
    AppointmentKind.DEPUTY: gettext_lazy("Akkurat nå er det vara som svarer."),
    AppointmentKind.SUBSTITUTE: gettext_lazy("Akkurat nå er det kommunens stedfortreder som svarer."),
}
"""Who answers when it isn't the contact. Not why: that is nobody's business here."""


def slug(card: OrganisationCard) -> str:
    """«3407-gjovik»: the number finds it, the name is for people."""
    return f"{card.number}-{slugify(card.name.translate(IN_ADDRESSES)) or 'kommune'}"


def address(card: OrganisationCard) -> str:
    """The municipality's page."""
    return reverse("contacts:municipality", args=[slug(card)])


def tell_address(page: Page) -> str:
    """Where one tells a worry to the municipality; empty while nobody receives (R18)."""
    return "" if page.answers is None else reverse("concerns:tell_to", args=[page.place.number])


def tiles(places: Iterable[OrganisationCard]) -> list[Tile]:
    """The district as a map that only tells where to go: all alike, whoever answers there."""
    known, borders, found = tile_places(), outlines(), []
    for card in places:
        where, border = known.get(card.number, NOWHERE), borders.get(card.number, UNDRAWN)
        at = (where.column, where.row, border.path, border.x, border.y)
        found.append(Tile(address(card), card.name, where.short or card.name[:3], "good", "", *at))
    return found


def who_answers(page: Page) -> Sentence:
    """Who answers today when it isn't the contact; empty when it is, or when nobody does."""
    return ANSWERS.get(page.answers, "") if page.answers else ""


def is_off(card: ActivityCard) -> bool:
    """Whether it was called off."""
    return card.state == State.CANCELLED


def open_activity(card: ActivityCard, places: Mapping[UUID, OrganisationCard], today: date) -> OpenActivity:
    """An activity as everybody may see it. One that lasts stands at today once it has begun."""
    plan, owner = card.plan, places.get(card.organisation_id)
    return OpenActivity(
        id=card.id,
        title=plan.title,
        day=max(plan.first, today) if plan.last >= today else plan.first,
        when=activity_words.when(plan),
        owner=card.owner,
        place=plan.place,
        url=f"{reverse('contacts:activities')}#a-{card.id}",
        owner_url=address(owner) if owner else "",
        partners=plan.partners,
        target=str(plan.target.label),
        cancelled=is_off(card),
    )


def months(found: Sequence[OpenActivity]) -> list[tuple[str, list[OpenActivity]]]:
    """(the month's name, what happens in it), in the order of time."""
    shape = pgettext("månedsformat", "F Y")
    by_month: dict[date, list[OpenActivity]] = {}
    for each in found:
        by_month.setdefault(each.day.replace(day=1), []).append(each)
    return [(date_format(first, shape).capitalize(), each) for first, each in sorted(by_month.items())]


def calendar_name(card: OrganisationCard) -> str:
    """What calendar programs call the feed."""
    return _("Åpne aktiviteter: %(name)s") % {"name": card.name}
