"""A worry without an account: received, encrypted, held back in a flood, and open to its receipt alone."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from avklar.followup.concerns import actions, counts, floods, receipts
from avklar.followup.concerns.cards import Told
from avklar.followup.concerns.content import Signature
from avklar.followup.concerns.models import ClosedCount, Concern, Tally
from avklar.followup.concerns.states import RECEIPT_LIVES, Naming, Outcome, SenderKind, Shelf, State
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.clock.quarters import quarter_of
from avklar.foundation.journal.models import Entry
from avklar.foundation.notifications.models import Note
from avklar.foundation.retention import engine
from avklar.foundation.vault import keys
from avklar.foundation.vault.errors import Sealed
from avklar.foundation.vault.models import LookupHash, WrappedRecordKey
from avklar.people.organisations.models import Appointment
from tests.followup.concerns import reads, worries


def tell(house: Any, place: str = "alvdal", **changes: Any) -> Told:
    options = {name: changes.pop(name) for name in ("signature", "seed", "crowded") if name in changes}
    proved = changes.pop("proved", True)
    return actions.tell(
        house.organisation(place).pk,
        content=worries.told(**changes),
        seed=options.pop("seed", None) or clock.new_id(),
        proved=proved,
        **options,
    )


def first(house: Any, shelf: Shelf = Shelf.OPEN) -> Any:
    return reads.inbox(house.contact.actor(), shelf).lines[0]


def come_back(house: Any, told: Told, place: str = "alvdal") -> Any:
    return actions.come_back(house.organisation(place).pk, digits=told.receipt)


def codes(person: Any) -> list[str]:
    return sorted(Note.objects.filter(user_id=person.user.pk).values_list("code", flat=True))


def test_worry_reaches_the_contact_without_a_reporter(house: Any) -> None:
    tell(house, signature=Signature(Naming.PSEUDONYM, "Blåveis"))
    opened = reads.opened(house.contact.actor(), first(house).id)
    assert opened.line.private
    assert (opened.naming, opened.signature, opened.line.unproved) == (Naming.PSEUDONYM, "Blåveis", False)
    assert opened.observations[0].fact == worries.TOLD
    assert codes(house.contact) == ["concern_new"]


def test_nothing_of_sender_or_receipt_lies_in_clear(house: Any) -> None:
    told = tell(house, signature=Signature(Naming.NAMED, "Gunnhild"))
    with scope(house.contact.organisation.pk), connection.cursor() as cursor:
        for table in ("concerns_concern", "concerns_observation", "concerns_message", "journal_entry"):
            cursor.execute(f"SELECT * FROM {table}")
            stored = repr([[bytes(c) if isinstance(c, memoryview) else c for c in row] for row in cursor.fetchall()])
            assert not any(each in stored for each in ("Gunnhild", told.receipt, worries.TOLD))


def test_same_page_sent_twice_is_one_worry_with_one_receipt(house: Any) -> None:
    seed = clock.new_id()
    once, twice = tell(house, seed=seed), tell(house, seed=seed)
    assert (twice.receipt, twice.again, twice.due_at) == (once.receipt, True, once.due_at)
    assert len(reads.inbox(house.contact.actor()).lines) == 1
    assert (WrappedRecordKey.objects.count(), LookupHash.objects.count()) == (1, 1)


def test_receipt_opens_what_was_sent_after_a_try_that_failed(house: Any, monkeypatch: Any) -> None:
    def fail(*_given: Any) -> None:
        raise OperationalError("database is locked")

    seed, now = clock.new_id(), clock.now()
    with monkeypatch.context() as broken:
        broken.setattr("avklar.followup.concerns.actions.telling.insert_all", fail)
        with pytest.raises(OperationalError):
            tell(house, seed=seed)
    with clock.frozen(now + timedelta(seconds=3)):
        assert come_back(house, tell(house, seed=seed)).observations[0].fact == worries.TOLD


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_are_one_worry(house: Any) -> None:
    seed, results = clock.new_id(), list[Told]()

    def click() -> None:
        try:
            results.append(tell(house, seed=seed))
        finally:
            from django.db import connections

            connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert len({each.receipt for each in results}) == 1
    assert len(reads.inbox(house.contact.actor()).lines) == 1
    assert come_back(house, results[0]).observations[0].fact == worries.TOLD


@pytest.mark.parametrize(
    "changes",
    [
        {"wish": "Ring 47 60 12 34."},
        {"sender_kind": SenderKind.SCHOOL},
        {"signature": Signature(Naming.NAMED, " ")},
        {"signature": Signature(Naming.NAMED, "x" * 81)},
        {"signature": Signature(Naming.PSEUDONYM, "mor 922 33 445")},
        {"works_well": "x" * 200_000},
        {"observations": ()},
    ],
)
def test_what_cannot_be_received_is_refused(house: Any, changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        tell(house, **changes)
    assert not WrappedRecordKey.objects.exists()


def test_employee_cannot_write_as_a_private_person(house: Any, content: Any) -> None:
    with pytest.raises(Invalid):
        actions.send(house.teacher.actor(), content=content(sender_kind=SenderKind.FAMILY), submission=clock.new_id())


def test_database_keeps_employee_and_private_person_apart(house: Any, sent: Any) -> None:
    concern_id = sent()
    with scope(house.contact.organisation.pk):
        for changes in ({"reporter": None}, {"naming": "named"}, {"sender_kind": "family"}, {"unproved": True}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Concern.objects.filter(pk=concern_id).update(**changes)


def test_nobody_who_receives_shuts_the_form(house: Any) -> None:
    Appointment.objects.filter(municipality=house.organisation("alvdal")).delete()
    with pytest.raises(Conflict):
        tell(house)


def test_substitute_receives_when_contact_and_deputy_are_gone(house: Any) -> None:
    Appointment.objects.filter(municipality=house.organisation("alvdal"), kind__in=("contact", "deputy")).delete()
    tell(house)
    assert codes(house.substitute) == ["concern_new"]


# --- The dialogue


def test_both_write_and_the_sender_gets_no_mail(house: Any) -> None:
    told = tell(house)
    concern_id, contact = first(house).id, house.contact.actor()
    actions.ask(contact, concern_id=concern_id, text="Har du snakket med ham?")
    opened = come_back(house, told)
    assert (opened.line.state, opened.messages[0].text) == (State.ASKED, "Har du snakket med ham?")
    actions.reply_with(contact.organisation, digits=told.receipt, text="Ja, i går.")
    actions.confirm_with(contact.organisation, digits=told.receipt)
    seen = reads.opened(contact, concern_id)
    assert [(each.text, each.author_id) for each in seen.messages][1] == ("Ja, i går.", None)
    assert (seen.line.state, seen.unread) == (State.REPLIED, False)
    assert codes(house.contact) == ["concern_new", "concern_reply"]
    assert Note.objects.exclude(user_id__in=[house.contact.user.pk, house.deputy.user.pk]).count() == 0


def test_same_reply_twice_is_one(house: Any) -> None:
    told, submission = tell(house), clock.new_id()
    organisation_id = house.contact.organisation.pk
    for _ in range(2):
        actions.reply_with(organisation_id, digits=told.receipt, text="Ja.", submission=submission)
    assert len(come_back(house, told).messages) == 1


def test_reply_changed_on_a_page_sent_before_is_another(house: Any) -> None:
    told, submission = tell(house), clock.new_id()
    for text in ("Ja.", "Ja, og han var sint."):
        actions.reply_with(house.contact.organisation.pk, digits=told.receipt, text=text, submission=submission)
    assert [each.text for each in come_back(house, told).messages] == ["Ja.", "Ja, og han var sint."]


def test_reading_with_a_receipt_is_journalled(house: Any) -> None:
    come_back(house, tell(house))
    with scope(house.contact.organisation.pk):
        entry = Entry.objects.get(verb="read")
    assert (entry.user_id, entry.kind, entry.reason) == (None, "concern", "receipt")


def test_sender_sees_neither_note_nor_class(house: Any) -> None:
    told = tell(house)
    concern_id, contact = first(house).id, house.contact.actor()
    actions.edit_note(contact, concern_id=concern_id, text="Ringer skolen.", version=1)
    opened = come_back(house, told)
    assert (opened.note, opened.note_by, opened.observations[0].by_contact) == ("", None, None)


def test_nobody_who_reads_shuts_the_dialogue_too(house: Any) -> None:
    told = tell(house)
    Appointment.objects.filter(municipality=house.organisation("alvdal")).exclude(kind="police_contact").delete()
    with pytest.raises(Conflict) as problem:
        actions.reply_with(house.contact.organisation.pk, digits=told.receipt, text="Hei.")
    assert problem.value.rule == "R18"
    assert come_back(house, told).messages == ()


def test_delay_tells_the_contacts_alone(house: Any) -> None:
    tell(house)
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert actions.notify_overdue(house.contact.organisation.pk) == 1
    assert "concern_overdue" in codes(house.contact)


# --- The receipt under attack


def test_wrong_receipt_wrong_place_and_ended_one_look_alike(house: Any) -> None:
    told = tell(house)
    tell(house, "tynset")
    other = receipts.made(house.organisation("alvdal").pk, clock.new_id())[0]
    with pytest.raises(NotFound):
        come_back(house, told, "tynset")
    with pytest.raises(NotFound):
        actions.come_back(house.contact.organisation.pk, digits=other)
    with clock.frozen(clock.now() + RECEIPT_LIVES), pytest.raises(NotFound):
        come_back(house, told)
    with pytest.raises(NotFound):
        actions.reply_with(house.organisation("tynset").pk, digits=told.receipt, text="Hei.")


def test_every_refusal_asks_the_same_of_the_databases(house: Any) -> None:
    from tests.followup.concerns.pages import asked

    told, here = tell(house), house.contact.organisation.pk
    other = receipts.made(here, clock.new_id())[0]

    def number(place: str, digits: str) -> int:
        with asked() as queries, pytest.raises(NotFound):
            actions.come_back(house.organisation(place).pk, digits=digits)
        return len(queries)

    number("tynset", other)  # the municipality's secret is made at its first use
    assert len({number("alvdal", other), number("tynset", told.receipt), number("tynset", other)}) == 1


def test_receipt_ends_at_its_date_for_good(house: Any) -> None:
    told = tell(house)
    with clock.frozen(clock.now() + RECEIPT_LIVES):
        assert actions.end_receipts(house.contact.organisation.pk) == 1
        assert actions.end_receipts(house.contact.organisation.pk) == 0
    with pytest.raises(NotFound):
        come_back(house, told)
    assert not LookupHash.objects.exists()
    assert reads.opened(house.contact.actor(), first(house).id).observations[0].fact == worries.TOLD


def test_after_closing_only_the_status_is_left(house: Any) -> None:
    told = tell(house)
    concern_id, contact = first(house).id, house.contact.actor()
    actions.answer(contact, concern_id=concern_id, text="Takk. Snakk rolig med ham.")
    actions.close(contact, concern_id=concern_id, outcome=Outcome.ADVICE, reason="Rådet holder.")
    opened = come_back(house, told)
    assert (opened.line.state, opened.readable, opened.messages) == (State.CLOSED, False, ())
    with pytest.raises(Conflict):
        actions.reply_with(contact.organisation, digits=told.receipt, text="Hei.")
    with pytest.raises(Conflict):
        actions.confirm_with(contact.organisation, digits=told.receipt)


@pytest.mark.django_db(transaction=True)
def test_receipt_opens_no_sealed_text(house: Any) -> None:
    told = tell(house)
    concern_id, contact = first(house).id, house.contact.actor()
    actions.close(contact, concern_id=concern_id, outcome=Outcome.OTHER_SERVICE, reason="Skolen tar det.")
    found = keys.open_with(contact.organisation, receipts.code(told.receipt))
    assert found == (concern_id, None)
    with pytest.raises(Sealed):
        keys.fetch([keys.Record(contact.organisation, concern_id)])


# --- Floods and misuse


def test_flood_is_held_back_told_of_once_and_lost_never(house: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(floods, "MOST", 2)
    receipts_of_all = [tell(house) for _ in range(5)]
    tell(house, "tynset")
    assert [len(reads.inbox(house.contact.actor(), each).lines) for each in (Shelf.OPEN, Shelf.HELD)] == [2, 3]
    assert codes(house.contact) == ["concern_held", "concern_new", "concern_new"]
    numbers = reads.unclosed(house.contact.actor())
    assert (numbers.new, numbers.open, numbers.unanswered, numbers.held) == (2, 2, 2, 3)
    assert come_back(house, receipts_of_all[-1]).observations[0].fact == worries.TOLD
    actions.answer(house.contact.actor(), concern_id=first(house, Shelf.HELD).id, text="Takk.")
    assert len(reads.inbox(house.contact.actor(), Shelf.WAITING).lines) == 1
    assert len(reads.waiting_for_me(house.contact.actor())) == 2


def test_flood_that_goes_on_is_told_of_every_hour(house: Any) -> None:
    begun = clock.now().replace(minute=10)
    for half in range(8):
        with clock.frozen(begun + timedelta(minutes=30 * half)):
            tell(house, crowded=True)
    assert codes(house.contact) == ["concern_held"] * 4


def test_what_is_added_to_one_held_back_is_not_told_of(house: Any) -> None:
    told = tell(house, crowded=True)
    actions.reply_with(house.contact.organisation.pk, digits=told.receipt, text="Enda mer.")
    assert codes(house.contact) == ["concern_held"]
    assert come_back(house, told).messages[0].text == "Enda mer."


def test_flood_is_over_after_an_hour(house: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(floods, "MOST", 1)
    tell(house)
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        tell(house)
    assert len(reads.inbox(house.contact.actor()).lines) == 2


def test_without_proof_the_measure_is_smaller_and_the_mark_is_there(house: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(floods, "MOST_UNPROVED", 1)
    tell(house, proved=False)
    tell(house, proved=False)
    tell(house)
    lines = reads.inbox(house.contact.actor()).lines
    assert [each.unproved for each in lines] == [False, True]
    assert first(house, Shelf.HELD).unproved


def test_crowded_address_is_held_back(house: Any) -> None:
    tell(house, proved=False, crowded=True)
    assert first(house, Shelf.HELD).state is State.HELD


def test_what_is_held_back_is_overdue_as_one(house: Any) -> None:
    for _ in range(3):
        tell(house, crowded=True)
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert actions.notify_overdue(house.contact.organisation.pk) == 3
        assert actions.notify_overdue(house.contact.organisation.pk) == 0
    assert codes(house.contact).count("concern_overdue") == 1


@pytest.mark.django_db(transaction=True)
def test_misuse_is_gone_at_once_and_counted(house: Any) -> None:
    told, contact = tell(house), house.contact.actor()
    concern_id = first(house).id
    actions.close(contact, concern_id=concern_id, outcome=Outcome.MISUSE, reason="Sjikane av én person.")
    assert not keys.exists(concern_id)
    with scope(contact.organisation):
        assert not Concern.objects.exists()
        assert ClosedCount.objects.get().outcome == "misuse"
        assert not Tally.objects.exists()
        assert sum(counts.sent_in(contact.organisation, quarter_of(clock.now()))["setting"].values()) == 0
    with pytest.raises(NotFound):
        come_back(house, told)


def test_misuse_whose_process_died_is_destroyed_by_the_next_run(house: Any) -> None:
    told, contact = tell(house), house.contact.actor()
    concern_id = first(house).id
    # what follows the commit doesn't run inside the test's transaction
    actions.close(contact, concern_id=concern_id, outcome=Outcome.MISUSE, reason="Sjikane av én person.")
    assert keys.exists(concern_id)
    engine.run()
    assert not keys.exists(concern_id)
    with scope(contact.organisation):
        assert not Concern.objects.exists()
        assert ClosedCount.objects.get().outcome == "misuse"
        verbs = Entry.objects.filter(object_id=concern_id).values_list("verb", flat=True)
        assert {"disposed", "sealed"} & set(verbs) == {"disposed"}
    with pytest.raises(NotFound):
        come_back(house, told)


def test_neighbour_sees_nothing_of_it(house: Any) -> None:
    tell(house)
    concern_id = first(house).id
    assert reads.inbox(house.stranger.actor()).lines == ()
    with pytest.raises(NotFound):
        reads.opened(house.stranger.actor(), concern_id)
