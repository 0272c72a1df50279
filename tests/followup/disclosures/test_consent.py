"""Consent: what it covers, what a withdrawal stops and never stops, and both at the same moment (R9)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Thread
from time import sleep
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections

from avklar.followup.disclosures import actions, queries, rules
from avklar.followup.disclosures.actions import sending
from avklar.followup.disclosures.models import Consent, Disclosure
from avklar.followup.disclosures.states import ConsentAnswer
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound, Problem
from avklar.foundation.access.scope import scope
from avklar.foundation.notifications.models import Note
from tests.cast import House
from tests.followup.disclosures import stories

Send = Callable[..., UUID]


@pytest.fixture
def observations(house: House, case: UUID) -> list[UUID]:
    return stories.facts(house.contact.actor(), case)


@pytest.fixture
def consent(house: House, case: UUID, observations: list[UUID]) -> UUID:
    """A yes to share the first two facts with the police."""
    return stories.consent(house, case, observations[:2])


def withdraw(house: House, case: UUID, consent_id: UUID) -> int:
    return actions.withdraw_consent(house.contact.actor(), case_id=case, consent_id=consent_id)


def withdrawn_at(house: House, disclosure_id: UUID) -> Any:
    with scope(house.contact.organisation.pk):
        return Disclosure.objects.get(pk=disclosure_id).withdrawn_at


def refused(send: Send, **more: Any) -> dict[str, Any]:
    with pytest.raises(Invalid) as stopped:
        send(**more)
    return stopped.value.fields


def test_consent_is_a_ground(house: House, consent: UUID, send: Send, page_of: Callable[..., Any]) -> None:
    sent = send(ground=stories.CONSENT)
    assert page_of(house.police_contact, sent).copy.consent_until == clock.today() + timedelta(days=30)


def test_ground_of_consent_without_consent_is_refused(send: Send) -> None:
    assert refused(send, ground=stories.CONSENT) == {"ground": rules.NO_CONSENT}


def test_fact_outside_the_consent_is_refused(send: Send, consent: UUID, observations: list[UUID]) -> None:
    assert refused(send, ground=stories.CONSENT, observations=observations[:3]) == {"ground": rules.NOT_COVERED}


def test_other_receiver_is_outside_the_consent(house: House, send: Send, consent: UUID) -> None:
    other = stories.to_municipality(house, "tynset")
    assert refused(send, ground=stories.CONSENT, receiver=other) == {"ground": rules.NO_CONSENT}


def test_consent_that_ran_out_is_refused(house: House, send: Send, consent: UUID) -> None:
    with scope(house.contact.organisation.pk):
        Consent.objects.filter(pk=consent).update(until=clock.today() - timedelta(days=1))
    assert refused(send, ground=stories.CONSENT) == {"ground": rules.EXPIRED}


def test_withdrawn_consent_is_refused(house: House, case: UUID, send: Send, consent: UUID) -> None:
    withdraw(house, case, consent)
    assert refused(send, ground=stories.CONSENT) == {"ground": rules.WITHDRAWN}


def test_no_is_refused(house: House, case: UUID, send: Send, observations: list[UUID]) -> None:
    stories.consent(house, case, observations, ConsentAnswer.REFUSED)
    assert refused(send, ground=stories.CONSENT) == {"ground": rules.REFUSED}


def test_another_ground_after_a_withdrawal_needs_a_reason(house: House, case: UUID, send: Send, consent: UUID) -> None:
    withdraw(house, case, consent)
    assert refused(send) == {"swap_reason": rules.SWAPPED}


def test_reason_for_another_ground_is_frozen(
    house: House, case: UUID, send: Send, consent: UUID, page_of: Callable[..., Any]
) -> None:
    withdraw(house, case, consent)
    sent = send(swap_reason="Det er fare for andre.")
    assert page_of(house.police_contact, sent).copy.swap_reason == "Det er fare for andre."


def test_reason_is_not_kept_where_nobody_said_no(house: House, send: Send, page_of: Callable[..., Any]) -> None:
    assert page_of(house.police_contact, send(swap_reason="Overflødig.")).copy.swap_reason == ""


def test_withdrawal_never_shuts_the_duty_to_avert(house: House, case: UUID, send: Send, consent: UUID) -> None:
    withdraw(house, case, consent)
    assert send(ground=stories.DUTY)


def test_withdrawal_tells_receivers(house: House, case: UUID, send: Send, consent: UUID) -> None:
    sent = send(ground=stories.CONSENT)
    assert (withdraw(house, case, consent), withdrawn_at(house, sent) is None) == (1, False)
    assert Note.objects.filter(code="disclosure_withdrawn", user_id=house.police_contact.user.pk).count() == 1


def test_withdrawal_touches_nothing_sent_on_another_ground(house: House, case: UUID, send: Send, consent: UUID) -> None:
    sent = send()
    assert (withdraw(house, case, consent), withdrawn_at(house, sent)) == (0, None)


def test_withdrawal_stops_later_words_under_it(house: House, case: UUID, send: Send, consent: UUID) -> None:
    sent = send(ground=stories.CONSENT)
    withdraw(house, case, consent)
    with pytest.raises(Denied):
        stories.say(actions.reply, house.contact, sent)


def test_correction_still_reaches_after_a_withdrawal(house: House, case: UUID, send: Send, consent: UUID) -> None:
    sent = send(ground=stories.CONSENT)
    withdraw(house, case, consent)
    actions.correct(
        house.contact.actor(),
        sent,
        position=1,
        text="Rettet.",
        verified=True,
        reason="Feil.",
        revision=1,
        submission=uuid4(),
    )
    assert Note.objects.filter(code="disclosure_corrected").count() == 1


def test_second_withdrawal_changes_nothing(house: House, case: UUID, send: Send, consent: UUID) -> None:
    send(ground=stories.CONSENT)
    assert [withdraw(house, case, consent) for _click in range(2)] == [1, 0]


def test_no_is_not_withdrawn(house: House, case: UUID, observations: list[UUID]) -> None:
    answer = stories.consent(house, case, observations, ConsentAnswer.REFUSED)
    with pytest.raises(Conflict):
        withdraw(house, case, answer)


@pytest.mark.parametrize("key", ["stranger", "police_contact", "substitute"])
def test_consent_is_only_for_those_named_in_the_case(house: House, case: UUID, consent: UUID, key: str) -> None:
    actor = house.people[key].actor()
    with pytest.raises(NotFound):
        actions.withdraw_consent(actor, case_id=case, consent_id=consent)
    with pytest.raises(NotFound), scope(actor.organisation_id):
        queries.consents(actor, case)


def test_consent_of_another_case_is_not_withdrawn(house: House, case: UUID, consent: UUID) -> None:
    from tests.followup.cases import stories as case_stories

    other = case_stories.open_one(house.contact.actor()).id
    with pytest.raises(NotFound):
        withdraw(house, other, consent)


@pytest.mark.parametrize("receiver", [UUID(int=7), None])
def test_consent_names_another_organisation(
    house: House, case: UUID, observations: list[UUID], receiver: UUID | None
) -> None:
    with pytest.raises(Invalid):
        stories.consent(house, case, observations, receiver=receiver or house.contact.organisation.pk)


def test_consent_for_a_foreign_fact_is_refused(house: House, case: UUID) -> None:
    with pytest.raises(Invalid):
        stories.consent(house, case, [uuid4()])


def test_what_was_said_is_stored_encrypted(house: House, case: UUID, consent: UUID) -> None:
    with scope(house.contact.organisation.pk):
        stored = Consent.objects.filter(pk=consent).values_list("words", flat=True)[0]
        cards = queries.consents(house.contact.actor(), case)
    assert b"Svarte" not in bytes(stored)
    assert [each.words for each in cards] == ["Svarte på møtet."]


# --- At the same moment


@pytest.mark.django_db(transaction=True)
def test_withdrawal_in_the_middle_of_a_sending_waits_and_reaches_the_receiver(
    house: House, case: UUID, consent: UUID, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sending holds the consent: the withdrawal comes right after it, and finds what was sent."""
    write, told = sending._write, []

    def slow(*arguments: Any, **options: Any) -> None:
        def other() -> None:
            try:
                told.append(withdraw(house, case, consent))
            finally:
                connections.close_all()

        thread.append(Thread(target=other))
        thread[0].start()
        sleep(0.4)
        write(*arguments, **options)

    thread: list[Thread] = []
    monkeypatch.setattr(sending, "_write", slow)
    sent = send(ground=stories.CONSENT)
    thread[0].join(20)
    assert (told, withdrawn_at(house, sent) is None) == ([1], False)


@pytest.mark.django_db(transaction=True)
def test_withdrawal_and_sending_at_once_leave_nothing_untold(
    house: House, case: UUID, consent: UUID, send: Send
) -> None:
    observations = stories.facts(house.contact.actor(), case)[:2]
    gate = Barrier(2)

    def at_once(verb: Callable[[], Any]) -> Any:
        try:
            gate.wait(10)
            return verb()
        except Problem as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        sending_one = pool.submit(at_once, lambda: send(ground=stories.CONSENT, observations=observations))
        told = pool.submit(at_once, lambda: withdraw(house, case, consent)).result(30)
        sent = sending_one.result(30)
    if isinstance(sent, UUID):
        assert (told, withdrawn_at(house, sent) is None) == (1, False)
    else:
        assert (told, isinstance(sent, Invalid)) == (0, True)
