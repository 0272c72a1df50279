"""The rules of clarification talks (R6, R10), as pure functions; `check_…` raises with the reason at the field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.rules import check_text
from avklar.followup.cases.states import LONGEST_NAME, LONGEST_REASON, Age, Result, Step
from avklar.followup.cases.talks.cards import PhaseWords
from avklar.followup.cases.talks.states import (
    AFTERWARDS,
    ENDINGS,
    NOTICE,
    STEPS,
    Attendance,
    Language,
    OrderGround,
    TalkState,
)
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.foundation.paper import undrawn

NOT_CHOSEN = _("Saken må stå på trinnet «avklaringssamtale» på stigen før noen inviteres.")
ALWAYS_VOLUNTARY = _("For voksne er samtalen alltid frivillig.")
AGE_UNKNOWN = _("Frammøte kan bare pålegges en som er under 18 år. Før inn alderen først.")
NO_SUCH_HOUR = _("Dette klokkeslettet finnes ikke den dagen: klokken stilles fram om natten. Velg et annet.")
TOO_SOON = _("Innkalling skal normalt gis tre dager før. Velg en senere dag, eller skriv hvorfor det haster.")
CANT_BE_SHOWN = _("Brevet kan ikke vise dette: %(signs)s. Skriv det med bokstaver.")

MOST_PHASES = 12
SHOWN_IN_LETTER = ("place", "purpose", "phone", "order_reason")

AGES: dict[OrderGround, frozenset[Age]] = {
    OrderGround.CHILD_ACT: frozenset({Age.UNDER_15}),
    OrderGround.OFFENCE: frozenset({Age.FROM_15}),
    OrderGround.RESIDENCE_BAN: frozenset({Age.UNDER_15, Age.FROM_15}),
}
"""Whom attendance can be ordered for, by its ground (Police Act § 13)."""


@dataclass(frozen=True)
class Invitation:
    """What the form asks for. Texts are kept under the case's key."""

    at: datetime
    place: str
    purpose: str
    phone: str
    attendance: Attendance = Attendance.VOLUNTARY
    ground: str = ""
    order_reason: str = ""
    short_notice_reason: str = ""
    collection: bool = False
    guardians: str = ""
    no_guardians_reason: str = ""


def may_invite(step: str) -> bool:
    """Whether a human has chosen the talk, or the police, on the ladder (R5)."""
    return step in (Step.TALK, Step.POLICE)


def check_step(step: str) -> None:
    """Conflict before that."""
    if not may_invite(step):
        raise Conflict(NOT_CHOSEN, rule="R5")


def check_invitation(invitation: Invitation, age: Age, now: datetime) -> None:
    """Invalid at the field that is missing or against R6."""
    for field, text in (("place", invitation.place), ("purpose", invitation.purpose), ("phone", invitation.phone)):
        check_text(text, field, longest=LONGEST_REASON)
    for field in ("order_reason", "short_notice_reason", "guardians", "no_guardians_reason"):
        check_text(getattr(invitation, field), field, longest=LONGEST_REASON, required=False)
    for field in SHOWN_IN_LETTER:
        check_signs(getattr(invitation, field), field)
    check_time(invitation.at, now)
    check_guardians(invitation, age)
    if invitation.attendance is Attendance.ORDERED:
        check_order(invitation, age, now)


def check_signs(text: str, field: str) -> None:
    """Invalid for a sign that the letter can't show."""
    missing = undrawn(text)
    if missing:
        raise Invalid(fields={field: CANT_BE_SHOWN % {"signs": " ".join(missing[:10])}})


def check_time(at: datetime, now: datetime) -> None:
    """Invalid for a talk in the past."""
    if at <= now:
        raise Invalid(fields={"day": _("Tidspunktet har allerede vært. Velg en dag som kommer.")}, rule="R6")


