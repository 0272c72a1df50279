"""The rules as truth tables: what an utterance counts as, which outcomes are open, what can follow what (R3, R19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from avklar.followup.concerns import differences, provisions, rules
from avklar.followup.concerns.content import ConcernContent, ObservationContent, reasons_for, unsettled
from avklar.followup.concerns.states import SHELVES, STEPS, Outcome, State, Utterance, Verb, before
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.anonymity import AgeBand

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Seen:
    reported: Utterance
    by_contact: Utterance | None = None


@pytest.mark.parametrize(
    ("reported", "by_contact", "counts_as"),
    [
        (Utterance.NONE, None, Utterance.NONE),
        (Utterance.LAWFUL, None, Utterance.LAWFUL),
        (Utterance.DONT_KNOW, None, Utterance.LAWFUL),
        (Utterance.PUNISHABLE, None, Utterance.LAWFUL),
        (Utterance.PUNISHABLE, Utterance.LAWFUL, Utterance.LAWFUL),
        (Utterance.LAWFUL, Utterance.DONT_KNOW, Utterance.LAWFUL),
        (Utterance.LAWFUL, Utterance.PUNISHABLE, Utterance.PUNISHABLE),
        (Utterance.NONE, Utterance.PUNISHABLE, Utterance.PUNISHABLE),
        (Utterance.DONT_KNOW, Utterance.NONE, Utterance.NONE),
    ],
)
def test_effective_class(reported: Utterance, by_contact: Utterance | None, counts_as: Utterance) -> None:
    assert rules.effective_class(Seen(reported, by_contact)) is counts_as


@given(st.lists(st.sampled_from([Utterance.LAWFUL, Utterance.PUNISHABLE, Utterance.DONT_KNOW])))
def test_expression_alone_never_opens_anything_whatever_the_sender_thinks(reported: list[Utterance]) -> None:
    seen = [Seen(each) for each in reported]
    assert rules.only_expression(seen)
    assert not rules.may_be_punishable(seen)
    assert "R3" in str(rules.why_no_case(seen, switched_on=True))


def test_named_case_is_shut_for_other_reasons_when_it_is_more_than_expression() -> None:
    assert "R3" not in str(rules.why_no_case([Seen(Utterance.NONE)], switched_on=False))


@pytest.mark.parametrize(
    ("answered", "by_contact", "shut"),
    [
        (False, None, {Outcome.ADVICE}),
        (True, None, set()),
        (True, Utterance.PUNISHABLE, {Outcome.NOTHING}),
        (False, Utterance.PUNISHABLE, {Outcome.ADVICE, Outcome.NOTHING}),
    ],
)
def test_doors(answered: bool, by_contact: Utterance | None, shut: set[Outcome]) -> None:
    doors = rules.doors(answered=answered, observations=[Seen(Utterance.LAWFUL, by_contact)])
    assert {door.outcome for door in doors if door.shut} == shut
    assert [door.outcome for door in doors] == [each for each in Outcome if each is not Outcome.MISUSE]


def test_door_of_misuse_is_for_what_came_without_an_account() -> None:
    doors = rules.doors(answered=False, observations=[Seen(Utterance.DONT_KNOW)], private=True)
    assert [door.outcome for door in doors] == list(Outcome)


@pytest.mark.parametrize(
    ("outcome", "reason", "answered", "fine"),
    [
        (Outcome.ADVICE, "Rådet holder.", True, True),
        (Outcome.ADVICE, "Rådet holder.", False, False),
        (Outcome.NOTHING, "Vanlig uenighet.", False, True),
        (Outcome.OTHER_SERVICE, "PPT tar det.", False, True),
        (Outcome.CONSULTATION, "Drøftes.", True, False),
        (Outcome.NOTHING, "", True, False),
        (Outcome.NOTHING, "  \n", True, False),
        (Outcome.NOTHING, "x" * 2001, True, False),
        (Outcome.MISUSE, "Sjikane.", True, False),
    ],
)
def test_closing(outcome: Outcome, reason: str, answered: bool, fine: bool) -> None:
    def check() -> None:
        rules.check_closing(outcome, reason, answered=answered, observations=[Seen(Utterance.LAWFUL)])

    if fine:
        check()
    else:
        with pytest.raises(Invalid):
            check()


@pytest.mark.parametrize(
    ("utterance", "provision", "fine"),
    [
        (Utterance.PUNISHABLE, "263", True),
        (Utterance.PUNISHABLE, "", False),
        (Utterance.PUNISHABLE, "999", False),
        (Utterance.LAWFUL, "", True),
        (Utterance.LAWFUL, "263", False),
        (Utterance.DONT_KNOW, "", True),
    ],
)
def test_classing(utterance: Utterance, provision: str, fine: bool) -> None:
    if fine:
        rules.check_classing(utterance, provision, TODAY)
    else:
        with pytest.raises(Invalid):
            rules.check_classing(utterance, provision, TODAY)


def test_provision_is_offered_only_while_in_force() -> None:
    assert provisions.in_force(date(2015, 9, 30)) == []
    assert "185" in {each.code for each in provisions.in_force(TODAY)}


def test_provision_that_went_out_still_has_its_words() -> None:
    assert provisions.label("263") == "Straffeloven § 263: trusler"
    assert provisions.label("gone") == "gone"


def test_provision_has_its_title_in_the_catalogues() -> None:
    assert {each.title for each in provisions.every()} == set(provisions.TITLES)


def test_provision_is_said_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert provisions.label("263") == "The Penal Code, section 263: threats"


@pytest.mark.parametrize("verb", list(Verb))
def test_closed_leads_nowhere(verb: Verb) -> None:
    assert State.CLOSED not in before(verb)
    with pytest.raises(Conflict):
        rules.next_state(State.CLOSED, verb)


def test_every_open_state_has_every_verb() -> None:
    assert set(STEPS) == {(state, verb) for state in State if state is not State.CLOSED for verb in Verb}


def test_every_state_has_a_shelf() -> None:
    assert set(SHELVES) == set(State)


@pytest.mark.parametrize("age_band", list(AgeBand))
def test_child_welfare_is_offered_under_18_and_when_nobody_knows(age_band: AgeBand) -> None:
    assert rules.offers_child_welfare(age_band) == (age_band.under_18 or age_band is AgeBand.UNKNOWN)


def test_reason_is_stored_once_for_the_same_words() -> None:
    texts = {"fact-0": "Kari sa hei.", "wish": "Snakk med Kari."}
    kept = {"Kari": "Et vanlig navn."}
    assert [each["words"] for each in reasons_for(texts, kept)] == ["Kari"]


@given(st.text(max_size=200))
def test_no_text_makes_the_check_fail(text: str) -> None:
    content = ConcernContent((ObservationContent(text),))
    unsettled(content.texts())


@given(st.text(max_size=120), st.text(max_size=120))
def test_difference_holds_both_texts_whole(theirs: str, mine: str) -> None:
    pieces = differences.words_changed(theirs, mine)
    assert "".join(each.text for each in pieces if each.kind != "mine") == theirs
    assert "".join(each.text for each in pieces if each.kind != "theirs") == mine


def test_difference_of_very_long_texts_is_quick() -> None:
    pieces = differences.words_changed("ord " * 4000, "et " * 4000)
    assert [each.kind for each in pieces] == ["theirs", "mine"]
