"""Pages that need something to show, in every state: worries, consultations, the administrator's; all accessible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from avklar.followup.concerns import actions as concerns
from avklar.followup.concerns.models import Concern, Observation
from avklar.followup.concerns.states import Outcome
from avklar.followup.consultations import actions as consultations
from avklar.followup.consultations import parties
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import AgeBand, Facts, Setting, SettingSize
from avklar.foundation.notifications.duty import News
from avklar.foundation.notifications.links import link
from tests.cast import House, Person
from tests.followup.concerns import worries
from tests.journeys import story
from tests.journeys.browser import axe_finds_nothing, in_each_look
from tests.journeys.steps import given, then, when
from tests.test_urls import CAST

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FACTS = Facts(setting=Setting.SCHOOL, size=SettingSize.FROM_100, age=AgeBand.FROM_13)


@dataclass(frozen=True)
class Visit:
    """Who opens which address."""

    person: Person
    url: str


def _visits(house: House) -> Iterator[Visit]:
    """Every page with an id in its address, in the states in which it looks different."""
    new, talking, closed = (story.sent_by(house.teacher) for _number in range(3))
    contact, teacher, police = house.contact, house.teacher, house.police_contact
    concerns.ask(contact.actor(), concern_id=talking, text="Har du sett det mer enn én gang?")
    concerns.reply(teacher.actor(), concern_id=talking, text="Ja, to ganger.")
    concerns.edit_note(contact.actor(), concern_id=talking, text="Ringer skolen.", version=1)
    concerns.close(contact.actor(), concern_id=closed, outcome=Outcome.OTHER_SERVICE, reason="Skolen tar det.")
    for concern_id in (new, talking, closed):
        yield Visit(contact, reverse("concerns:concern", args=[concern_id]))
        yield Visit(teacher, reverse("concerns:own", args=[concern_id]))
    yield Visit(teacher, reverse("concerns:receipt", args=[new]))
    yield Visit(contact, reverse("concerns:classify", args=[new, _observation(house, new)]))
    for seed, crowded in ((new, False), (talking, True)):
        concerns.tell(contact.organisation.pk, content=worries.told(), seed=seed, crowded=crowded)
    yield Visit(contact, reverse("concerns:held"))
    yield Visit(contact, reverse("concerns:inbox") + "?vis=held")
    with scope(contact.organisation.pk):
        private = Concern.objects.get(sender_kind="family", state="new").pk
    yield Visit(contact, reverse("concerns:concern", args=[private]))
    yield from _consultation_visits(house, new, police)
    for number in ("3428-alvdal", "3429-folldal"):  # somebody answers, and nobody can
        yield Visit(teacher, reverse("contacts:municipality", args=[number]))
    yield Visit(contact, link(contact.user.pk, News.MEETINGS).removeprefix(settings.AVKLAR_ADDRESS))
    administrator, member = house.administrator, house.other_teacher.membership.pk
    for name in ("end_membership", "absence"):
        yield Visit(administrator, reverse(f"organisations:{name}", args=[house.deputy.membership.pk]))
    yield Visit(administrator, reverse("organisations:end_membership", args=[member]))
    yield Visit(administrator, reverse("organisations:appoint", args=[house.deputy.membership.pk]))


def _consultation_visits(house: House, concern_id: object, police: Person) -> Iterator[Visit]:
    contact = house.contact
    receiver = next(each for each in parties.offered(contact.actor()) if "Stian" in each.label)
    ids = [
        consultations.start(
            contact.actor(),
            facts=FACTS,
            question="En elev har sagt hatefulle ting i timen. Hva bør vi gjøre?",
            receiver=receiver,
            hide_sender=False,
        )
        for _number in range(3)
    ]
    _asked, advised, ended = ids
    for each in (advised, ended):
        consultations.conclude(police.actor(), each, "Snakk rolig med eleven først.", version=1)
    consultations.end(contact.actor(), ended)
    yield Visit(contact, f"{reverse('consultations:start')}?concern={concern_id}")
    yield Visit(contact, reverse("consultations:end", args=[advised]))
    for each in ids:
        yield Visit(contact, reverse("consultations:page", args=[each]))
        yield Visit(police, reverse("consultations:page", args=[each]))
        yield Visit(police, reverse("consultations:advice", args=[each]))
    for group in ("mine", "others", "ended"):
        yield Visit(contact, reverse("consultations:group", args=[group]))
    yield Visit(contact, reverse("concerns:inbox") + "?vis=closed")
    yield Visit(contact, reverse("concerns:inbox") + "?vis=waiting")


def _observation(house: House, concern_id: object) -> object:
    with scope(house.organisation("alvdal").pk):
        return Observation.objects.filter(concern_id=concern_id).values_list("pk", flat=True).get()


def test_open_page_is_accessible_and_fits(house: House, open_as: Open) -> None:
    with given("worries and consultations in every state"):
        visits = list(_visits(house))
    pages: dict[str, Page] = {}
    for visit in visits:
        key = visit.person.key
        page = pages[key] if key in pages else pages.setdefault(key, open_as(visit.person, width="phone"))
        with when(f"{key} opens {visit.url}"):
            answer = page.goto(visit.url)
            assert answer is not None
            assert answer.status == 200
        for width in in_each_look(page):
            with then(f"axe finds nothing, and nothing is wider than the window: {width}"):
                axe_finds_nothing(page)
                assert page.evaluate(SIDEWAYS) <= 0
        with then("nor is it at 320 px"):
            page.set_viewport_size({"width": 320, "height": 640})
            assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_my_day_of_everybody_is_accessible(role: Role, house: House, open_as: Open) -> None:
    with given("something new for everybody"):
        story.sent_by(house.teacher)
    with when("the person begins the day on a small phone"):
        page = open_as(house.people[CAST[role]], width="phone")
        page.goto(reverse("home:my_day"))
    with then("axe finds nothing, and nothing is wider than the window at 320 px"):
        axe_finds_nothing(page)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(SIDEWAYS) <= 0
