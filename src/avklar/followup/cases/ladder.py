"""The ladder (R5): which steps are open, and if shut, why. Pure, no score; printed to docs/register/ladder.md.

A lawyer can read the functions from top to bottom: one a step. Nothing here knows religion, ethnicity, origin or party
(R4), and nothing here decides: a human does, and writes why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.states import Attitude, Basis, Result, Step, Willingness


@dataclass(frozen=True)
class Situation:
    """All that the ladder looks at.

    `talk` is the result of the last clarification talk that was held; None when none was. `danger`: somebody is in
    danger now.
    """

    basis: Basis = Basis.EXPRESSION
    attitude: Attitude = Attitude.DONT_KNOW
    willingness: Willingness = Willingness.DONT_KNOW
    talk: Result | None = None
    danger: bool = False


@dataclass(frozen=True)
class Shut:
    """Why a step is shut: a sentence that can be acted on, and the rule. `firm`: no deviation opens it either (R3)."""

    why: Promise
    rule: str
    firm: bool = False


@dataclass(frozen=True)
class Rung:
    """One step of the ladder; open when `shut` is None."""

    step: Step
    shut: Shut | None = None

    @property
    def open(self) -> bool:
        """Whether a human may choose it now."""
        return self.shut is None


ONLY_EXPRESSION = Shut(
    _("Det er bare sett lovlige ytringer. De åpner ingenting, verken alene eller sammen."), rule="R3", firm=True
)
ONLY_HELP = Shut(
    _("Personen har bedt om hjelp, og ingenting annet er sett. Da kan det bli støtte, men ikke noe mer."),
    rule="R3",
    firm=True,
)
NOTHING_ASSESSED = Shut(
    _("Ingen av de to aksene er vurdert høyere enn «ikke sett», og ingenting er vurdert som mulig straffbart."),
    rule="R5",
)
NO_TALK_YET = Shut(
    _("Det er ikke holdt en avklaringssamtale der bekymringen står igjen, og ingenting er vurdert som straffbart."),
    rule="R5",
)
NO_THREAT = Shut(
    _("Voldsvilje er ikke vurdert som «forberedelse eller trussel», eller holdning er vurdert som «ikke sett»."),
    rule="R5",
)

REASONS = (ONLY_EXPRESSION, ONLY_HELP, NOTHING_ASSESSED, NO_TALK_YET, NO_THREAT)
"""Every reason that can shut a step."""

NEEDS_SECOND: frozenset[Step] = frozenset({Step.POLICE, Step.PST})
"""Confirmed by a second person, never oneself; in danger afterwards (R5)."""


def ladder(now: Situation) -> tuple[Rung, ...]:
    """Every step from the lowest, each open or shut with its reason (R5)."""
    return tuple(Rung(step, WHY_SHUT[step](now)) for step in Step)


def rung(now: Situation, step: Step) -> Rung:
    """One step of the ladder."""
    return Rung(step, WHY_SHUT[step](now))


def needs_second(step: Step, *, deviates: bool) -> bool:
    """Whether a second person confirms: *police*, *PST*, and every choice of a step that was shut."""
    return step in NEEDS_SECOND or deviates


def close(now: Situation) -> Shut | None:
    """Always open: nobody is kept in a case because of what was seen."""
    return None


def support(now: Situation) -> Shut | None:
    """Open to whoever asks for help, and to everything but lawful expression."""
    if now.danger or now.basis is not Basis.EXPRESSION:
        return None
    return ONLY_EXPRESSION


def talk(now: Situation) -> Shut | None:
    """Open at a possibly punishable act; or when more than expression is seen and an axis is above "none seen".

    Danger doesn't open a talk: it opens what protects, and a talk takes days.
    """
    if now.basis is Basis.OFFENCE:
        return None
    if now.basis is not Basis.CONDUCT:
        return _below_conduct(now)
    if _attitude_seen(now) or _willingness_seen(now):
        return None
    return NOTHING_ASSESSED


def police(now: Situation) -> Shut | None:
    """Open in danger, at a possibly punishable act without a talk, otherwise after a talk with the worry remaining."""
    if now.danger or now.basis is Basis.OFFENCE:
        return None
    if now.basis is not Basis.CONDUCT:
        return _below_conduct(now)
    if now.talk is not None and now.talk.worry_remains:
        return None
    return NO_TALK_YET


def pst(now: Situation) -> Shut | None:
    """Open in danger, at preparation or threat unless attitude is "none seen", and at the upper step of both axes."""
    if now.danger:
        return None
    if now.basis in (Basis.EXPRESSION, Basis.HELP):
        return _below_conduct(now)
    threatens = now.willingness is Willingness.PREPARATION and now.attitude is not Attitude.NONE
    at_the_top = now.attitude is Attitude.LEGITIMISES and now.willingness is Willingness.PREPARATION
    if threatens or at_the_top:
        return None
    return NO_THREAT


WHY_SHUT: dict[Step, Callable[[Situation], Shut | None]] = {
    Step.CLOSE: close,
    Step.SUPPORT: support,
    Step.TALK: talk,
    Step.POLICE: police,
    Step.PST: pst,
}


def _below_conduct(now: Situation) -> Shut:
    return ONLY_HELP if now.basis is Basis.HELP else ONLY_EXPRESSION


def _attitude_seen(now: Situation) -> bool:
    """Seen at all: what nobody knows opens nothing (R5)."""
    return now.attitude in (Attitude.HATE, Attitude.LEGITIMISES)


def _willingness_seen(now: Situation) -> bool:
    return now.willingness in (Willingness.FASCINATION, Willingness.EXPRESSED, Willingness.PREPARATION)
