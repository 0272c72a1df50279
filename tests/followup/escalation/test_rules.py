"""The rules of step 4 as truth tables: the ladder is shown and never stops what has happened (R1, R3, R5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from avklar.followup.cases.cards import Chosen
from avklar.followup.cases.ladder import Situation, rung
from avklar.followup.cases.states import Answer as Decided
from avklar.followup.cases.states import Attitude, Basis, Result, Willingness
from avklar.followup.escalation import rules
from avklar.followup.escalation.states import HOURS, Answer, Kind, Outcome
from avklar.foundation.access.errors import Conflict, Denied, Invalid

ONE, OTHER = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SITUATIONS = [
    Situation(basis, attitude, willingness, talk, danger)
    for basis, attitude, willingness, talk, danger in product(
        Basis, Attitude, Willingness, [None, *Result], [False, True]
    )
]
HOLDS = Chosen(ONE, ONE, Decided.CONFIRMED, holds=True)
HOLDS_IN_DANGER = Chosen(ONE, ONE, Decided.WAITING, holds=True)
WAITS = Chosen(ONE, ONE, Decided.WAITING, holds=False)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_decision_follows_the_ladder_in_every_situation(kind: Kind) -> None:
    wrong = [now for now in SITUATIONS if rules.against(rung(now, kind.step), None) != rung(now, kind.step).shut]
    assert wrong == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("chosen", [HOLDS, HOLDS_IN_DANGER], ids=["confirmed", "in danger"])
def test_decision_that_holds_opens_in_every_situation(kind: Kind, chosen: Chosen) -> None:
    assert [now for now in SITUATIONS if rules.against(rung(now, kind.step), chosen)] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_decision_that_waits_opens_nothing(kind: Kind) -> None:
    wrong = [now for now in SITUATIONS if rules.against(rung(now, kind.step), WAITS) != rung(now, kind.step).shut]
    assert wrong == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("chosen", [None, HOLDS, HOLDS_IN_DANGER, WAITS])
def test_danger_never_asks_for_a_reason(kind: Kind, chosen: Chosen | None) -> None:
    asked = [now for now in SITUATIONS if now.danger and rules.against(rung(now, kind.step), chosen)]
    assert asked == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("chosen", [None, WAITS])
def test_with_a_reason_every_contact_can_be_recorded(kind: Kind, chosen: Chosen | None) -> None:
    for now in SITUATIONS:
        rules.check_reason(rules.against(rung(now, kind.step), chosen), "Vakten ba oss ringe.")


@pytest.mark.parametrize("kind", list(Kind))
def test_expression_alone_asks_why_and_names_the_rule(kind: Kind) -> None:
    shut = rules.against(rung(Situation(Basis.EXPRESSION), kind.step), None)
    with pytest.raises(Invalid) as caught:
        rules.check_reason(shut, "  ")
    assert (caught.value.rule, list(caught.value.fields)) == ("R3", ["reason"])


@pytest.mark.parametrize(
    ("kind", "outcome", "refused"),
    [
        (Kind.POLICE, Outcome.REPORTED, False),
        (Kind.POLICE, Outcome.CONSIDERED, False),
        (Kind.POLICE, Outcome.DROPPED, False),
        (Kind.POLICE, None, True),
        (Kind.PST, None, False),
        (Kind.PST, Outcome.REPORTED, True),
    ],
)
def test_outcome_belongs_to_the_criminal_side(kind: Kind, outcome: Outcome | None, refused: bool) -> None:
    if not refused:
        rules.check_outcome(kind, outcome)
        return
    with pytest.raises(Invalid) as caught:
        rules.check_outcome(kind, outcome)
    assert list(caught.value.fields) == ["outcome"]


@pytest.mark.parametrize(
    ("person", "answer", "error"),
    [
        (OTHER, Answer.WAITING, None),
        (OTHER, Answer.CONFIRMED, Conflict),
        (OTHER, Answer.REFUSED, Conflict),
        (ONE, Answer.WAITING, Denied),
        (ONE, Answer.CONFIRMED, Denied),
        (ONE, Answer.REFUSED, Denied),
    ],
)
def test_second_person_is_another_and_answers_once(person: UUID, answer: Answer, error: type[Exception] | None) -> None:
    if error is None:
        rules.check_second(person=person, first=ONE, answer=answer)
        return
    with pytest.raises(error):
        rules.check_second(person=person, first=ONE, answer=answer)


@pytest.mark.parametrize(
    ("locked", "waits", "refused"), [(True, False, False), (True, True, True), (False, False, True)]
)
def test_asking_needs_a_lock_and_nobody_before(locked: bool, waits: bool, refused: bool) -> None:
    if not refused:
        rules.check_asking(locked=locked, waits=waits)
        return
    with pytest.raises(Conflict):
        rules.check_asking(locked=locked, waits=waits)


@pytest.mark.parametrize("hours", HOURS)
def test_opening_lasts_real_hours(hours: int) -> None:
    assert rules.until(hours, NOW) - NOW == timedelta(hours=hours)


@pytest.mark.parametrize("hours", [-1, 0, 3, 25, 1000])
def test_opening_of_another_length_is_refused(hours: int) -> None:
    with pytest.raises(Invalid):
        rules.until(hours, NOW)


@pytest.mark.parametrize(("ahead", "refused"), [(-1, False), (0, False), (1, True)])
def test_contact_has_happened(ahead: int, refused: bool) -> None:
    at = NOW + timedelta(seconds=ahead)
    if not refused:
        rules.check_happened(at, NOW)
        return
    with pytest.raises(Invalid):
        rules.check_happened(at, NOW)
