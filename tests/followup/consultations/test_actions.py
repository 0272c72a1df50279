"""Starting, writing, concluding and ending: what each verb changes, refuses and journals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from avklar.followup.consultations import actions, looking, queries
from avklar.followup.consultations.states import Group, Side, State
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import AgeBand, Facts, Setting, SettingSize, Sex
from tests.cast import House, Person
from tests.followup.consultations.conftest import QUESTION

Ask = Callable[..., UUID]
PageOf = Callable[..., Any]


def lists(person: Person) -> dict[Group, list[UUID]]:
    actor = person.actor()
    with scope(actor.organisation_id):
        return {each.group: [line.id for line in each.lines] for each in queries.inbox(actor)}


def verbs(person: Person) -> list[tuple[str, str]]:
    from avklar.foundation.journal.models import Entry

    actor = person.actor()
    with scope(actor.organisation_id):
        rows = Entry.objects.filter(organisation_id=actor.organisation, kind="consultation").order_by("at", "number")
        return list(rows.values_list("verb", "reason"))


def notes(person: Person) -> list[tuple[str, str]]:
    from avklar.foundation.notifications.models import Note

    return list(Note.objects.filter(user_id=person.user.pk).order_by("created").values_list("code", "url"))


def test_start_shows_the_question_to_both_sides(house: House, consultation: UUID, page_of: PageOf) -> None:
    for person in (house.contact, house.deputy, house.police_contact):
        assert page_of(person, consultation).dialogue[0].text == QUESTION


def test_start_waits_for_the_police_contact(house: House, consultation: UUID) -> None:
    assert lists(house.police_contact)[Group.MINE] == [consultation]
    assert lists(house.contact)[Group.OTHERS] == [consultation]


def test_start_notes_the_police_contact_only(house: House, consultation: UUID) -> None:
    assert notes(house.police_contact) == [("consultation_asked", f"/droftinger/{consultation}/")]
    assert notes(house.hamar_police_contact) == notes(house.contact) == []


def test_start_is_journalled_in_the_own_organisation_only(house: House, consultation: UUID) -> None:
    assert verbs(house.contact) == [("asked", "")]
    assert verbs(house.police_contact) == []


def test_start_counts_anew_what_is_shown(house: House, consultation: UUID, page_of: PageOf) -> None:
    assert page_of(house.police_contact, consultation).line.estimate == 40


def test_start_twice_with_one_submission_is_one_consultation(house: House, ask: Ask) -> None:
    submission = uuid4()
    assert ask(submission=submission) == ask(submission=submission)
    assert len(lists(house.contact)[Group.OTHERS]) == 1


@pytest.mark.parametrize(
    "facts",
    [
        Facts(age=AgeBand.UNKNOWN),
        Facts(setting=Setting.UNKNOWN),
        Facts(setting=Setting.SCHOOL, size=SettingSize.UNKNOWN),
        Facts(setting=Setting.SCHOOL, size=SettingSize.UNDER_10, age=AgeBand.FROM_13, sex=Sex.MALE),
    ],
)
def test_start_is_refused_when_unknown_or_too_few(ask: Ask, house: House, facts: Facts) -> None:
    with pytest.raises(Invalid):
        ask(facts=facts)


@pytest.mark.parametrize("question", ["", "  ", "Spør Jonas Kvernmo.", "Ring 912 34 567.", "x" * 200_000])
def test_start_is_refused_with_a_text_that_stops(ask: Ask, house: House, question: str) -> None:
    with pytest.raises(Invalid):
        ask(question=question)
    assert lists(house.contact)[Group.OTHERS] == []


def test_start_keeps_an_explained_find(ask: Ask, house: House, page_of: PageOf) -> None:
    explained = {"Jonas": "Det er tittelen på en bok"}
    sent = ask(question="De snakket om boka Jonas på skolen.", explanations=explained)
    assert page_of(house.contact, sent).dialogue[0].kept[0]["why"] == "Det er tittelen på en bok"


def test_kept_school_needs_a_setting(ask: Ask, house: House) -> None:
    kept = {"question": "Han går på Vårheim skole.", "explanations": {"Vårheim skole": "Den har mange elever"}}
    with pytest.raises(Invalid):
        ask(**kept)
    assert ask(**kept, facts=Facts(setting=Setting.SCHOOL, size=SettingSize.FROM_300, age=AgeBand.FROM_13))


def test_kept_school_in_a_message_needs_a_setting(house: House, consultation: UUID) -> None:
    kept = {"Vårheim skole": "Den har mange elever"}
    with pytest.raises(Invalid):
        actions.write(house.contact.actor(), consultation, "Han går på Vårheim skole.", kept)


def test_start_about_a_concern_is_noted_there(ask: Ask, house: House, sent_concern: UUID) -> None:
    sent = ask(concern_id=sent_concern)
    with scope(house.contact.organisation.pk):
        assert [line.id for line in queries.of_concern(house.contact.actor(), sent_concern)] == [sent]


@pytest.mark.parametrize(
    "key", ["police_contact", "police_radicalisation_contact", "teacher", "district_lead", "editor"]
)
def test_start_is_for_the_municipalitys_contacts(ask: Ask, house: House, key: str) -> None:
    with pytest.raises(Denied):
        ask(sender=house.people[key])


def test_start_needs_somebody_who_is_offered(ask: Ask, house: House) -> None:
    stranger = house.hamar_police_contact
    with pytest.raises(Invalid):
        ask(receiver=(stranger.organisation.pk, stranger.user.pk))


def test_start_about_a_foreign_concern_finds_nothing(ask: Ask, house: House) -> None:
    with pytest.raises(NotFound):
        ask(concern_id=uuid4())


def test_specialist_of_the_police_can_be_asked(ask: Ask, house: House, page_of: PageOf) -> None:
    to = house.police_radicalisation_contact
    sent = ask(receiver=(to.organisation.pk, to.user.pk))
    assert page_of(to, sent).line.other == "Alvdal kommune"


def test_another_municipality_answers_through_its_contacts(ask: Ask, house: House, page_of: PageOf) -> None:
    sent = ask(receiver=(house.organisation("hamar").pk, None))
    actions.write(house.hamar_contact.actor(), sent, "Snakk med ham, og spør hva han trenger.")
    assert [each.organisation for each in page_of(house.contact, sent).dialogue] == ["Alvdal kommune", "Hamar kommune"]
    assert notes(house.hamar_contact)[0][0] == "consultation_asked"


def test_another_municipality_is_never_hidden_from(ask: Ask, house: House) -> None:
    with pytest.raises(Invalid):
        ask(receiver=(house.organisation("hamar").pk, None), hide_sender=True)


def test_hiding_needs_a_contact_with_three_municipalities(ask: Ask, house: House) -> None:
    to = house.hamar_police_contact
    with pytest.raises(Invalid):
        ask(sender=house.hamar_contact, receiver=(to.organisation.pk, to.user.pk), hide_sender=True)


def test_answer_hands_the_turn_back_and_notes_the_asker(house: House, consultation: UUID) -> None:
    actions.write(house.police_contact.actor(), consultation, "Hva gjør han når han er rolig?")
    assert lists(house.contact)[Group.MINE] == [consultation]
    assert notes(house.contact) == [("consultation_message", f"/droftinger/{consultation}/")]
    assert verbs(house.police_contact) == [("wrote", "")]


@pytest.mark.parametrize("key", ["contact", "police_contact"])
def test_messages_of_both_sides_pass_the_gate(house: House, consultation: UUID, key: str) -> None:
    with pytest.raises(Invalid):
        actions.write(house.people[key].actor(), consultation, "Er det Jonas Kvernmo?")


def test_message_twice_with_one_submission_is_one_message(house: House, consultation: UUID, page_of: PageOf) -> None:
    submission = uuid4()
    for _click in range(2):
        actions.write(house.police_contact.actor(), consultation, "Hva trenger han?", submission=submission)
    assert len(page_of(house.contact, consultation).dialogue) == 2


def test_advice_of_the_police_waits_for_the_owner(house: House, consultation: UUID, page_of: PageOf) -> None:
    actions.conclude(house.police_contact.actor(), consultation, "Snakk med foreldrene først.", version=1)
    page = page_of(house.contact, consultation)
    assert (page.advice.text, page.advice.side) == ("Snakk med foreldrene først.", Side.RECEIVER)
    assert lists(house.contact)[Group.MINE] == [consultation]


def test_second_advice_on_the_same_version_conflicts(house: House, consultation: UUID, page_of: PageOf) -> None:
    actions.conclude(house.police_contact.actor(), consultation, "Snakk med foreldrene først.", version=1)
    with pytest.raises(Conflict):
        actions.conclude(house.contact.actor(), consultation, "Vent en uke.", version=1)
    assert page_of(house.contact, consultation).advice.text == "Snakk med foreldrene først."


def test_same_advice_again_is_no_conflict(house: House, consultation: UUID) -> None:
    for _click in range(2):
        assert actions.conclude(house.contact.actor(), consultation, "Vent en uke.", version=1) == 2


def test_advice_can_be_written_anew(house: House, consultation: UUID, page_of: PageOf) -> None:
    version = actions.conclude(house.police_contact.actor(), consultation, "Vent.", version=1)
    actions.conclude(house.contact.actor(), consultation, "Vent en uke.", version=version)
    assert page_of(house.police_contact, consultation).advice.text == "Vent en uke."


def test_ending_is_for_the_side_that_asked(house: House, consultation: UUID) -> None:
    with pytest.raises(Denied):
        actions.end(house.police_contact.actor(), consultation)


def test_ended_is_read_and_not_written(house: House, consultation: UUID, page_of: PageOf) -> None:
    actions.end(house.contact.actor(), consultation)
    for key in ("contact", "police_contact"):
        with pytest.raises(Conflict):
            actions.write(house.people[key].actor(), consultation, "Takk.")
        with pytest.raises(Conflict):
            actions.conclude(house.people[key].actor(), consultation, "Takk.", version=1)
        assert lists(house.people[key])[Group.ENDED] == [consultation]
        assert page_of(house.people[key], consultation).line.state is State.ENDED


def test_ending_twice_changes_nothing(house: House, consultation: UUID) -> None:
    for _click in range(2):
        actions.end(house.contact.actor(), consultation)
    assert verbs(house.contact) == [("asked", ""), ("ended", "")]


def test_ended_says_when_it_is_removed(house: House, consultation: UUID, page_of: PageOf) -> None:
    moment = clock.now()
    with clock.frozen(moment):
        actions.end(house.contact.actor(), consultation)
    assert page_of(house.contact, consultation).line.remove_at == moment + timedelta(days=30)


def test_reading_is_journalled_where_the_reader_is(house: House, consultation: UUID, page_of: PageOf) -> None:
    page_of(house.police_contact, consultation)
    assert verbs(house.police_contact) == [("read", "")]
    assert verbs(house.contact) == [("asked", "")]


@pytest.mark.parametrize("key", ["stranger", "hamar_contact", "hamar_police_contact", "police_radicalisation_contact"])
def test_stranger_finds_nothing(house: House, consultation: UUID, page_of: PageOf, key: str) -> None:
    person = house.people[key]
    for attempt in (
        lambda: page_of(person, consultation),
        lambda: actions.write(person.actor(), consultation, "Hei."),
        lambda: actions.conclude(person.actor(), consultation, "Hei.", version=1),
        lambda: actions.end(person.actor(), consultation),
        lambda: looking.check_text(person.actor(), consultation, "Hei."),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert not any(lists(person).values())


def test_without_second_factor_nothing_is_read(house: House, consultation: UUID) -> None:
    with pytest.raises(Denied):
        actions.read(house.contact.actor(second_factor=False), consultation)
