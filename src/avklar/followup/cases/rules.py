"""What may be done with a case, and is it possible now. Pure; `check_…` raises with the reason, `may_…` answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.ladder import ONLY_EXPRESSION, Rung, needs_second
from avklar.followup.cases.states import (
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TO_REVIEW,
    STALLED_AFTER,
    TOLD_AGAIN_WITHIN,
    Age,
    Answer,
    Basis,
    Kind,
    LegalClass,
    MeasureState,
    Service,
    State,
    Step,
)
from avklar.foundation.access.errors import Conflict, Denied, Invalid

Sentence = str | Promise

EMPTY = _("Skriv noe i dette feltet.")
TOO_LONG = _("Teksten er for lang. Den kan ha høyst %(longest)s tegn.")
UNREADABLE = _("Teksten har et tegn vi ikke kan ta imot. Slett det siste du limte inn, og skriv det på nytt.")
CLOSED_NOW = _("Saken er avsluttet. Da kan den ikke endres lenger.")
LOCKED_NOW = _("Saken er låst fordi PST er kontaktet. Teksten din er tatt vare på hos deg, men ikke lagret i saken.")
ONESELF = _("Person nummer to må være en annen enn den som skrev det, også når du har flere roller.")
ANSWERED_ALREADY = _("Person nummer to har allerede svart.")
SWITCHED_OFF = _("Saker med navn er slått av i virksomheten. Saken kan avsluttes, men ikke leses eller endres.")
LAST_ONE = _("Noen må ha ansvaret for saken. Overlat den til en annen først.")


class Seen(Protocol):
    """What the rules need to know of an observation."""

    @property
    def kind(self) -> str: ...

    @property
    def legal_class(self) -> str: ...


def basis_of(observations: Iterable[Seen], *, asked_for_help: bool) -> Basis:
    """What a case rests on (R3): an offence, something done, a wish for help, or nothing but lawful expression.

    "Don't know" counts as lawful.
    """
    seen = list(observations)
    if any(each.legal_class == LegalClass.PUNISHABLE for each in seen):
        return Basis.OFFENCE
    if any(each.kind == Kind.ACT for each in seen):
        return Basis.CONDUCT
    return Basis.HELP if asked_for_help else Basis.EXPRESSION


def check_opening(basis: Basis, *, danger: bool = False) -> None:
    """Denied when lawful expression is all there is: alone or together it opens nothing (R3)."""
    if basis is Basis.EXPRESSION and not danger:
        raise Denied(ONLY_EXPRESSION.why, rule=ONLY_EXPRESSION.rule)


def check_writable(state: State, *, locked: bool) -> None:
    """Conflict when the case is closed or locked (R5)."""
    if state is State.CLOSED:
        raise Conflict(CLOSED_NOW)
    if locked:
        raise Conflict(LOCKED_NOW, rule="R5")


def may_write(state: State, *, locked: bool) -> bool:
    """The same as an answer."""
    return state is State.OPEN and not locked


def check_classing(legal_class: LegalClass, provision: str, known: Iterable[str]) -> None:
    """Invalid unless "possibly punishable" names a provision in force, and the other classes name none (R3)."""
    if legal_class is LegalClass.PUNISHABLE and provision not in set(known):
        raise Invalid(fields={"provision": _("Velg hvilken bestemmelse det kan rammes av.")}, rule="R3")
    if legal_class is not LegalClass.PUNISHABLE and provision:
        raise Invalid(fields={"provision": _("Bare noe mulig straffbart får en bestemmelse.")}, rule="R3")


def check_choice(rung: Rung, *, reason: str, deviation: str) -> None:
    """Invalid unless a reason is written, and for a shut step a reason to deviate; a firm rule can't be deviated from.

    A human decides, deviation included (R4, R5); lawful expression opens nothing all the same (R3).
    """
    check_text(reason, "reason", longest=LONGEST_REASON)
    if rung.shut is None:
        return
    if rung.shut.firm:
        raise Invalid(fields={"step": rung.shut.why}, rule=rung.shut.rule)
    if not deviation.strip():
        raise Invalid(
            fields={"deviation": _("Trinnet er lukket. Skriv hvorfor du likevel velger det.")}, rule=rung.shut.rule
        )
    check_text(deviation, "deviation", longest=LONGEST_REASON)


def answer_at_first(step: Step, *, deviates: bool) -> Answer:
    """Whether a decision waits for a second person."""
    return Answer.WAITING if needs_second(step, deviates=deviates) else Answer.NOT_NEEDED


def takes_effect(answer: Answer, *, danger: bool) -> bool:
    """Whether a decision holds: at once when nobody is asked or in danger, otherwise when it is confirmed (R1, R5)."""
    return answer in (Answer.NOT_NEEDED, Answer.CONFIRMED) or (danger and answer is Answer.WAITING)


def check_second(*, person: UUID, first: UUID, answer: Answer) -> None:
    """Denied for oneself, whatever the role; Conflict when it is answered already (R5)."""
    if person == first:
        raise Denied(ONESELF, rule="R5")
    if answer is not Answer.WAITING:
        raise Conflict(ANSWERED_ALREADY)


def check_mentor(service: Service, certificate_seen_on: date | None, today: date) -> None:
    """Invalid for a mentor before a named person has seen the extended police certificate (R11)."""
    if service is not Service.MENTOR:
        return
    if certificate_seen_on is None:
        raise Invalid(fields={"certificate_seen_on": _("Skriv datoen du så den utvidede politiattesten.")}, rule="R11")
    if certificate_seen_on > today:
        raise Invalid(fields={"certificate_seen_on": _("Datoen er ikke kommet ennå.")}, rule="R11")


def is_stalled(state: MeasureState, last_entry: datetime, now: datetime) -> bool:
    """Whether nothing has been entered for 30 days."""
    return state is MeasureState.ONGOING and now - last_entry >= STALLED_AFTER


def check_telling(*, told_on: date | None, waiting: str, look_again: date | None, today: date) -> None:
    """Invalid unless the person was told on a day that has been, or waiting has a ground and a date (R20)."""
    if told_on is not None:
        if told_on > today:
            raise Invalid(fields={"told_on": _("Datoen er ikke kommet ennå.")}, rule="R20")
        return
    if not waiting:
        raise Invalid(fields={"waiting": _("Velg hvorfor personen ikke har fått vite det ennå.")}, rule="R20")
    if look_again is None or not today <= look_again <= today + TOLD_AGAIN_WITHIN:
        raise Invalid(fields={"look_again": _("Velg en dato i løpet av de neste 90 dagene.")}, rule="R20")


def check_past(field: str, day: date, today: date) -> None:
    """Invalid for a day that is yet to come."""
    if day > today:
        raise Invalid(fields={field: _("Datoen er ikke kommet ennå.")})


def check_ahead(field: str, day: date, today: date) -> None:
    """Invalid for a day that has been."""
    if day < today:
        raise Invalid(fields={field: _("Datoen har allerede vært.")})


def offers_child_welfare(age: Age) -> bool:
    """R19: the page offers, outside the case, how to report to child welfare."""
    return age.may_be_under_18


def check_text(text: str, field: str, *, longest: int = LONGEST_TEXT, required: bool = True) -> None:
    """Invalid for a text that is empty where it must not be, too long, or can't be stored."""
    if required and not text.strip():
        raise Invalid(fields={field: EMPTY})
    if len(text) > longest:
        raise Invalid(fields={field: TOO_LONG % {"longest": longest}})
    if "\x00" in text:
        raise Invalid(fields={field: UNREADABLE})


def check_review(on: date, today: date) -> None:
    """Invalid unless the day is to come, within half a year."""
    if not today < on <= today + LONGEST_TO_REVIEW:
        raise Invalid(fields={"review_on": _("Velg en dag i løpet av det neste halve året.")})
