"""The gate as a truth table: kind of find × explained × hidden, and facts × hiding × municipalities served (R2)."""

from __future__ import annotations

import itertools

import pytest

from avklar.followup.consultations import rules
from avklar.followup.consultations.rules import Hidden, Stop
from avklar.followup.consultations.states import OPEN, STEPS, Group, Side, State, states_of
from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.foundation.anonymity import Estimate, Find, Kind

NEVER = {Kind.IDENTITY_NUMBER, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.LINK}
SHOWS_WHERE = {Kind.PLACE, Kind.ORGANISATION}
SEEN = rules.NOT_HIDDEN
UNSEEN = Hidden(("Alvdal", "Berit", "Aasgard"))


def find(kind: Kind, text: str = "det") -> Find:
    return Find(0, len(text), kind, text, kind.explainable, "")


@pytest.mark.parametrize(("kind", "explained", "hidden"), list(itertools.product(Kind, (False, True), (SEEN, UNSEEN))))
def test_find_stops_unless_it_is_explained_and_may_be(kind: Kind, explained: bool, hidden: Hidden) -> None:
    reasons = {"det": "Det er et vanlig ord her"} if explained else {}
    may_stand = explained and kind not in NEVER and not (hidden is UNSEEN and kind in SHOWS_WHERE)
    assert (rules.remaining([find(kind)], reasons, hidden) == []) is may_stand


@pytest.mark.parametrize("reason", ["", "   ", "jo", "x" * 301])
def test_find_stops_when_the_explanation_says_nothing(reason: str) -> None:
    assert rules.remaining([find(Kind.NAME)], {"det": reason})


@pytest.mark.parametrize("text", ["Alvdal", "alvdals", "ALVDAL", "Alv\u00addal", "Berit", "Aasgards"])
def test_own_words_are_not_explained_while_hidden(text: str) -> None:
    assert not rules.explainable(find(Kind.NAME, text), UNSEEN)
    assert rules.explainable(find(Kind.NAME, text), SEEN)


@pytest.mark.parametrize(
    ("municipality", "text", "shown"),
    [
        ("Os", "oss", False),
        ("Os", "Os", True),
        ("Os", "OS", True),
        ("Sel", "selv", False),
        ("Nord-Fron", "nordfron", True),
    ],
)
def test_short_names_count_only_as_names(municipality: str, text: str, shown: bool) -> None:
    assert Hidden((municipality,)).shows(text) is shown


@pytest.mark.parametrize(
    ("known", "count", "hide", "police", "serves"),
    list(itertools.product((True, False), (0, 4, 5, 40), (True, False), (True, False), (0, 2, 3))),
)
def test_facts_stop_unless_known_enough_and_rightly_hidden(
    known: bool, count: int, hide: bool, police: bool, serves: int
) -> None:
    estimate = Estimate(count, (), enough=known and count >= 5, known=known)
    passes = known and count >= 5 and (not hide or (police and serves >= 3))
    assert (rules.stops_of_facts(estimate, hide=hide, police=police, serves=serves) == []) is passes


@pytest.mark.parametrize(
    ("text", "left", "stops"),
    [
        ("", [], [Stop.EMPTY]),
        (" \n", [], [Stop.EMPTY]),
        ("x", [], []),
        ("x", [find(Kind.NAME)], [Stop.FINDS]),
        ("x" * 8001, [], [Stop.TOO_LONG]),
    ],
)
def test_text_stops_when_empty_too_long_or_with_finds(text: str, left: list[Find], stops: list[Stop]) -> None:
    assert rules.stops_of_text(text, left) == stops


@pytest.mark.parametrize(
    ("kind", "setting_given", "text", "passes"),
    [
        (Kind.ORGANISATION, False, "Vårheim skole", False),
        (Kind.ORGANISATION, True, "Vårheim skole", True),
        (Kind.PLACE, False, "Barkald", False),
        (Kind.PLACE, False, "Alvdal", True),
        (Kind.NAME, False, "Jonas", True),
    ],
)
def test_kept_place_must_be_counted_within_a_setting(kind: Kind, setting_given: bool, text: str, passes: bool) -> None:
    stops = rules.stops_of_kept([find(kind, text)], setting_given=setting_given, municipality="Alvdal")
    assert (stops == []) is passes


def test_check_stops_raises_with_the_first_reason() -> None:
    with pytest.raises(Invalid) as raised:
        rules.check_stops([Stop.TOO_FEW, Stop.FINDS])
    assert raised.value.sentence == Stop.TOO_FEW.value


@pytest.mark.parametrize(("side", "state"), list(itertools.product(Side, State)))
def test_only_the_owner_ends_and_only_once(side: Side, state: State) -> None:
    assert rules.may_end(side, state) is (side is Side.OWNER and state is not State.ENDED)


def test_ending_for_the_other_side_is_denied() -> None:
    with pytest.raises(Denied):
        rules.check_may_end(Side.RECEIVER, State.ASKED)


def test_ended_is_final() -> None:
    assert State.ENDED not in OPEN
    assert not STEPS[State.ENDED]
    with pytest.raises(Conflict):
        rules.check_open(State.ENDED)


@pytest.mark.parametrize("side", Side)
def test_every_state_stands_in_exactly_one_list(side: Side) -> None:
    assert sorted(state for group in Group for state in states_of(group, side)) == sorted(State)
