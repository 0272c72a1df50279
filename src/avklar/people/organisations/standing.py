"""How a municipality stands with its contacts on a day: who, until when, vacant since when, confirmed when. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from avklar.people.organisations.states import AppointmentKind, Confirmed

SOON = timedelta(days=60)
"""How long before its end an appointment stands out."""

A_DAY = timedelta(days=1)
ONE_AT_A_TIME = (AppointmentKind.CONTACT, AppointmentKind.DEPUTY)
"""Where two at once is an overlap that somebody should look at. Police contacts may well be several."""


@dataclass(frozen=True)
class Asked:
    """One yearly question: when it was asked, and the answer with its day, where there is one."""

    on: date
    answer: Confirmed | None
    answered_on: date | None


@dataclass(frozen=True)
class Span:
    """An appointment as it counts: from when role and appointment both hold, until the first of them ends."""

    appointment_id: UUID
    membership_id: UUID
    kind: AppointmentKind
    name: str
    first: date
    last: date

    def holds(self, on: date) -> bool:
        """Whether it holds on a day, both ends included."""
        return self.first <= on <= self.last


@dataclass(frozen=True)
class Held:
    """An appointment that holds on the day. `leaving`: the person has answered that it isn't theirs any more."""

    span: Span
    asked_on: date | None
    confirmed_on: date | None
    leaving: bool

    @property
    def name(self) -> str:
        """Who it is."""
        return self.span.name

    @property
    def unconfirmed(self) -> bool:
        """Asked, and not answered with a yes since."""
        asked = self.asked_on is not None and (self.confirmed_on is None or self.confirmed_on < self.asked_on)
        return asked or self.leaving


@dataclass(frozen=True)
class ContactStanding:
    """A municipality's appointed on a day.

    `ends` is the last day on which somebody is contact without a gap; None in a vacancy. `vacant_since` is the first
    day without a contact; None when there is one, and when there never was any.
    """

    held: tuple[Held, ...]
    ends: date | None
    vacant_since: date | None

    def of(self, kind: AppointmentKind) -> tuple[Held, ...]:
        """Those of one kind; none of them is a vacancy."""
        return tuple(each for each in self.held if each.span.kind == kind)

    @property
    def contacts(self) -> tuple[Held, ...]:
        """The contact; more than one is an overlap."""
        return self.of(AppointmentKind.CONTACT)

    @property
    def vacant(self) -> bool:
        """Nobody is contact."""
        return not self.contacts

    @property
    def overlaps(self) -> tuple[AppointmentKind, ...]:
        """Kinds of which there should be one and are several."""
        return tuple(kind for kind in ONE_AT_A_TIME if len(self.of(kind)) > 1)

    @property
    def confirmed_on(self) -> date | None:
        """When the contact last said yes; the earliest of several, None when one of them hasn't."""
        days = [each.confirmed_on for each in self.contacts]
        return min((day for day in days if day), default=None) if all(days) else None

    @property
    def unconfirmed(self) -> tuple[Held, ...]:
        """Whoever was asked and hasn't said yes."""
        return tuple(each for each in self.held if each.unconfirmed)

    def ends_soon(self, on: date) -> bool:
        """Within 60 days nobody will be contact."""
        return self.ends is not None and self.ends - on <= SOON


def standing(spans: Sequence[Span], asked: dict[UUID, list[Asked]], on: date) -> ContactStanding:
    """A municipality's standing, from all its appointments and the questions asked of each membership."""
    order = list(AppointmentKind)
    held = [_held(span, asked.get(span.membership_id, ()), on) for span in spans if span.holds(on)]
    contacts = [span for span in spans if span.kind == AppointmentKind.CONTACT]
    ends = covered_until(((span.first, span.last) for span in contacts), on)
    last = max((span.last for span in contacts if span.last < on), default=None)
    return ContactStanding(
        held=tuple(sorted(held, key=lambda each: (order.index(each.span.kind), each.span.first, each.name))),
        ends=ends,
        vacant_since=last + A_DAY if ends is None and last else None,
    )


def covered_until(spans: Iterable[tuple[date, date]], on: date) -> date | None:
    """The last day reached from `on` by spans (first, last) that follow one another without a gap; None if none."""
    reach = on - A_DAY
    for first, last in sorted(spans):
        if first <= reach + A_DAY:
            reach = max(reach, last)
    return reach if reach >= on else None


def _held(span: Span, asked: Iterable[Asked], on: date) -> Held:
    """What was asked and answered while this appointment has held, up to the day."""
    questions = [each for each in asked if span.first <= each.on <= on]
    answers = sorted(
        (each.answered_on, each.answer)
        for each in questions
        if each.answer and each.answered_on and each.answered_on <= on
    )
    yes = [day for day, answer in answers if answer != Confirmed.NOT_ANY_MORE]
    return Held(
        span=span,
        asked_on=max((each.on for each in questions), default=None),
        confirmed_on=max(yes, default=None),
        leaving=bool(answers) and answers[-1][1] == Confirmed.NOT_ANY_MORE,
    )
