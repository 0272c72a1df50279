"""After sending: who reads it, what the two sides do, and how it is corrected, tied to a case and removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from avklar.followup.disclosures import actions, counts, disposal, queries
from avklar.followup.disclosures.models import Access, Disclosure, Entry, Fact, Link, Ownership
from avklar.followup.disclosures.states import Box, State
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.journal.models import Entry as Journalled
from avklar.foundation.notifications.models import Note
from avklar.foundation.vault import keys
from tests.cast import House, Person
from tests.followup.cases import stories as case_stories
from tests.followup.disclosures import stories

PageOf = Callable[..., Any]
OTHERS = ["teacher", "district_lead", "editor", "moderator", "administrator", "privacy_officer"]
STRANGERS = ["stranger", "hamar_contact", "hamar_police_contact", "substitute"]


def inside(person: Person, ask: Callable[[Actor], Any]) -> Any:
    with scope(person.organisation.pk, person_id=person.user.pk):
        return ask(person.actor())


def boxes(person: Person) -> tuple[list[UUID], list[UUID]]:
    listed = [inside(person, lambda actor, box=box: queries.listing(actor, box)) for box in Box]
    return tuple([line.id for line in each.lines] for each in listed)  # type: ignore[return-value]


def state_of(house: House, disclosure_id: UUID) -> str:
    with scope(house.contact.organisation.pk):
        return Disclosure.objects.get(pk=disclosure_id).state


# --- Who reads


@pytest.mark.parametrize("key", ["contact", "deputy", "police_contact", "police_radicalisation_contact"])
def test_those_who_take_part_read_it(house: House, disclosure: UUID, page_of: PageOf, key: str) -> None:
    assert page_of(house.people[key], disclosure).copy is not None


@pytest.mark.parametrize("key", STRANGERS)
def test_strangers_find_none(house: House, disclosure: UUID, page_of: PageOf, key: str) -> None:
    with pytest.raises(NotFound):
        page_of(house.people[key], disclosure)


@pytest.mark.parametrize("key", OTHERS)
def test_other_roles_are_denied(house: House, disclosure: UUID, page_of: PageOf, key: str) -> None:
    with pytest.raises(Denied):
        page_of(house.people[key], disclosure)


@pytest.mark.parametrize("key", STRANGERS)
def test_lists_of_strangers_are_empty(house: House, disclosure: UUID, key: str) -> None:
    assert boxes(house.people[key]) == ([], [])


def test_each_side_lists_it_in_its_own_box(house: House, disclosure: UUID) -> None:
    assert (boxes(house.contact), boxes(house.police_contact)) == (([], [disclosure]), ([disclosure], []))


def test_one_who_left_the_case_reads_no_more(house: House, case: UUID, disclosure: UUID, page_of: PageOf) -> None:
    from avklar.followup.cases.models import Staff

    with scope(house.contact.organisation.pk):
        Staff.objects.filter(case_id=case, user_id=house.deputy.user.pk).update(ended_at=clock.now())
    with pytest.raises(NotFound):
        page_of(house.deputy, disclosure)


def test_reading_is_journalled_in_the_readers_own_organisation(house: House, disclosure: UUID, page_of: PageOf) -> None:
    page_of(house.police_contact, disclosure)
    with scope(house.police_contact.organisation.pk):
        found = Journalled.objects.filter(verb="read", kind="disclosure", object_id=disclosure)
        assert [each.user_id for each in found] == [house.police_contact.user.pk]


def test_shared_rows_hold_no_id_of_the_senders_case(
    house: House, case: UUID, disclosure: UUID, page_of: PageOf
) -> None:
    page = page_of(house.police_contact, disclosure)
    told = [str(case), *(str(each) for each in stories.facts(house.contact.actor(), case))]
    assert (page.case_id, [each for each in told if each in repr(page)]) == (None, [])


# --- What the two sides do


def test_accepting_tells_the_sender(house: House, disclosure: UUID) -> None:
    stories.say(actions.accept, house.police_contact, disclosure, "")
    assert state_of(house, disclosure) == State.ACCEPTED
    assert Note.objects.filter(code="disclosure_answer", user_id=house.contact.user.pk).count() == 1


def test_question_and_reply_go_both_ways(house: House, disclosure: UUID, page_of: PageOf) -> None:
    stories.say(actions.ask, house.police_contact, disclosure, "Når var det?")
    stories.say(actions.reply, house.contact, disclosure, "I uke 36.")
    said = [(each.mine, each.text) for each in page_of(house.police_contact, disclosure).entries]
    assert said == [(True, "Når var det?"), (False, "I uke 36.")]


def test_turn_follows_the_words(house: House, disclosure: UUID) -> None:
    def turns() -> tuple[int, int]:
        return tuple(inside(each, counts.waiting_for_me) for each in (house.contact, house.police_contact))  # type: ignore[return-value]

    seen = [turns()]
    stories.say(actions.ask, house.police_contact, disclosure)
    seen.append(turns())
    stories.say(actions.reply, house.contact, disclosure)
    seen.append(turns())
    actions.end(house.contact.actor(), disclosure, submission=uuid4())
    assert [*seen, turns()] == [(0, 1), (1, 0), (0, 1), (0, 0)]


def test_feedback_comes_back_the_same_way(house: House, disclosure: UUID, page_of: PageOf) -> None:
    stories.say(actions.accept, house.police_contact, disclosure, "")
    stories.say(actions.feedback, house.police_contact, disclosure, "Vi har snakket med ham.")
    assert page_of(house.contact, disclosure).entries[-1].text == "Vi har snakket med ham."


def test_what_was_sent_back_is_no_longer_read_there(house: House, disclosure: UUID, page_of: PageOf) -> None:
    stories.say(actions.send_back, house.police_contact, disclosure, "Ikke vår oppgave.")
    assert (page_of(house.police_contact, disclosure).copy, page_of(house.contact, disclosure).copy is None) == (
        None,
        False,
    )


def test_what_was_sent_back_stays_away_after_the_end(house: House, disclosure: UUID, page_of: PageOf) -> None:
    stories.say(actions.send_back, house.police_contact, disclosure, "Ikke vår oppgave.")
    actions.end(house.contact.actor(), disclosure, submission=uuid4())
    assert page_of(house.police_contact, disclosure).copy is None


def test_sending_back_needs_a_reason(house: House, disclosure: UUID) -> None:
    with pytest.raises(Invalid):
        stories.say(actions.send_back, house.police_contact, disclosure, "  ")


@pytest.mark.parametrize("verb", [actions.accept, actions.ask, actions.send_back, actions.feedback])
def test_sender_does_none_of_the_receivers_verbs(house: House, disclosure: UUID, verb: Any) -> None:
    with pytest.raises(Denied):
        stories.say(verb, house.contact, disclosure)


def test_receiver_does_none_of_the_senders_verbs(house: House, disclosure: UUID) -> None:
    with pytest.raises(Denied):
        stories.say(actions.reply, house.police_contact, disclosure)
    with pytest.raises(Denied):
        actions.end(house.police_contact.actor(), disclosure, submission=uuid4())


@pytest.mark.parametrize("key", STRANGERS)
def test_strangers_do_nothing(house: House, disclosure: UUID, key: str) -> None:
    with pytest.raises(NotFound):
        stories.say(actions.ask, house.people[key], disclosure)


@pytest.mark.parametrize("key", OTHERS)
def test_other_roles_do_nothing(house: House, disclosure: UUID, key: str) -> None:
    with pytest.raises(Denied):
        stories.say(actions.accept, house.people[key], disclosure)


def test_second_of_two_answers_conflicts(house: House, disclosure: UUID) -> None:
    stories.say(actions.accept, house.police_contact, disclosure, "")
    with pytest.raises(Conflict):
        stories.say(actions.send_back, house.police_radicalisation_contact, disclosure)


def test_double_click_says_it_once(house: House, disclosure: UUID) -> None:
    submission = uuid4()
    for _click in range(2):
        actions.ask(house.police_contact.actor(), disclosure, text="Når?", submission=submission)
    with scope(house.contact.organisation.pk):
        assert Entry.objects.filter(disclosure_id=disclosure).count() == 1


@pytest.mark.parametrize("text", ["", "x" * 4001, "x" * 200_000, "a\x00b"])
def test_words_that_cannot_be_sent_are_refused(house: House, disclosure: UUID, text: str) -> None:
    with pytest.raises(Invalid):
        stories.say(actions.ask, house.police_contact, disclosure, text)


# --- Corrections


def correct(house: House, disclosure_id: UUID, person: Person | None = None, **more: Any) -> None:
    given = {"position": 2, "text": "Rettet tekst.", "verified": True, "reason": "Feil dag.", "revision": 1}
    given |= {"submission": uuid4(), **more}
    actions.correct((person or house.contact).actor(), disclosure_id, **given)


def test_correction_reaches_the_receiver_beside_the_old(house: House, disclosure: UUID, page_of: PageOf) -> None:
    correct(house, disclosure)
    fact = page_of(house.police_contact, disclosure).copy.facts[1]
    assert (fact.text, fact.verified) == ("Rettet tekst.", True)
    assert [(each.text, each.verified) for each in fact.earlier] == [("Fakta nummer 2.", False)]
    assert Note.objects.filter(code="disclosure_corrected", user_id=house.police_contact.user.pk).count() == 1


def test_stale_correction_conflicts(house: House, disclosure: UUID) -> None:
    correct(house, disclosure)
    with pytest.raises(Conflict):
        correct(house, disclosure, house.deputy)


def test_correction_twice_by_one_click_is_one(house: House, disclosure: UUID, page_of: PageOf) -> None:
    submission = uuid4()
    for _click in range(2):
        correct(house, disclosure, submission=submission)
    assert page_of(house.contact, disclosure).copy.facts[1].revision == 2


def test_correction_reaches_after_the_end_too(house: House, disclosure: UUID, page_of: PageOf) -> None:
    actions.end(house.contact.actor(), disclosure, submission=uuid4())
    correct(house, disclosure)
    assert page_of(house.police_contact, disclosure).copy.facts[1].text == "Rettet tekst."


def test_receiver_corrects_nothing(house: House, disclosure: UUID) -> None:
    with pytest.raises(Denied):
        correct(house, disclosure, house.police_contact)


@pytest.mark.parametrize("position", [0, 3, 99])
def test_fact_that_does_not_exist_is_not_corrected(house: House, disclosure: UUID, position: int) -> None:
    with pytest.raises(NotFound):
        correct(house, disclosure, position=position)


def test_what_was_sent_back_is_not_corrected(house: House, disclosure: UUID) -> None:
    stories.say(actions.send_back, house.police_contact, disclosure)
    with pytest.raises(Conflict):
        correct(house, disclosure)


# --- The receiver's own case


@pytest.fixture
def accepted(house: House, disclosure: UUID) -> UUID:
    stories.say(actions.accept, house.police_contact, disclosure, "")
    return disclosure


def test_receiver_ties_it_to_an_own_case(house: House, accepted: UUID, police_case: UUID, page_of: PageOf) -> None:
    actions.link_case(house.police_contact.actor(), accepted, police_case)
    assert page_of(house.police_contact, accepted).case_id == police_case


def test_sender_never_sees_which_case(house: House, accepted: UUID, police_case: UUID, page_of: PageOf) -> None:
    actions.link_case(house.police_contact.actor(), accepted, police_case)
    assert str(police_case) not in repr(page_of(house.contact, accepted))


def test_it_is_not_tied_to_the_senders_case(house: House, accepted: UUID, case: UUID) -> None:
    with pytest.raises(NotFound):
        actions.link_case(house.police_contact.actor(), accepted, case)


def test_it_is_not_tied_to_a_case_one_is_not_named_in(house: House, accepted: UUID) -> None:
    other = case_stories.open_one(house.hamar_police_contact.actor()).id
    with pytest.raises(NotFound):
        actions.link_case(house.police_contact.actor(), accepted, other)


def test_sender_ties_nothing(house: House, accepted: UUID, case: UUID) -> None:
    with pytest.raises(Denied):
        actions.link_case(house.contact.actor(), accepted, case)


def test_it_is_accepted_before_it_is_tied(house: House, disclosure: UUID, police_case: UUID) -> None:
    with pytest.raises(Conflict):
        actions.link_case(house.police_contact.actor(), disclosure, police_case)


def test_those_named_in_the_tied_case_read_it(house: House, accepted: UUID, police_case: UUID, page_of: PageOf) -> None:
    from avklar.followup.cases import actions as case_actions

    police = house.police_contact.actor()
    case_actions.add_staff(police, case_id=police_case, user_id=house.hamar_police_contact.user.pk)
    actions.link_case(police, accepted, police_case)
    assert page_of(house.hamar_police_contact, accepted).copy is not None


def test_brief_is_the_receivers_only(house: House, accepted: UUID) -> None:
    assert inside(house.police_contact, lambda actor: queries.brief(actor, accepted)).sender == "Alvdal kommune"
    with pytest.raises(NotFound):
        inside(house.contact, lambda actor: queries.brief(actor, accepted))


# --- The case's timeline


def test_both_timelines_tell_what_happened(house: House, accepted: UUID, case: UUID, police_case: UUID) -> None:
    actions.link_case(house.police_contact.actor(), accepted, police_case)
    sent = inside(house.contact, lambda actor: queries.of_case(actor, case))
    received = inside(house.police_contact, lambda actor: queries.of_case(actor, police_case))
    assert [(each.box, each.verb, each.line.other) for each in sent] == [
        (Box.OUT, None, "Innlandet politidistrikt"),
        (Box.OUT, "accept", "Innlandet politidistrikt"),
    ]
    assert [(each.box, each.verb, each.mine) for each in received] == [(Box.IN, None, False), (Box.IN, "accept", True)]


def test_timeline_takes_one_query(
    house: House, send: Callable[..., UUID], case: UUID, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        stories.say(actions.ask, house.police_contact, send())
    with scope(house.contact.organisation.pk), django_assert_max_num_queries(1):
        assert len(queries.of_case(house.contact.actor(), case)) == 6


@pytest.mark.parametrize("key", [*STRANGERS, "police_contact"])
def test_timeline_of_anothers_case_is_empty(house: House, disclosure: UUID, case: UUID, key: str) -> None:
    assert inside(house.people[key], lambda actor: queries.of_case(actor, case)) == []


# --- Lists


def test_list_goes_on_by_key(house: House, send: Callable[..., UUID]) -> None:
    ids = [send() for _number in range(3)]
    first = inside(house.contact, lambda actor: queries.listing(actor, Box.OUT, size=2))
    rest = inside(house.contact, lambda actor: queries.listing(actor, Box.OUT, before=first.older, size=2))
    assert [line.id for line in (*first.lines, *rest.lines)] == ids[::-1]
    assert rest.older is None


def test_list_takes_one_query(house: House, send: Callable[..., UUID], django_assert_max_num_queries: Any) -> None:
    for _number in range(5):
        send()
    with scope(house.contact.organisation.pk), django_assert_max_num_queries(1):
        assert len(queries.listing(house.contact.actor(), Box.OUT).lines) == 5


def test_what_waits_is_one_query_for_my_day(
    house: House, send: Callable[..., UUID], django_assert_max_num_queries: Any
) -> None:
    ids = [send() for _number in range(3)]
    stories.say(actions.ask, house.police_contact, ids[1])
    with scope(house.contact.organisation.pk), django_assert_max_num_queries(1):
        assert [line.id for line in queries.waiting(house.contact.actor())] == [ids[1]]


@pytest.mark.parametrize("key", STRANGERS)
def test_nothing_waits_for_strangers(house: House, disclosure: UUID, key: str) -> None:
    assert inside(house.people[key], queries.waiting) == []


# --- Disposal (R12)


def owner(house: House, disclosure_id: UUID) -> Ownership:
    with scope(house.contact.organisation.pk):
        return Ownership.objects.get(disclosure_id=disclosure_id)


def test_it_has_its_date_from_the_beginning(house: House, disclosure: UUID) -> None:
    left = owner(house, disclosure).remove_at - clock.now()
    assert timedelta(days=729) < left <= timedelta(days=730)


def test_it_is_removed_a_year_after_it_ended(house: House, disclosure: UUID) -> None:
    actions.end(house.contact.actor(), disclosure, submission=uuid4())
    left = owner(house, disclosure).remove_at - clock.now()
    assert timedelta(days=364) < left <= timedelta(days=365)


def test_removal_takes_keys_and_rows_of_both_sides(house: House, disclosure: UUID, page_of: PageOf) -> None:
    stories.say(actions.ask, house.police_contact, disclosure)
    actor = machine(house.contact.organisation.pk)
    with writing(actor):
        done = disposal.dispose(actor, object_id=owner(house, disclosure).pk, verb="remove")
        left = sum(model.objects.count() for model in (Disclosure, Access, Fact, Entry, Ownership))
    assert (done, left, keys.exists(disclosure)) == (True, 0, False)
    for person in (house.contact, house.police_contact):
        with pytest.raises(NotFound):
            page_of(person, disclosure)


def test_tie_leaves_once_the_disclosure_is_gone(house: House, accepted: UUID, police_case: UUID) -> None:
    actions.link_case(house.police_contact.actor(), accepted, police_case)
    police, sender = machine(house.police_contact.organisation.pk), machine(house.contact.organisation.pk)
    with writing(police):
        link = Link.objects.get(disclosure_id=accepted).pk
        assert not disposal.unlink(police, object_id=link, verb="remove")
    with writing(sender):
        disposal.dispose(sender, object_id=owner(house, accepted).pk, verb="remove")
    with writing(police):
        assert disposal.unlink(police, object_id=link, verb="remove")
