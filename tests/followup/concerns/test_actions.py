"""What contact and sender do with a concern: states, deadlines, notes, closing and what is left of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from avklar.followup.concerns import actions, disposal
from avklar.followup.concerns.models import ClosedCount, Concern, Message, Observation
from avklar.followup.concerns.states import Outcome, Shelf, State, Utterance
from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.journal.models import Entry
from avklar.foundation.notifications.models import Note
from avklar.foundation.retention import decisions
from avklar.foundation.vault import keys
from tests.followup.concerns import reads

MONDAY = datetime(2026, 11, 23, 12, tzinfo=clock.OSLO)
REASON = "Vanlig uenighet i klassen."


def line(person: Any, shelf: Shelf = Shelf.OPEN) -> Any:
    """The first row of a shelf."""
    return reads.inbox(person.actor(), shelf).lines[0]


def codes(person: Any) -> list[str]:
    """The notes somebody has got."""
    return sorted(Note.objects.filter(user_id=person.user.pk).values_list("code", flat=True))


def test_answer_stops_the_deadline(house: Any, sent: Any) -> None:
    actions.answer(house.contact.actor(), concern_id=sent(), text="Takk.")
    found = line(house.contact, Shelf.WAITING)
    assert (found.state, found.due_at) == (State.ANSWERED, None)
    assert codes(house.teacher) == ["concern_answer"]


def test_reply_starts_the_deadline_anew(house: Any, sent: Any) -> None:
    with clock.frozen(MONDAY):
        concern_id = sent()
        actions.answer(house.contact.actor(), concern_id=concern_id, text="Takk.")
    with clock.frozen(MONDAY + timedelta(days=1)):
        actions.reply(house.teacher.actor(), concern_id=concern_id, text="En ting til.")
    assert line(house.contact).due_at == MONDAY + timedelta(days=3)


def test_reply_before_the_answer_does_not_move_the_deadline(house: Any, sent: Any) -> None:
    with clock.frozen(MONDAY):
        concern_id = sent()
    with clock.frozen(MONDAY + timedelta(days=1)):
        actions.reply(house.teacher.actor(), concern_id=concern_id, text="En ting til.")
    assert line(house.contact).due_at == MONDAY + timedelta(days=2)


def test_consultation_leaves_the_answer_due(house: Any, sent: Any) -> None:
    concern_id = sent()
    actions.note_consultation(house.contact.actor(), concern_id=concern_id)
    found = line(house.contact, Shelf.WAITING)
    assert found.state is State.CONSULTED
    assert found.due_at is not None


def test_message_twice_is_one(house: Any, sent: Any) -> None:
    concern_id, submission = sent(), clock.new_id()
    first = actions.answer(house.contact.actor(), concern_id=concern_id, text="Takk.", submission=submission)
    assert actions.answer(house.contact.actor(), concern_id=concern_id, text="Takk.", submission=submission) == first
    assert len(reads.opened(house.contact.actor(), concern_id).messages) == 1


def test_message_to_a_closed_concern_is_a_conflict(house: Any, sent: Any) -> None:
    concern_id = sent()
    actions.close(house.contact.actor(), concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON)
    for verb in (actions.answer, actions.ask):
        with pytest.raises(Conflict):
            verb(house.contact.actor(), concern_id=concern_id, text="Takk.")
    with pytest.raises(Conflict):
        actions.reply(house.teacher.actor(), concern_id=concern_id, text="Takk.")


def test_message_that_points_at_somebody_is_refused(house: Any, sent: Any) -> None:
    with pytest.raises(Invalid):
        actions.answer(house.contact.actor(), concern_id=sent(), text="Send til ola.nordmann@example.com.")


@pytest.mark.parametrize("who", ["stranger", "hamar_contact"])
def test_strangers_verbs_find_nothing(house: Any, sent: Any, who: str) -> None:
    concern_id, actor = sent(), getattr(house, who).actor()
    for verb in (
        lambda: actions.answer(actor, concern_id=concern_id, text="Hei."),
        lambda: actions.ask(actor, concern_id=concern_id, text="Hei."),
        lambda: actions.reply(actor, concern_id=concern_id, text="Hei."),
        lambda: actions.edit_note(actor, concern_id=concern_id, text="Hei.", version=1),
        lambda: actions.note_consultation(actor, concern_id=concern_id),
        lambda: actions.close(actor, concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON),
        lambda: actions.classify(
            actor, concern_id=concern_id, observation_id=clock.new_id(), utterance=Utterance.LAWFUL
        ),
        lambda: reads.opened(actor, concern_id),
        lambda: reads.brief(actor, concern_id),
    ):
        with pytest.raises(NotFound):
            verb()


@pytest.mark.parametrize("who", ["teacher", "editor", "administrator", "district_lead", "privacy_officer"])
def test_handling_is_for_receivers_only(house: Any, sent: Any, who: str) -> None:
    with pytest.raises(Denied):
        actions.answer(getattr(house, who).actor(), concern_id=sent(), text="Hei.")


def test_handling_without_the_second_factor_is_refused(house: Any, sent: Any) -> None:
    with pytest.raises(Denied):
        reads.inbox(house.contact.actor(second_factor=False))


def test_colleague_cannot_reply_for_the_sender(house: Any, sent: Any) -> None:
    with pytest.raises(NotFound):
        actions.reply(house.other_teacher.actor(), concern_id=sent(), text="Hei.")


def test_note_saved_by_another_in_between_is_a_conflict(house: Any, sent: Any) -> None:
    concern_id = sent()
    assert actions.edit_note(house.contact.actor(), concern_id=concern_id, text="Først.", version=1) == 2
    with pytest.raises(Conflict):
        actions.edit_note(house.deputy.actor(), concern_id=concern_id, text="Sist.", version=1)
    assert reads.opened(house.contact.actor(), concern_id).note == "Først."


def test_note_and_classing_are_hidden_from_the_sender(house: Any, sent: Any) -> None:
    concern_id = sent()
    actor = house.contact.actor()
    actions.edit_note(actor, concern_id=concern_id, text="Bare for oss.", version=1)
    seen = reads.opened(actor, concern_id).observations[0]
    actions.classify(
        actor, concern_id=concern_id, observation_id=seen.id, utterance=Utterance.PUNISHABLE, provision="263"
    )
    own = reads.own(house.teacher.actor(), concern_id)
    assert own.note == ""
    assert [(each.by_contact, each.provision) for each in own.observations] == [(None, ""), (None, "")]


def test_close_with_an_old_version_is_a_conflict(house: Any, sent: Any) -> None:
    concern_id = sent()
    actions.reply(house.teacher.actor(), concern_id=concern_id, text="Det har skjedd igjen.")
    with pytest.raises(Conflict):
        actions.close(house.contact.actor(), concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON, version=1)


def test_close_twice_is_a_conflict(house: Any, sent: Any) -> None:
    concern_id = sent()
    actions.close(house.contact.actor(), concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON)
    with pytest.raises(Conflict):
        actions.close(house.deputy.actor(), concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON)


@pytest.mark.django_db(transaction=True)
def test_close_without_a_decision_seals(house: Any, sent: Any) -> None:
    concern_id = sent()
    actions.close(house.contact.actor(), concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON)
    assert keys.is_sealed(concern_id)
    opened = reads.opened(house.contact.actor(), concern_id)
    assert (opened.readable, opened.observations, opened.sealed_at is not None) == (False, (), True)
    assert reads.closed(house.contact.actor()) == {"nothing": 1}


@pytest.mark.django_db(transaction=True)
def test_close_with_a_decision_to_destroy_at_once_leaves_a_count(house: Any, sent: Any) -> None:
    actor = house.privacy_officer.actor()
    decisions.decide(actor, kind="concern", choice="destroy", days=0, reference="2026/1", valid_from=clock.today())
    concern_id = sent()
    actions.close(house.contact.actor(), concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON)
    assert not keys.exists(concern_id)
    with scope(actor.organisation):
        assert [model.objects.count() for model in (Concern, Observation, Message)] == [0, 0, 0]
        assert ClosedCount.objects.get().number == 1
    assert reads.closed(house.contact.actor()) == {"nothing": 1}
    with pytest.raises(NotFound):
        reads.own(house.teacher.actor(), concern_id)


@pytest.mark.django_db(transaction=True)
def test_dispose_twice_counts_once(house: Any, sent: Any) -> None:
    concern_id = sent()
    actions.close(house.contact.actor(), concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON)
    actor = machine(house.contact.organisation.pk)
    with writing(actor):
        assert disposal.dispose(actor, object_id=concern_id, verb="destroy")
        assert not disposal.dispose(actor, object_id=concern_id, verb="destroy")
    with scope(actor.organisation):
        assert ClosedCount.objects.get().number == 1


def test_dispose_leaves_an_open_concern_alone(house: Any, sent: Any) -> None:
    concern_id = sent()
    actor = machine(house.contact.organisation.pk)
    with writing(actor):
        assert not disposal.dispose(actor, object_id=concern_id, verb="destroy")
    assert keys.exists(concern_id)


def test_overdue_is_told_once_to_contact_deputy_and_sender(house: Any, sent: Any) -> None:
    with clock.frozen(MONDAY):
        sent()
    with clock.frozen(MONDAY + timedelta(days=2, minutes=1)):
        assert actions.notify_overdue(house.contact.organisation.pk) == 1
        assert actions.notify_overdue(house.contact.organisation.pk) == 0
        assert reads.unclosed(house.contact.actor()).overdue == 1
    assert "concern_overdue" in codes(house.contact)
    assert "concern_overdue" in codes(house.deputy)
    assert codes(house.teacher) == ["concern_delayed"]


def test_overdue_before_the_deadline_tells_nobody(house: Any, sent: Any) -> None:
    with clock.frozen(MONDAY):
        sent()
    with clock.frozen(MONDAY + timedelta(days=2, minutes=-1)):
        assert actions.notify_overdue(house.contact.organisation.pk) == 0


def test_journal_knows_every_verb(house: Any, sent: Any) -> None:
    concern_id, actor = sent(), house.contact.actor()
    actions.ask(actor, concern_id=concern_id, text="Har andre sett det?")
    actions.reply(house.teacher.actor(), concern_id=concern_id, text="Ja.")
    actions.answer(actor, concern_id=concern_id, text="Takk.")
    actions.edit_note(actor, concern_id=concern_id, text="Notat.", version=1)
    actions.close(actor, concern_id=concern_id, outcome=Outcome.ADVICE, reason=REASON)
    with scope(actor.organisation):
        verbs = list(Entry.objects.filter(object_id=concern_id).order_by("number").values_list("verb", flat=True))
    assert verbs == ["sent", "ask", "reply", "answer", "noted", "closed"]


def test_counts_follow_the_states(house: Any, sent: Any) -> None:
    concern_id = sent()
    sent()
    actions.answer(house.contact.actor(), concern_id=concern_id, text="Takk.")
    counted = reads.unclosed(house.contact.actor())
    assert (counted.new, counted.open, counted.waiting, counted.overdue) == (1, 1, 1, 0)


def test_counts_tell_that_the_sender_still_waits_while_the_contact_consults(house: Any, sent: Any) -> None:
    consulted, answered = sent(), sent()
    actions.note_consultation(house.contact.actor(), concern_id=consulted)
    actions.answer(house.contact.actor(), concern_id=answered, text="Takk.")
    counted = reads.unclosed(house.contact.actor())
    assert (counted.new, counted.unanswered) == (0, 1)


def test_brief_holds_no_text(house: Any, sent: Any) -> None:
    brief = reads.brief(house.contact.actor(), sent())
    assert (brief.reference, brief.setting, brief.age_band) == ("B-0001", "school", "from_13")
    assert not hasattr(brief, "ordinary")


def test_answer_is_unread_until_the_sender_says_otherwise(house: Any, sent: Any) -> None:
    concern_id = sent()
    assert not reads.opened(house.contact.actor(), concern_id).unread
    actions.answer(house.contact.actor(), concern_id=concern_id, text="Takk.")
    assert reads.opened(house.contact.actor(), concern_id).unread
    actions.confirm_read(house.teacher.actor(), concern_id=concern_id)
    assert not reads.opened(house.contact.actor(), concern_id).unread


def test_reply_says_that_the_answer_is_read(house: Any, sent: Any) -> None:
    concern_id = sent()
    actions.answer(house.contact.actor(), concern_id=concern_id, text="Takk.")
    actions.reply(house.teacher.actor(), concern_id=concern_id, text="Jeg prøver det.")
    assert not reads.opened(house.contact.actor(), concern_id).unread


@pytest.mark.django_db(transaction=True)
def test_close_killed_before_the_seal_is_taken_up_by_the_next_run(house: Any, sent: Any, monkeypatch: Any) -> None:
    from avklar.foundation.retention import engine

    concern_id = sent()
    monkeypatch.setattr(disposal, "put_away", lambda *given: None)
    actions.close(house.contact.actor(), concern_id=concern_id, outcome=Outcome.NOTHING, reason=REASON)
    assert not keys.is_sealed(concern_id)
    assert engine.run()["concern sealed"] == 1
    assert keys.is_sealed(concern_id)


@pytest.mark.parametrize("text", ["Ring 47 60 12 34.", "Snakket med Kari Nordmann i dag.", "Skriv til a@example.com."])
def test_note_and_reason_hold_no_name_and_no_number(house: Any, sent: Any, text: str) -> None:
    concern_id, actor = sent(), house.contact.actor()
    with pytest.raises(Invalid):
        actions.edit_note(actor, concern_id=concern_id, text=text, version=1)
    with pytest.raises(Invalid):
        actions.close(actor, concern_id=concern_id, outcome=Outcome.NOTHING, reason=text)
