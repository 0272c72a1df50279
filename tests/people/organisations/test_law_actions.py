"""Approving grounds, starting an act and switching named cases: who may, what is refused, and that history stays."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.people.organisations import actions, approvals, queries, switching
from avklar.people.organisations.cards import CaseSwitch
from avklar.people.organisations.models import ActStart, CaseSwitchEntry, GroundApproval, Installation
from avklar.people.organisations.states import InstallationKind
from avklar.people.organisations.switching import Statement
from tests import law
from tests.cast import House

OLD, NEW, POLICES = "fvl1967-13b-5", "fvl2025-34", "politiregisterloven-27"
WORDS = {"approver": "Ingrid Fossum, kommunedirektør", "reference": "sak 26/120"}
DAY = timedelta(days=1)
OTHERS = [
    "teacher",
    "contact",
    "deputy",
    "privacy_officer",
    "editor",
    "moderator",
    "police_contact",
    "police_radicalisation_contact",
    "district_lead",
    "stranger",
]


@pytest.fixture
def administrator(house: House) -> Actor:
    return house.administrator.actor()


def approve(actor: Actor, *codes: str, **changes: Any) -> None:
    given: dict[str, Any] = {"from_day": clock.today(), **WORDS} | changes
    actions.approve_grounds(actor, codes=codes or (OLD,), **given)


def end(actor: Actor, code: str = OLD, version: int = 1, **changes: Any) -> None:
    given: dict[str, Any] = {"from_day": clock.today(), **WORDS} | changes
    actions.end_ground(actor, code=code, version=version, **given)


def start(actor: Actor, version: int = 0, **changes: Any) -> None:
    given: dict[str, Any] = {"starts_on": clock.today(), **WORDS} | changes
    actions.set_act_start(actor, **{"act": "fvl2025", "version": version} | given)


def state(actor: Actor, statement: Statement = law.STATEMENT, version: int = 0, **changes: Any) -> None:
    actions.state_case_basis(actor, statement=statement, version=version, **changes)


def offered(actor: Actor) -> list[str]:
    return [each.code for each in queries.grounds_offered(actor.organisation, clock.today())]


def switch(actor: Actor) -> CaseSwitch:
    with scope(actor.organisation):
        return queries.case_switch(actor.organisation)


def written(actor: Actor) -> list[tuple[str, str, str]]:
    with scope(actor.organisation):
        rows = Entry.objects.filter(organisation_id=actor.organisation).order_by("number")
        return list(rows.values_list("verb", "kind", "reason"))


# --- Grounds


def test_nothing_is_offered_before_it_is_approved(administrator: Actor) -> None:
    assert offered(administrator) == []


def test_approved_ground_is_offered(administrator: Actor) -> None:
    approve(administrator)
    assert offered(administrator) == [OLD]


def test_ground_is_offered_from_its_day(administrator: Actor) -> None:
    approve(administrator, from_day=clock.today() + DAY)
    assert offered(administrator) == []
    with clock.frozen(clock.now() + DAY):
        assert offered(administrator) == [OLD]


def test_approval_is_one_organisations_own(house: House, administrator: Actor) -> None:
    approve(administrator)
    assert offered(law.acting_for(house, "tynset")) == []
    assert queries.ground_history(house.organisation("tynset").pk) == []


def test_police_approve_their_own_grounds(house: House) -> None:
    police = law.acting_for(house, "innlandet")
    approve(police, POLICES)
    assert offered(police) == [POLICES]


def test_ground_of_another_sector_is_refused(administrator: Actor) -> None:
    with pytest.raises(Invalid) as told:
        approve(administrator, POLICES)
    assert told.value.fields == {"codes": approvals.OTHER_SECTOR}


def test_unknown_ground_is_not_found(administrator: Actor) -> None:
    with pytest.raises(NotFound):
        approve(administrator, "finnes-ikke")
    with pytest.raises(NotFound):
        end(administrator, "finnes-ikke")


def test_ended_ground_is_not_offered_and_says_so(administrator: Actor) -> None:
    approve(administrator)
    end(administrator)
    assert offered(administrator) == []
    with pytest.raises(Invalid) as told:
        queries.check_ground(administrator.organisation, OLD, clock.today())
    assert told.value.fields == {"ground": approvals.ENDED}


def test_ground_that_ends_tomorrow_is_offered_today(administrator: Actor) -> None:
    approve(administrator)
    end(administrator, from_day=clock.today() + DAY)
    assert queries.check_ground(administrator.organisation, OLD, clock.today()).code == OLD
    with pytest.raises(Invalid):
        queries.check_ground(administrator.organisation, OLD, clock.today() + DAY)


@pytest.mark.parametrize("code", ["finnes-ikke", "", "x" * 200_000, OLD])
def test_ground_that_was_never_approved_cannot_be_used(administrator: Actor, code: str) -> None:
    with pytest.raises(Invalid) as told:
        queries.check_ground(administrator.organisation, code, clock.today())
    assert set(told.value.fields) == {"ground"}


def test_history_keeps_every_entry_with_who_and_when(administrator: Actor) -> None:
    approve(administrator)
    end(administrator)
    approve(administrator, reference="sak 26/200")
    history = queries.ground_history(administrator.organisation)
    assert [(each.position, each.approved, each.reference) for each in history] == [
        (3, True, "sak 26/200"),
        (2, False, "sak 26/120"),
        (1, True, "sak 26/120"),
    ]
    assert {each.entered_by for each in history} == {administrator.person}
    assert offered(administrator) == [OLD]


def test_approving_is_written_in_the_journal(administrator: Actor) -> None:
    approve(administrator)
    end(administrator)
    assert written(administrator)[-2:] == [("approved", "ground", OLD), ("ended", "ground", OLD)]


@pytest.mark.parametrize("verb", [approve, start])
def test_same_form_twice_gives_one_entry(administrator: Actor, verb: Callable[..., None]) -> None:
    submission = uuid4()
    verb(administrator, submission=submission)
    verb(administrator, submission=submission)
    assert GroundApproval.objects.count() + ActStart.objects.count() == 1


def test_ending_twice_is_one_entry_or_a_conflict(administrator: Actor) -> None:
    submission = uuid4()
    approve(administrator)
    end(administrator, submission=submission)
    end(administrator, submission=submission)
    assert GroundApproval.objects.count() == 2
    with pytest.raises(Conflict):
        end(administrator)


def test_submission_of_another_organisation_does_not_swallow_ours(house: House, administrator: Actor) -> None:
    submission = uuid4()
    approve(law.acting_for(house, "tynset"), submission=submission)
    approve(administrator, submission=submission)
    assert offered(administrator) == [OLD]


def test_ground_named_twice_is_approved_once(administrator: Actor) -> None:
    approve(administrator, OLD, OLD)
    assert GroundApproval.objects.count() == 1


@pytest.mark.parametrize("verb", [approve, end, start])
@pytest.mark.parametrize("field", ["approver", "reference"])
@pytest.mark.parametrize("text", ["", "   ", "x" * 200_000, "a\0b"])
def test_words_that_cannot_stand_are_refused(
    administrator: Actor, verb: Callable[..., None], field: str, text: str
) -> None:
    with pytest.raises(Invalid) as told:
        verb(administrator, **{field: text})
    assert set(told.value.fields) == {field}


@pytest.mark.parametrize("key", OTHERS)
@pytest.mark.parametrize("verb", [approve, end, start, state])
def test_only_administrators_may(house: House, key: str, verb: Callable[..., None]) -> None:
    with pytest.raises(Denied):
        verb(getattr(house, key).actor())


@pytest.mark.parametrize("verb", [approve, end, start, state])
def test_second_factor_is_asked_for(house: House, verb: Callable[..., None]) -> None:
    with pytest.raises(Denied):
        verb(house.administrator.actor(second_factor=False))


# --- When an act starts


def test_new_act_is_offered_only_once_started(administrator: Actor) -> None:
    approve(administrator, NEW)
    assert offered(administrator) == []
    start(administrator, starts_on=clock.today() + DAY)
    assert offered(administrator) == []
    with clock.frozen(clock.now() + DAY):
        assert offered(administrator) == [NEW]


def test_start_date_is_one_organisations_own(house: House, administrator: Actor) -> None:
    start(administrator)
    tynset = law.acting_for(house, "tynset")
    approve(tynset, NEW)
    assert offered(tynset) == []


def test_both_acts_are_offered_side_by_side(administrator: Actor) -> None:
    approve(administrator, OLD, NEW)
    start(administrator)
    assert offered(administrator) == [OLD, NEW]


def test_start_date_can_be_taken_back_before_it_comes(administrator: Actor) -> None:
    start(administrator, starts_on=clock.today() + DAY)
    start(administrator, version=1, starts_on=None)
    assert [each.starts_on for each in queries.start_history(administrator.organisation)] == [
        None,
        clock.today() + DAY,
    ]


def test_stale_start_is_a_conflict(administrator: Actor) -> None:
    start(administrator, starts_on=clock.today() + DAY)
    with pytest.raises(Conflict):
        start(administrator, starts_on=clock.today())


@pytest.mark.parametrize("act", ["fvl1967", "finnes-ikke"])
def test_act_with_its_own_dates_has_no_start(administrator: Actor, act: str) -> None:
    with pytest.raises(NotFound):
        start(administrator, act=act)


# --- The switch


def test_switch_is_off_at_first_and_lacks_everything(administrator: Actor) -> None:
    found = switch(administrator)
    assert (found.on, found.locked, found.version, len(found.missing)) == (False, False, 0, 7)


def test_switch_is_on_when_everything_stands(house: House, administrator: Actor) -> None:
    law.switch_cases_on(house)
    found = switch(administrator)
    assert (found.on, found.missing, found.version) == (True, (), 1)
    assert found.retention_reference == "sak 26/117"
    assert found.since is not None
    assert written(administrator)[-1][:2] == ("switched-on", "case-switch")


def test_switch_on_is_read_in_one_query(house: House, administrator: Actor) -> None:
    law.switch_cases_on(house)
    with scope(administrator.organisation), CaptureQueriesContext(connection) as asked:
        queries.case_switch(administrator.organisation)
    assert len([each for each in asked if each["sql"].startswith("SELECT")]) == 1


def test_bare_answer_agrees_with_the_switch(house: House, administrator: Actor) -> None:
    assert not queries.cases_on(administrator.organisation)
    law.switch_cases_on(house)
    assert queries.cases_on(administrator.organisation)
    assert not queries.cases_on(house.organisation("tynset").pk)
    law.switch_cases_off(house)
    assert not queries.cases_on(administrator.organisation)


def test_switch_of_one_is_off_for_the_neighbour(house: House) -> None:
    law.switch_cases_on(house)
    tynset = law.acting_for(house, "tynset")
    assert not switch(tynset).on
    assert queries.switch_history(tynset.organisation) == []


def test_not_demo_is_refused(house: House, administrator: Actor) -> None:
    law.decide_retention(house, "alvdal")
    with pytest.raises(Conflict) as told:
        state(administrator, switch_on=True)
    assert told.value.sentence is switching.ONLY_DEMO
    assert not switch(administrator).on


def test_switch_is_never_on_outside_a_demo(house: House, administrator: Actor) -> None:
    law.switch_cases_on(house)
    Installation.objects.update(kind=InstallationKind.REAL)
    found = switch(administrator)
    assert (found.on, found.missing) == (False, (switching.ONLY_DEMO,))


def test_missing_retention_decision_is_refused(house: House, administrator: Actor) -> None:
    law.make_demo()
    with pytest.raises(Invalid) as told:
        state(administrator, switch_on=True)
    assert told.value.sentence is switching.NO_RETENTION


def test_what_is_known_can_be_entered_before_the_rest(administrator: Actor) -> None:
    state(administrator, Statement(legal_basis="Helse- og omsorgstjenesteloven"))
    found = switch(administrator)
    assert (found.on, found.legal_basis, found.version) == (False, "Helse- og omsorgstjenesteloven", 1)
    assert switching.MISSING["legal_basis"] not in found.missing


def test_switching_off_locks_and_keeps_everything(house: House, administrator: Actor) -> None:
    law.switch_cases_on(house)
    actions.switch_cases_off(administrator, reason="Ny vurdering", version=1)
    found = switch(administrator)
    assert (found.on, found.locked, found.version, found.missing) == (False, True, 2, ())
    assert found.legal_basis == law.STATEMENT.legal_basis
    assert [(each.on, each.reason) for each in queries.switch_history(administrator.organisation)] == [
        (False, "Ny vurdering"),
        (True, ""),
    ]
    assert written(administrator)[-1][:2] == ("switched-off", "case-switch")


def test_switch_that_was_off_can_be_on_again(house: House, administrator: Actor) -> None:
    law.switch_cases_on(house)
    actions.switch_cases_off(administrator, reason="Ny vurdering", version=1)
    state(administrator, version=2, switch_on=True)
    found = switch(administrator)
    assert (found.on, found.locked, found.off_since) == (True, False, None)


def test_off_stays_locked_while_the_texts_are_changed(house: House, administrator: Actor) -> None:
    law.switch_cases_on(house)
    actions.switch_cases_off(administrator, reason="Ny vurdering", version=1)
    before = switch(administrator).off_since
    state(administrator, replace(law.STATEMENT, approver="Ola Dalen, kommunedirektør"), version=2)
    found = switch(administrator)
    assert (found.on, found.locked, found.off_since) == (False, True, before)


def test_change_while_on_keeps_it_on_since_then(house: House, administrator: Actor) -> None:
    law.switch_cases_on(house)
    before = switch(administrator).since
    state(administrator, replace(law.STATEMENT, dpia_reference="sak 27/1"), version=1)
    found = switch(administrator)
    assert (found.on, found.since, found.dpia_reference) == (True, before, "sak 27/1")


def test_what_it_rests_on_cannot_be_emptied_while_on(house: House, administrator: Actor) -> None:
    law.switch_cases_on(house)
    with pytest.raises(Invalid) as told:
        state(administrator, replace(law.STATEMENT, approver=""), version=1)
    assert set(told.value.fields) == {"approver"}


@pytest.mark.parametrize("version", [0, 2])
def test_stale_switch_is_a_conflict(house: House, administrator: Actor, version: int) -> None:
    law.switch_cases_on(house)
    with pytest.raises(Conflict):
        state(administrator, version=version)
    with pytest.raises(Conflict):
        actions.switch_cases_off(administrator, reason="Ny vurdering", version=version)


def test_off_cannot_be_switched_off_again(administrator: Actor) -> None:
    with pytest.raises(Conflict):
        actions.switch_cases_off(administrator, reason="Ny vurdering", version=0)


def test_same_switch_form_twice_gives_one_entry(house: House, administrator: Actor) -> None:
    submission: UUID = uuid4()
    state(administrator, submission=submission)
    state(administrator, submission=submission)
    assert CaseSwitchEntry.objects.count() == 1


# --- Never overwritten, whoever tries


@pytest.mark.parametrize("model", [GroundApproval, ActStart, CaseSwitchEntry])
def test_entry_cannot_be_changed_or_removed(administrator: Actor, model: Any) -> None:
    approve(administrator)
    start(administrator)
    state(administrator)
    for tamper in (
        lambda: model.objects.update(entered_by=uuid4()),
        lambda: model.objects.filter(position=1).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()
    assert model.objects.count() == 1


# --- Two at once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", [approve, start, state])
def test_two_entering_at_once_give_one_entry(administrator: Actor, verb: Callable[..., None]) -> None:
    gate = Barrier(2)

    def one(_number: int) -> str:
        try:
            gate.wait(10)
            verb(administrator)
        except Conflict:
            return "conflict"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, range(2))) == ["conflict", "done"]
    assert GroundApproval.objects.count() + ActStart.objects.count() + CaseSwitchEntry.objects.count() == 1
