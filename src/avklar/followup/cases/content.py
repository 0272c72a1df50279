"""What a human writes into a case before it is stored: small frozen values with their own checks. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import rules
from avklar.followup.cases.states import (
    LONGEST_REASON,
    Attitude,
    Hand,
    Kind,
    LegalClass,
    Motive,
    Service,
    Source,
    Willingness,
)
from avklar.followup.concerns import provisions
from avklar.foundation.access.errors import Invalid


@dataclass(frozen=True)
class ObservationContent:
    """One thing seen or heard, apart from how it is understood."""

    fact: str
    seen_on: date
    interpretation: str = ""
    source: Source = Source.OWN_SERVICE
    hand: Hand = Hand.FIRST
    verified: bool = False
    kind: Kind = Kind.ACT
    legal_class: LegalClass = LegalClass.LAWFUL
    provision: str = ""
    copied_from: UUID | None = None

    def check(self, today: date) -> None:
        """Invalid at the field that can't be received."""
        rules.check_text(self.fact, "fact")
        rules.check_text(self.interpretation, "interpretation", required=False)
        rules.check_past("seen_on", self.seen_on, today)
        known = {each.code for each in provisions.in_force(today)}
        rules.check_classing(self.legal_class, self.provision, known)


@dataclass(frozen=True)
class Telling:
    """When the person was told that the case exists, or why not yet and when that is looked at again (R20)."""

    told_on: date | None = None
    waiting: str = ""
    waiting_reason: str = ""
    look_again: date | None = None

    def check(self, today: date) -> None:
        """Invalid at the field that is missing."""
        rules.check_telling(told_on=self.told_on, waiting=self.waiting, look_again=self.look_again, today=today)
        rules.check_text(self.waiting_reason, "waiting_reason", longest=LONGEST_REASON, required=False)

    def columns(self) -> dict[str, object]:
        """The case's columns; what doesn't belong together is left out."""
        if self.told_on is not None:
            return {"told_on": self.told_on, "waiting": "", "look_again": None}
        return {"told_on": None, "waiting": self.waiting, "look_again": self.look_again}


@dataclass(frozen=True)
class AssessmentContent:
    """The two axes with their reasons, each tied to observations, and what else must be asked (R4)."""

    attitude: Attitude
    willingness: Willingness
    attitude_reason: str
    willingness_reason: str
    attitude_grounds: tuple[UUID, ...] = ()
    willingness_grounds: tuple[UUID, ...] = ()
    ordinary: str = ""
    protects: str = ""
    motives: tuple[Motive, ...] = ()

    def check(self, known: set[UUID]) -> None:
        """Invalid without a reason, or for a step above "none seen" that names no observation of the case."""
        for axis, step, reason, grounds in self._axes():
            rules.check_text(reason, f"{axis}_reason", longest=LONGEST_REASON)
            if str(step) not in ("none", "dont_know") and not grounds:
                raise Invalid(
                    fields={f"{axis}_grounds": _("Velg hvilke observasjoner vurderingen bygger på.")}, rule="R4"
                )
            if not set(grounds) <= known:
                raise Invalid(fields={f"{axis}_grounds": _("En av observasjonene finnes ikke lenger. Velg på nytt.")})
        rules.check_text(self.ordinary, "ordinary", longest=LONGEST_REASON, required=False)
        rules.check_text(self.protects, "protects", longest=LONGEST_REASON, required=False)

    def _axes(self) -> tuple[tuple[str, Attitude | Willingness, str, tuple[UUID, ...]], ...]:
        return (
            ("attitude", self.attitude, self.attitude_reason, self.attitude_grounds),
            ("willingness", self.willingness, self.willingness_reason, self.willingness_grounds),
        )


@dataclass(frozen=True)
class MeasureContent:
    """Support that is agreed; for a mentor the day the extended police certificate was seen (R11)."""

    what: str
    who: str
    good_enough: str
    service: Service
    starts_on: date
    next_on: date | None = None
    certificate_seen_on: date | None = None

    def check(self, today: date) -> None:
        """Invalid at the field that is missing."""
        rules.check_text(self.what, "what", longest=LONGEST_REASON)
        rules.check_text(self.who, "who", longest=LONGEST_REASON)
        rules.check_text(self.good_enough, "good_enough", longest=LONGEST_REASON)
        rules.check_mentor(self.service, self.certificate_seen_on, today)
        if self.next_on is not None:
            rules.check_ahead("next_on", self.next_on, today)
