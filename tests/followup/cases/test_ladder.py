"""The ladder as a truth table (R3, R5): over every combination there is, and the properties that must hold of all."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from avklar.followup.cases import ladder
from avklar.followup.cases.ladder import Situation, rung
from avklar.followup.cases.states import Attitude, Basis, Result, Step, Willingness

EVERY = [Situation(*values) for values in product(Basis, Attitude, Willingness, [None, *Result], [False, True])]
ATTITUDES = [Attitude.NONE, Attitude.HATE, Attitude.LEGITIMISES]
WILLINGNESSES = [
    Willingness.NONE,
    Willingness.FASCINATION,
    Willingness.EXPRESSED,
    Willingness.PREPARATION,
]
BASES = list(Basis)


def opens(now: Situation) -> set[Step]:
    """The steps that are open."""
    return {each.step for each in ladder.ladder(now) if each.open}


def with_(now: Situation, **changes: object) -> Situation:
    """The same situation with something changed."""
    from dataclasses import replace

    return replace(now, **changes)  # type: ignore[arg-type]


def test_there_is_nothing_else_to_look_at() -> None:
    """R4: no rule reads religion, ethnicity, origin or party, since the ladder has no place for them."""
    assert set(Situation.__dataclass_fields__) == {"basis", "attitude", "willingness", "talk", "danger"}
    assert len(EVERY) == 4 * 4 * 5 * 5 * 2


@pytest.mark.parametrize("step", Step)
def test_shut_step_says_why_and_by_which_rule(step: Step) -> None:
    for now in EVERY:
        found = rung(now, step)
        assert found.open or (str(found.shut.why).strip() and found.shut.rule in {"R3", "R5"})  # type: ignore[union-attr]


def test_closing_is_always_open() -> None:
    assert all(Step.CLOSE in opens(now) for now in EVERY)


def test_expression_alone_opens_nothing() -> None:
    calm = [now for now in EVERY if now.basis is Basis.EXPRESSION and not now.danger]
    assert calm
    assert {frozenset(opens(now)) for now in calm} == {frozenset({Step.CLOSE})}


def test_whoever_asks_for_help_gets_support_and_nothing_above() -> None:
    calm = [now for now in EVERY if now.basis is Basis.HELP and not now.danger]
    assert {frozenset(opens(now)) for now in calm} == {frozenset({Step.CLOSE, Step.SUPPORT})}


def test_lawful_expression_is_firm_and_the_rest_is_not() -> None:
    for now in EVERY:
        for each in ladder.ladder(now):
            if each.shut is not None:
                assert each.shut.firm is (now.basis in (Basis.EXPRESSION, Basis.HELP))


def test_danger_opens_everything_that_protects() -> None:
    for now in EVERY:
        if now.danger:
            assert {Step.CLOSE, Step.SUPPORT, Step.POLICE, Step.PST} <= opens(now)


def test_danger_shuts_nothing() -> None:
    for now in EVERY:
        assert opens(now) <= opens(with_(now, danger=True))


@pytest.mark.parametrize(("axis", "order"), [("attitude", ATTITUDES), ("willingness", WILLINGNESSES)])
def test_higher_step_on_an_axis_never_shuts_a_step(axis: str, order: list[object]) -> None:
    for now in EVERY:
        for lower, higher in pairwise(order):
            assert opens(with_(now, **{axis: lower})) <= opens(with_(now, **{axis: higher}))


def test_more_to_rest_on_never_shuts_a_step() -> None:
    for now in EVERY:
        for lower, higher in pairwise(BASES):
            assert opens(with_(now, basis=lower)) <= opens(with_(now, basis=higher))


@pytest.mark.parametrize("axis", ["attitude", "willingness"])
def test_dont_know_opens_no_step_of_its_own(axis: str) -> None:
    """Whatever is open with "don't know" on an axis is open with some step of that axis above "none seen" as well."""
    lowest = {"attitude": Attitude.HATE, "willingness": Willingness.FASCINATION}[axis]
    for now in EVERY:
        assert opens(with_(now, **{axis: "dont_know"})) <= opens(with_(now, **{axis: lowest}))


def test_dont_know_on_both_axes_opens_what_none_seen_does() -> None:
    for now in EVERY:
        unknown = with_(now, attitude=Attitude.DONT_KNOW, willingness=Willingness.DONT_KNOW)
        assert opens(unknown) == opens(with_(now, attitude=Attitude.NONE, willingness=Willingness.NONE))


def test_dont_know_shuts_nothing_that_the_other_axis_opens() -> None:
    conduct = Situation(basis=Basis.CONDUCT)
    assert Step.PST in opens(with_(conduct, willingness=Willingness.PREPARATION, attitude=Attitude.DONT_KNOW))
    assert Step.TALK in opens(with_(conduct, willingness=Willingness.DONT_KNOW, attitude=Attitude.HATE))
    assert Step.TALK in opens(with_(conduct, willingness=Willingness.FASCINATION, attitude=Attitude.DONT_KNOW))


def test_dont_know_shuts_nothing_that_an_offence_or_danger_opens() -> None:
    for now in EVERY:
        if now.basis is Basis.OFFENCE or now.danger:
            unknown = with_(now, attitude=Attitude.DONT_KNOW, willingness=Willingness.DONT_KNOW)
            assert opens(now) & {Step.SUPPORT, Step.POLICE} <= opens(unknown)


POLICE = [
    # basis, last talk, open?
    (Basis.OFFENCE, None, True),
    (Basis.OFFENCE, Result.GONE, True),
    (Basis.CONDUCT, None, False),
    (Basis.CONDUCT, Result.GONE, False),
    (Basis.CONDUCT, Result.SMALLER, True),
    (Basis.CONDUCT, Result.UNCHANGED, True),
    (Basis.CONDUCT, Result.GREATER, True),
    (Basis.HELP, Result.GREATER, False),
    (Basis.EXPRESSION, Result.GREATER, False),
]


@pytest.mark.parametrize(("basis", "talk", "is_open"), POLICE)
def test_police_opens_at_an_offence_or_after_a_talk_with_the_worry_remaining(
    basis: Basis, talk: Result | None, is_open: bool
) -> None:
    assert rung(Situation(basis=basis, talk=talk), Step.POLICE).open is is_open


PST = [
    (Attitude.NONE, Willingness.PREPARATION, False),
    (Attitude.HATE, Willingness.PREPARATION, True),
    (Attitude.LEGITIMISES, Willingness.PREPARATION, True),
    (Attitude.DONT_KNOW, Willingness.PREPARATION, True),
    (Attitude.LEGITIMISES, Willingness.EXPRESSED, False),
    (Attitude.LEGITIMISES, Willingness.DONT_KNOW, False),
    (Attitude.NONE, Willingness.NONE, False),
]


@pytest.mark.parametrize(("attitude", "willingness", "is_open"), PST)
def test_pst_opens_at_a_threat_unless_attitude_is_none_seen(
    attitude: Attitude, willingness: Willingness, is_open: bool
) -> None:
    now = Situation(basis=Basis.CONDUCT, attitude=attitude, willingness=willingness)
    assert rung(now, Step.PST).open is is_open


def test_talk_needs_something_on_an_axis_or_an_offence() -> None:
    assert not rung(Situation(basis=Basis.CONDUCT), Step.TALK).open
    assert rung(Situation(basis=Basis.OFFENCE), Step.TALK).open


@pytest.mark.parametrize("step", Step)
def test_second_person_is_asked_for_police_pst_and_every_deviation(step: Step) -> None:
    assert ladder.needs_second(step, deviates=False) is (step in {Step.POLICE, Step.PST})
    assert ladder.needs_second(step, deviates=True)
