"""Who may do what, from where: the whole table, and what the rules say about text, days and consent. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from avklar.followup.disclosures import rules
from avklar.followup.disclosures.states import MOVES, STEPS, ConsentAnswer, Side, State, Verb
from avklar.foundation.access.errors import Conflict, Denied, Invalid

TODAY = date(2026, 11, 26)
MINE = uuid4()
FACTS = (uuid4(), uuid4())

# who, then from which states: s(ent), a(ccepted), f(eedback), r(eturned), e(nded)
TABLE = {
    Verb.ACCEPT: (Side.RECEIVER, "s"),
    Verb.ASK: (Side.RECEIVER, "saf"),
    Verb.REPLY: (Side.OWNER, "saf"),
    Verb.RETURN: (Side.RECEIVER, "s"),
    Verb.FEEDBACK: (Side.RECEIVER, "af"),
    Verb.CORRECT: (Side.OWNER, "safe"),
    Verb.WITHDRAW: (Side.OWNER, "safre"),
    Verb.END: (Side.OWNER, "safr"),
}
LETTERS = {
    State.SENT: "s",
    State.ACCEPTED: "a",
    State.ANSWERED: "f",
    State.RETURNED: "r",
    State.ENDED: "e",
}


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("state", State)
def test_verb_is_open_as_the_table_says(verb: Verb, side: Side, state: State) -> None:
    whose, states = TABLE[verb]
    assert rules.may(verb, side, state) == (side is whose and LETTERS[state] in states)


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("state", State)
def test_check_and_answer_agree(verb: Verb, side: Side, state: State) -> None:
    try:
        rules.check_move(verb, side, state)
        allowed = True
    except (Denied, Conflict):
        allowed = False
    assert allowed == rules.may(verb, side, state)


def test_other_sides_verb_is_denied_and_a_late_one_conflicts() -> None:
    with pytest.raises(Denied):
        rules.check_move(Verb.ACCEPT, Side.OWNER, State.SENT)
    with pytest.raises(Conflict):
        rules.check_move(Verb.ACCEPT, Side.RECEIVER, State.ENDED)


def test_every_verb_that_reaches_the_other_side_tells_it() -> None:
    assert {verb for verb, move in MOVES.items() if not move.note} == {Verb.END}


def test_nothing_comes_after_the_end_but_itself() -> None:
    assert STEPS[State.ENDED] == {State.ENDED}


@dataclass(frozen=True)
class Asked:
    """A consent as the rules see it."""

    answer: str = ConsentAnswer.GIVEN
    receiver_organisation_id: UUID = MINE
    facts: tuple[UUID, ...] = FACTS
    until: date | None = TODAY
    withdrawn: bool = False


YES = Asked()


def test_consent_covers_on_its_last_day() -> None:
    assert rules.covers(YES, MINE, FACTS, TODAY)


def test_consent_covers_fewer_facts() -> None:
    assert rules.covers(YES, MINE, FACTS[:1], TODAY)


@pytest.mark.parametrize(
    ("consents", "sentence"),
    [
        ([], rules.NO_CONSENT),
        ([replace(YES, receiver_organisation_id=uuid4())], rules.NO_CONSENT),
        ([replace(YES, until=TODAY - timedelta(days=1))], rules.EXPIRED),
        ([replace(YES, withdrawn=True)], rules.WITHDRAWN),
        ([replace(YES, answer=ConsentAnswer.REFUSED, until=None)], rules.REFUSED),
        ([replace(YES, facts=FACTS[:1])], rules.NOT_COVERED),
    ],
)
def test_consent_that_does_not_cover_says_why(consents: list[Asked], sentence: object) -> None:
    with pytest.raises(Invalid) as stopped:
        rules.covering(consents, MINE, FACTS, TODAY)
    assert stopped.value.fields == {"ground": sentence}


def test_newer_refusal_does_not_hide_a_consent_that_holds() -> None:
    refused = replace(YES, answer=ConsentAnswer.REFUSED, until=None, facts=(uuid4(),))
    assert rules.covering([refused, YES], MINE, FACTS, TODAY) == 1


@pytest.mark.parametrize(
    ("consent", "turned"),
    [
        (YES, False),
        (replace(YES, until=TODAY - timedelta(days=9)), False),
        (replace(YES, withdrawn=True), True),
        (replace(YES, answer=ConsentAnswer.REFUSED, until=None), True),
        (replace(YES, withdrawn=True, facts=FACTS[:1]), True),
        (replace(YES, withdrawn=True, facts=(uuid4(),)), False),
        (replace(YES, withdrawn=True, receiver_organisation_id=uuid4()), False),
    ],
)
def test_turned_down_only_for_the_same_receiver_and_facts(consent: Asked, turned: bool) -> None:
    assert rules.turned_down([consent], MINE, FACTS) is turned


@pytest.mark.parametrize(
    ("turned", "always_open", "reason", "allowed"),
    [
        (False, False, "", True),
        (True, False, "", False),
        (True, False, "   ", False),
        (True, False, "Fare for andre.", True),
        (True, True, "", True),
    ],
)
def test_another_ground_needs_a_reason_after_a_no(turned: bool, always_open: bool, reason: str, allowed: bool) -> None:
    try:
        rules.check_swap(turned_down=turned, always_open=always_open, reason=reason)
        passed = True
    except Invalid:
        passed = False
    assert passed is allowed


@pytest.mark.parametrize(
    ("withdrawn", "until", "allowed"),
    [
        (False, None, True),
        (False, TODAY, True),
        (False, TODAY - timedelta(days=1), False),
        (True, None, False),
        (True, TODAY, False),
    ],
)
def test_nothing_more_is_shared_under_a_consent_that_ended(withdrawn: bool, until: date | None, allowed: bool) -> None:
    try:
        rules.check_shareable(withdrawn=withdrawn, until=until, today=TODAY)
        passed = True
    except Denied:
        passed = False
    assert passed is allowed


@pytest.mark.parametrize(
    ("answer", "asked_on", "until", "field"),
    [
        (ConsentAnswer.GIVEN, TODAY, None, "until"),
        (ConsentAnswer.GIVEN, TODAY, TODAY - timedelta(days=1), "until"),
        (ConsentAnswer.GIVEN, TODAY, TODAY + timedelta(days=366), "until"),
        (ConsentAnswer.REFUSED, TODAY, TODAY, "until"),
        (ConsentAnswer.GIVEN, TODAY + timedelta(days=1), TODAY, "asked_on"),
    ],
)
def test_consent_that_is_not_whole_is_refused(answer: str, asked_on: date, until: date | None, field: str) -> None:
    with pytest.raises(Invalid) as stopped:
        rules.check_consent(answer=answer, asked_on=asked_on, until=until, facts=FACTS, today=TODAY)
    assert set(stopped.value.fields) == {field}
