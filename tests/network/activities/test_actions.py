"""What can be done with ideas and activities, and who may do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.notifications.models import Note
from avklar.network.activities import actions, queries, rows
from avklar.network.activities.models import Activity, Idea
from avklar.network.activities.states import Cost, Evidence, State, TargetGroup
from avklar.people.organisations.models import Organisation
from avklar.people.organisations.states import OrganisationKind
from tests.cast import House
from tests.network.activities.conftest import evening, words

pytestmark = pytest.mark.django_db
PERSONAL = (
    "Ring 91 23 45 67.",
    "Fødselsnummer 13097248022",
    "Skriv til kari@example.no",
    "Sønnen til presten var der.",
    "Se @kari_9b",
    "Kari Nordmann snakket mest.",
)


def hold(house: House, activity_id: UUID, key: str = "contact", version: int = 1, reach: int = 80) -> None:
    text = "Gruppene var for store."
    actions.hold(house.people[key].actor(), activity_id=activity_id, reach=reach, evaluation=text, version=version)


def test_idea_sent_twice_is_one(house: House) -> None:
    submission = clock.new_id()
    made = [actions.share(house.contact.actor(), words=words(), submission=submission) for _click in range(2)]
    assert (made[0] == made[1], Idea.objects.count()) == (True, 1)


@pytest.mark.parametrize("text", ["", "  ", "x" * 200_000, *PERSONAL])
def test_text_that_is_empty_too_long_or_about_a_person_is_refused_at_its_field(house: House, text: str) -> None:
    actor, told = house.contact.actor(), set()
    for field in ("title", "what"):
        with pytest.raises(Invalid) as found:
            actions.share(actor, words=words(**{field: text}), submission=None)
        told |= set(found.value.fields)
    assert told == {"title", "what"}
    assert Idea.objects.count() == 0


def test_every_text_of_an_activity_is_checked(house: House, activity: UUID) -> None:
    actor = house.contact.actor()
    for field in ("title", "place", "partners"):
        with pytest.raises(Invalid) as found:
            actions.plan(actor, plan=evening(**{field: PERSONAL[0]}), submission=None)
        assert list(found.value.fields) == [field]
    with clock.frozen(clock.now() + timedelta(days=11)), pytest.raises(Invalid) as found:
        actions.hold(actor, activity_id=activity, reach=4, evaluation=PERSONAL[3], version=1)
    assert list(found.value.fields) == ["evaluation"]


def test_name_stands_once_somebody_says_it_is_no_person_and_a_number_never(house: House) -> None:
    actor = house.contact.actor()
    with pytest.raises(Invalid):
        actions.plan(actor, plan=evening(partners="skolen og Røde Kors"), submission=None)
    said = frozenset({"Røde Kors", "91 23 45 67"})
    assert actions.plan(actor, plan=evening(partners="skolen og Røde Kors"), submission=None, not_persons=said)
    with pytest.raises(Invalid):
        actions.plan(actor, plan=evening(partners="91 23 45 67"), submission=None, not_persons=said)


def test_measured_idea_needs_its_source_and_a_link_goes_to_no_profile(house: House) -> None:
    actor = house.contact.actor()
    for field, more in (
        ("source", {"evidence": Evidence.MEASURED}),
        ("link", {"link": "https://www.facebook.com/kari"}),
        ("link", {"link": "javascript:alert(1)"}),
        ("link", {"link": "https://[x"}),
    ):
        with pytest.raises(Invalid) as found:
            actions.share(actor, words=words(**more), submission=None)
        assert list(found.value.fields) == [field], more
    good = words(evidence=Evidence.MEASURED, source="Målt på to skoler", link="https://rapport.example/a")
    assert actions.share(actor, words=good, submission=None)


def test_borrowed_idea_is_an_own_copy_with_a_line_to_its_origin(house: House, idea: UUID) -> None:
    actor = house.contact.actor()
    made = {actions.borrow(actor, idea_id=idea) for _click in range(2)}
    copy = queries.idea(actor, made.pop())
    assert made == set()
    assert copy.organisation_id == actor.organisation
    assert copy.origin is not None
    assert (copy.origin.id, copy.origin.owner) == (idea, "Tynset")
    actions.change_idea(actor, idea_id=copy.id, words=words(title="Kveld for foreldre"), version=1)
    source = queries.idea(actor, idea)
    assert (source.title, [each.owner for each in source.copies]) == (words().title, ["Alvdal"])
    assert Note.objects.filter(code="activity_borrowed", user_id=house.stranger.user.pk).count() == 1


def test_copy_of_a_copy_points_at_the_first_and_an_own_idea_is_not_borrowed(house: House, idea: UUID) -> None:
    copy = actions.borrow(house.contact.actor(), idea_id=idea)
    third = actions.borrow(house.hamar_contact.actor(), idea_id=copy)
    origin = queries.idea(house.hamar_contact.actor(), third).origin
    assert origin is not None
    assert origin.id == idea
    for own in (idea, copy):
        with pytest.raises(Conflict):
            actions.borrow(house.stranger.actor(), idea_id=own)


def test_stranger_reads_but_changes_neither_idea_nor_activity(house: House, idea: UUID, activity: UUID) -> None:
    contact, stranger = house.contact.actor(), house.stranger.actor()
    assert queries.idea(contact, idea).owner == "Tynset"
    assert queries.activity(stranger, activity).owner == "Alvdal"
    tries: tuple[Callable[[], object], ...] = (
        lambda: actions.change_idea(contact, idea_id=idea, words=words(), version=1),
        lambda: actions.change(stranger, activity_id=activity, plan=evening(), version=1),
        lambda: actions.cancel(stranger, activity_id=activity, version=1),
        lambda: hold(house, activity, "stranger"),
        lambda: actions.cancel(stranger, activity_id=idea, version=1),
        lambda: actions.plan(stranger, plan=evening(), submission=None, idea_id=activity),
    )
    for number, act in enumerate(tries):
        with pytest.raises(NotFound):
            act()
        assert Activity.objects.get(pk=activity).version == 1, number


def test_another_district_is_neither_seen_nor_borrowed_from(house: House, idea: UUID, activity: UUID) -> None:
    place = Organisation.objects.create(kind=OrganisationKind.MUNICIPALITY, number="0301", name="Oslo")
    outside = Actor(house.stranger.user.pk, place.pk, house.stranger.actor().roles, second_factor=True)
    theirs = actions.share(outside, words=words(title="Utenfor"), submission=None)
    held = actions.plan(outside, plan=evening(), submission=None)
    inside, year = house.contact.actor(), evening().first.year
    assert [card.title for card in queries.ideas(inside)] == [words().title]
    assert [card.owner for month in queries.months(inside, year) for card in month.activities] == ["Alvdal"]
    for act in (
        lambda: queries.idea(inside, theirs),
        lambda: actions.borrow(inside, idea_id=theirs),
        lambda: queries.activity(inside, held),
        lambda: queries.activity(outside, activity),
        lambda: actions.borrow(outside, idea_id=idea),
    ):
        with pytest.raises(NotFound):
            act()


def test_only_contacts_administrators_and_leads_write(house: House, idea: UUID, activity: UUID) -> None:
    for key in ("teacher", "police_contact", "privacy_officer", "editor"):
        actor = house.people[key].actor()
        with pytest.raises(Denied):
            actions.share(actor, words=words(), submission=None)
        with pytest.raises(Denied):
            actions.borrow(actor, idea_id=idea)
        with pytest.raises(Denied):
            actions.cancel(actor, activity_id=activity, version=1)
    for key in ("deputy", "administrator", "district_lead"):
        assert actions.borrow(house.people[key].actor(), idea_id=idea), key


def test_days_and_hours_that_can_not_be_are_said_at_their_field(house: House) -> None:
    day = clock.today()
    for field, plan in (
        ("last", evening(last=day)),
        ("last", evening(last=day + timedelta(days=200))),
        ("first", evening(ahead=2000)),
        ("ends", evening(ends=None)),
        ("starts", evening(starts=None)),
        ("ends", evening(ends=time(17))),
    ):
        with pytest.raises(Invalid) as found:
            actions.plan(house.contact.actor(), plan=plan, submission=None)
        assert list(found.value.fields) == [field]


def test_activity_is_held_once_its_day_has_come_and_can_be_put_right(house: House, activity: UUID) -> None:
    with pytest.raises(Conflict):
        hold(house, activity)
    with clock.frozen(clock.now() + timedelta(days=11)):
        assert [row.title for row in rows.my_day(house.contact.actor())] == ["Foreldrekveld"]
        with pytest.raises(Invalid) as found:
            hold(house, activity, reach=-1)
        assert list(found.value.fields) == ["reach"]
        hold(house, activity)
        hold(house, activity, version=2, reach=90)
        assert rows.my_day(house.contact.actor()) == []
        with pytest.raises(Conflict):
            actions.cancel(house.contact.actor(), activity_id=activity, version=3)
        with pytest.raises(Conflict):
            actions.change(house.contact.actor(), activity_id=activity, plan=evening(), version=3)
    card = queries.activity(house.stranger.actor(), activity)
    assert (card.state, card.reach, card.version) == (State.HELD, 90, 3)


def test_second_of_two_editors_is_told(house: House, idea: UUID, activity: UUID) -> None:
    actions.change(house.deputy.actor(), activity_id=activity, plan=evening(place="Kinoen"), version=1)
    actions.change_idea(house.stranger.actor(), idea_id=idea, words=words(cost=Cost.LOW), version=1)
    with pytest.raises(Conflict):
        actions.change(house.contact.actor(), activity_id=activity, plan=evening(), version=1)
    with pytest.raises(Conflict):
        actions.change_idea(house.stranger.actor(), idea_id=idea, words=words(), version=1)
    with pytest.raises(Conflict):
        actions.cancel(house.contact.actor(), activity_id=activity, version=1)
    assert queries.activity(house.contact.actor(), activity).plan.place == "Kinoen"


def test_database_refuses_a_reach_for_what_was_not_held(activity: UUID) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity).update(reach=3)


def test_filter_finds_by_group_cost_and_words_in_any_letters(house: House, idea: UUID) -> None:
    actor = house.contact.actor()
    other = words(title="Øvelse for trenere", target=TargetGroup.VOLUNTEERS, cost=Cost.LOW)
    actions.share(house.district_lead.actor(), words=other, submission=None)
    titles = {
        "all": [card.title for card in queries.ideas(actor)],
        "target": [card.title for card in queries.ideas(actor, target=TargetGroup.PARENTS)],
        "cost": [card.title for card in queries.ideas(actor, cost=Cost.LOW)],
        "words": [card.title for card in queries.ideas(actor, words="TRENERE øvelse")],
        "owner": [card.title for card in queries.ideas(actor, words="tynset")],
        "none": queries.ideas(actor, words="100%_"),
    }
    first, second = words().title, "Øvelse for trenere"
    assert titles == {
        "all": [first, second],
        "target": [first],
        "cost": [second],
        "words": [second],
        "owner": [first],
        "none": [],
    }


def test_experiences_gather_what_was_held_after_an_idea_and_its_copies(house: House, idea: UUID) -> None:
    copy = actions.borrow(house.contact.actor(), idea_id=idea)
    for key, after in (("contact", copy), ("stranger", idea)):
        actor = house.people[key].actor()
        hold(house, actions.plan(actor, plan=evening(-3), submission=None, idea_id=after), key)
    found = queries.experiences(house.hamar_contact.actor(), idea)
    assert sorted(card.owner for card in found) == ["Alvdal", "Tynset"]


def test_standing_counts_the_year_and_what_lies_ahead_in_three_queries(
    house: House, activity: UUID, django_assert_max_num_queries: Callable[..., object]
) -> None:
    actor, district = house.contact.actor(), house.organisation("innlandet").pk
    alvdal, tynset = house.organisation("alvdal").pk, house.organisation("tynset").pk
    for ahead in (-400, -30, -3):
        hold(house, actions.plan(actor, plan=evening(ahead), submission=None))
    gone = actions.plan(actor, plan=evening(5), submission=None)
    actions.cancel(actor, activity_id=gone, version=1)
    with django_assert_max_num_queries(3):
        found = queries.activity_standing(district)
    today = clock.today()
    assert found[alvdal] == queries.ActivityStanding(2, 1, today - timedelta(days=3))
    assert found[tynset] == queries.ActivityStanding()
    before = queries.activity_standing(district, today - timedelta(days=20))[alvdal]
    assert (before.held, before.last) == (1, today - timedelta(days=30))
