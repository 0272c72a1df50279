"""What the bench needs to disclose: grounds that are approved, named cases switched on, and cases with twenty facts."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

from avklar.followup.cases import queries as cases
from avklar.followup.cases.talks import paper
from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.states import Attendance, Language, TalkState
from avklar.followup.disclosures import actions
from avklar.followup.disclosures.content import DisclosureContent, Pick
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.retention import decisions
from avklar.people.organisations import actions as people
from avklar.people.organisations import queries
from avklar.people.organisations.switching import Statement
from bench.data import TEXT, District

GROUND = "fvl1967-13b-6"
FACTS, CASES = 20, 16
WORDS = "Politiet skal vurdere en samtale, og må vite hva som er sett. Familie og helse trenger de ikke."


def open_the_law(district: District) -> None:
    """The measured municipality approves a ground, decides on retention and switches named cases on."""
    administrator = Actor(district.teacher.pk, district.measured, frozenset({Role.ADMINISTRATOR}), True)
    officer = Actor(district.contact.pk, district.measured, frozenset({Role.PRIVACY_OFFICER}), True)
    today = clock.today()
    decisions.decide(officer, kind=queries.CASE, choice="seal", days=0, reference="bench", valid_from=today)
    statement = Statement(TEXT[:100], "bench", today, "Bench", "bench")
    people.state_case_basis(administrator, statement=statement, version=0, switch_on=True)
    people.approve_grounds(administrator, codes=[GROUND], from_day=today, approver="Bench", reference="bench")


def disclose(actor: Actor, case_id: UUID, receiver: str) -> None:
    """Send twenty facts of a case."""
    content = DisclosureContent(
        receiver=receiver,
        picks=_picks(actor, case_id),
        purpose=WORDS,
        ground=GROUND,
        proportionality=WORDS,
        told_on=clock.today(),
    )
    actions.send(actor, case_id=case_id, content=content, submission=clock.new_id())


@cache
def _picks(actor: Actor, case_id: UUID) -> tuple[Pick, ...]:
    with scope(actor.organisation_id, person_id=actor.user_id):
        return tuple(Pick(each.id) for each in cases.facts(actor, case_id))


def letter_milliseconds(rounds: int) -> float:
    """The median time of a letter of invitation, warm."""
    at = datetime(2027, 1, 12, 12, tzinfo=UTC)
    talk = TalkCard(
        id=clock.new_id(), position=1, at=at, attendance=Attendance.VOLUNTARY, ground=None, collection=False,
        language=Language.BOKMAAL, state=TalkState.PLANNED, result=None, place="Lensmannskontoret", purpose=TEXT,
        phone="400 00 000", order_reason="", guardians=WORDS, no_guardians_reason="", agreed_plan="",
        invited_by=clock.new_id(), invited_at=at - timedelta(days=9), ended_at=None, version=1,
    )  # fmt: skip
    taken = []
    for _ in range(rounds + 2):
        begun = time.perf_counter()
        paper.letter(talk, sender="Bench", person="Bench", role="politikontakt", child=True)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[2:])