def check_guardians(invitation: Invitation, age: Age) -> None:
    """Invalid when somebody is, or may be, under 18 and neither guardians nor a reason is written (R6)."""
    if not age.may_be_under_18 or invitation.guardians.strip() or invitation.no_guardians_reason.strip():
        return
    raise Invalid(
        fields={"guardians": _("Skriv hvilke foresatte som er invitert, eller hvorfor de ikke er det.")}, rule="R6"
    )


def check_order(invitation: Invitation, age: Age, now: datetime) -> None:
    """Invalid unless attendance can be ordered: age and ground fit, the reason is written, and there is time (R6)."""
    if age is Age.UNKNOWN:
        raise Invalid(fields={"attendance": AGE_UNKNOWN}, rule="R6")
    if not age.under_18:
        raise Invalid(fields={"attendance": ALWAYS_VOLUNTARY}, rule="R6")
    if not invitation.ground or age not in AGES[OrderGround(invitation.ground)]:
        raise Invalid(fields={"ground": _("Velg et grunnlag som passer med alderen.")}, rule="R6")
    if not invitation.order_reason.strip():
        raise Invalid(fields={"order_reason": _("Skriv hva som gir grunn til å tro det.")}, rule="R6")
    if invitation.at - now < NOTICE and not invitation.short_notice_reason.strip():
        raise Invalid(fields={"short_notice_reason": TOO_SOON}, rule="R6")


def endings_now(at: datetime, now: datetime) -> list[TalkState]:
    """What can be written down of a planned talk: before its hour only that it won't be held."""
    return [each for each in ENDINGS if now >= at or each not in AFTERWARDS]


def check_ending(state: TalkState, ending: TalkState, *, at: datetime, now: datetime) -> None:
    """Conflict when the talk is over already; Invalid before the hour has come for "held" and "no-show"."""
    if ending not in STEPS[state]:
        raise Conflict(_("Samtalen er allerede ført."))
    if ending in AFTERWARDS and now < at:
        raise Invalid(fields={"state": _("Samtalen er ikke holdt ennå. Du kan føre den når tiden er inne.")})


def check_result(ending: TalkState, result: str, agreed: str) -> None:
    """Invalid when a talk that was held has no result, or another has one."""
    if ending is TalkState.HELD and result not in Result.values:
        raise Invalid(fields={"result": _("Velg hvordan bekymringen er etter samtalen.")})
    if ending is not TalkState.HELD and result:
        raise Invalid(fields={"result": _("Bare en samtale som er holdt, har et resultat.")})
    check_text(agreed, "agreed_plan", longest=LONGEST_REASON, required=False)


def check_phase(words: PhaseWords) -> None:
    """Invalid at the field that is empty, too long or out of range."""
    for field in ("title_nb", "title_nn"):
        check_text(getattr(words, field), field, longest=LONGEST_NAME)
    for field in ("help_nb", "help_nn"):
        check_text(getattr(words, field), field, longest=LONGEST_REASON)
    if not 1 <= words.position <= MOST_PHASES:
        raise Invalid(fields={"position": _("Velg et nummer fra 1 til %(most)s.") % {"most": MOST_PHASES}})


def language_of(decision: str) -> Language:
    """The letter's form by the municipality's decision (R15); a neutral municipality gets bokmål."""
    return Language.NYNORSK if decision == Language.NYNORSK else Language.BOKMAAL


def moment(day: date, hour: time) -> datetime:
    """The hour in Norway as one moment in UTC; Invalid for one that the clock leaps over in spring.

    Where the clock goes back in autumn the hour comes twice; the first one is meant.
    """
    local = datetime.combine(day, hour, tzinfo=clock.OSLO)
    at = local.astimezone(UTC)
    if at.astimezone(clock.OSLO).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid(fields={"time": NO_SUCH_HOUR})
    return at


def may_note(*, switched_on: bool) -> bool:
    """Whether notes per phase may be written here: only once the district has entered its basis for it."""
    return switched_on


def check_may_note(*, switched_on: bool) -> None:
    """Denied while the police's own notes stay in the police's own system."""
    if not may_note(switched_on=switched_on):
        raise Denied(_("Notater fra samtalen skrives i politiets eget system."), rule="R6")
