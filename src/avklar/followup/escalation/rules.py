"""What step 4 asks for. A contact that took place can always be recorded: a fact is a fact (R1). Pure.

`check_…` raises with the reason, `may_…` answers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.cards import Chosen
from avklar.followup.cases.ladder import Rung, Shut
from avklar.followup.cases.rules import ONESELF, check_text
from avklar.followup.escalation.states import HOURS, LONGEST_OPENING, LONGEST_REASON, Answer, Kind, Outcome
from avklar.foundation.access.errors import Conflict, Denied, Invalid

ANSWERED_ALREADY = _("Person nummer to har allerede svart.")
WHY_ALL_THE_SAME = _("Trinnet er lukket på stigen. Skriv hvorfor dere tok kontakt likevel.")
NOT_HAPPENED_YET = _("Tidspunktet er ikke kommet ennå.")
NOT_LOCKED = _("Saken er ikke låst nå.")
ASKED_ALREADY = _("Noen har allerede bedt om at saken åpnes. Svar på det først.")
TOO_LATE = _("Tiden det ble bedt om, er ute. Be om en ny åpning.")
NOT_OPEN = _("Saken er ikke åpnet for en tid.")
WRONG_TIME = _("Velg hvor lenge saken skal være åpen, høyst 24 timer.")


def against(rung: Rung, chosen: Chosen | None) -> Shut | None:
    """Why the ladder says no to this contact; None when it says yes.

    It says yes when the step is open now, in danger too, or when a decision of the step holds: confirmed by a second
    person, or taken in danger (R5). It never stops the recording, not even on lawful expression alone (R3): it only
    asks for a reason, and the record says so.
    """
    if chosen is not None and chosen.holds:
        return None
    return rung.shut


def check_reason(shut: Shut | None, reason: str) -> None:
    """Invalid when the ladder says no and nothing is written on why it was done all the same."""
    if shut is not None and not reason.strip():
        raise Invalid(fields={"reason": WHY_ALL_THE_SAME}, rule=shut.rule)
    check_text(reason, "reason", longest=LONGEST_REASON, required=False)


def check_outcome(kind: Kind, outcome: Outcome | None) -> None:
    """Invalid unless the police's criminal side has an outcome, and PST none: Avklar holds no data of PST's."""
    if kind is Kind.POLICE and outcome is None:
        raise Invalid(fields={"outcome": _("Velg hva som ble resultatet hos straffesakssiden.")})
    if kind is Kind.PST and outcome is not None:
        raise Invalid(fields={"outcome": _("PST sitt arbeid føres ikke her. La feltet stå tomt.")}, rule="R5")


def check_happened(at: datetime, now: datetime) -> None:
    """Invalid for a moment that is yet to come."""
    if at > now:
        raise Invalid(fields={"hour": NOT_HAPPENED_YET})


def check_second(*, person: UUID, first: UUID, answer: Answer) -> None:
    """Denied for oneself, whatever the role; Conflict when it is answered already (R5)."""
    if not may_be_second(person=person, first=first):
        raise Denied(ONESELF, rule="R5")
    if answer is not Answer.WAITING:
        raise Conflict(ANSWERED_ALREADY)


def may_be_second(*, person: UUID, first: UUID) -> bool:
    """Whether somebody is another person than the first."""
    return person != first


def check_asking(*, locked: bool, waits: bool) -> None:
    """Conflict when there is nothing to open, or somebody has asked already."""
    if not locked:
        raise Conflict(NOT_LOCKED, rule="R5")
    if waits:
        raise Conflict(ASKED_ALREADY, rule="R5")


def until(hours: int, now: datetime) -> datetime:
    """When an opening asked for now ends: real hours, whatever the clocks do that night. Invalid above 24."""
    if hours not in HOURS or timedelta(hours=hours) > LONGEST_OPENING:
        raise Invalid(fields={"hours": WRONG_TIME}, rule="R5")
    return now + timedelta(hours=hours)


def check_in_time(ends: datetime, now: datetime) -> None:
    """Conflict when the time that was asked for has passed before anybody answered."""
    if ends <= now:
        raise Conflict(TOO_LATE, rule="R5")
