"""Arranging a meeting: as a draft, called to, changed, repeated, cancelled. Each change reaches the invited once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.network.meetings import mail, rules
from avklar.network.meetings.actions.own import alone, own, step
from avklar.network.meetings.cards import Details, Point
from avklar.network.meetings.models import AgendaItem, Invited, Meeting
from avklar.network.meetings.states import DISTRICT_KINDS, State
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import AppointedPerson, Person
from avklar.people.organisations.states import AppointmentKind, OrganisationKind

CALLED = {
    True: frozenset({AppointmentKind.CONTACT, AppointmentKind.DEPUTY}),
    False: frozenset({AppointmentKind.CONTACT, AppointmentKind.DEPUTY, AppointmentKind.POLICE_CONTACT}),
}
"""Who is called for a municipality: to a meeting of the whole district, and to one of its own."""
TOLD = ("title", "place", "starts", "ends")
"""What the invited are told of when it changes."""


def arrange(actor: Actor, *, details: Details, agenda: Sequence[Point], submission: UUID | None) -> UUID:
    """Write down a meeting as a draft; its id. The same `submission` twice is one meeting."""
    actor.must(Permission.MEETING_ARRANGE)
    _check(actor, details, agenda)
    with writing(actor):
        new = {name: getattr(details, name) for name in TOLD}
        place = _municipality(actor, details)
        row, made = _once(actor, submission, municipality_id=place, kind=details.kind, **new)
        if made:
            _write_agenda(row, agenda)
            journal.write(actor, "planned", kind="meeting", object_id=row.pk)
    return row.pk


def change(actor: Actor, *, meeting_id: UUID, details: Details, agenda: Sequence[Point], version: int) -> None:
    """Change a meeting that hasn't been held. Those who are called get a new calendar file when time or place changed.

    Conflict when it isn't `version` any more.
    """
    row = own(actor, meeting_id)
    rules.check_details(details, now=clock.now(), earliest=row.starts)
    rules.check_agenda(agenda)
    if State(row.state) not in (State.DRAFT, State.INVITED):
        raise Conflict(_("Møtet er %(state)s, og kan ikke endres.") % {"state": State(row.state).label.lower()})
    new = {name: getattr(details, name) for name in TOLD}
    told = row.state == State.INVITED and any(getattr(row, name) != value for name, value in new.items())
    with writing(actor):
        rows = Meeting.objects.filter(pk=row.pk, version=version, state=row.state)
        if not rows.update(**new, version=F("version") + 1, sequence=F("sequence") + (1 if told else 0)):
            raise Conflict(rules.CHANGED)
        row.refresh_from_db()
        row.agenda.all().delete()
        _write_agenda(row, agenda)
        if told:
            mail.send("changed", row, _receivers(row), _organiser(actor))
        journal.write(actor, "corrected", kind="meeting", object_id=row.pk)


def repeat(actor: Actor, *, meeting_id: UUID, starts: datetime, submission: UUID | None) -> UUID:
    """The next meeting of the same series: a draft with the same agenda, place and length; its id."""
    row = own(actor, meeting_id)
    if starts < clock.now():
        raise Invalid(fields={"day": _("Tidspunktet har passert. Velg et som kommer.")})
    with writing(actor):
        series = row.series_id or row.pk
        Meeting.objects.filter(pk=row.pk, series_id=None).update(series_id=series)
        next_one, made = _once(
            actor,
            submission,
            municipality_id=row.municipality_id,
            series_id=series,
            kind=row.kind,
            title=row.title,
            place=row.place,
            starts=starts,
            ends=starts + (row.ends - row.starts),
        )
        if made:
            _write_agenda(next_one, [Point(each.title, each.minutes, each.owner) for each in _agenda(row)])
            journal.write(actor, "planned", kind="meeting", object_id=next_one.pk)
    return next_one.pk


def invite(actor: Actor, *, meeting_id: UUID) -> int:
    """Call everybody who should come and hasn't been called; returns how many. The first time the draft becomes real.

    Contacts and deputies of every municipality of the district; to a meeting of one municipality also its police
    contact. Sent again it reaches only those who have come in between.
    """
    row = own(actor, meeting_id)
    if row.starts < clock.now():
        raise Conflict(_("Møtet har begynt. Da kan ingen kalles inn lenger."))
    with writing(actor):
        alone(row)
        if row.state != State.INVITED:
            step(row, State.INVITED)
        known = set(Invited.objects.filter(meeting=row).values_list("municipality_id", "user_id"))
        wanted = [(place, person) for place, person in _wanted(row) if (place, person.id) not in known]
        rows = [Invited(meeting=row, municipality_id=place, user_id=person.id) for place, person in wanted]
        Invited.objects.bulk_create(rows)
        receivers = [(each.pk, person) for each, (_place, person) in zip(rows, wanted, strict=True)]
        mail.send("invited", row, _once_each(receivers), _organiser(actor))
        journal.write(actor, "called", kind="meeting", object_id=row.pk)
    return len(rows)


def cancel(actor: Actor, *, meeting_id: UUID) -> None:
    """The meeting won't be held; whoever was called gets a calendar file that takes it away."""
    row = own(actor, meeting_id)
    called = row.state == State.INVITED
    with writing(actor):
        step(row, State.CANCELLED)
        Meeting.objects.filter(pk=row.pk).update(sequence=F("sequence") + 1)
        row.sequence += 1
        if called:
            mail.send("cancelled", row, _receivers(row), _organiser(actor))
        journal.write(actor, "ended", kind="meeting", object_id=row.pk)


def _once(actor: Actor, submission: UUID | None, **fields: Any) -> tuple[Meeting, bool]:
    """The meeting of a submission, and whether it was made now: two clicks are one meeting."""
    return Meeting.objects.get_or_create(
        organisation_id=actor.organisation,
        submission=submission or clock.new_id(),
        defaults=fields | {"arranged_by": actor.person},
    )


def _check(actor: Actor, details: Details, agenda: Sequence[Point]) -> None:
    rules.check_kind(actor, details.kind)
    rules.check_details(details, now=clock.now())
    rules.check_agenda(agenda)


def _municipality(actor: Actor, details: Details) -> UUID | None:
    """Where the meeting belongs: nowhere in particular, the actor's own municipality, or one that the police serve."""
    if details.kind in DISTRICT_KINDS:
        return None
    if people.organisation(actor.organisation).kind == OrganisationKind.MUNICIPALITY:
        return actor.organisation
    if details.municipality_id not in {card.id for card in people.municipalities(actor.organisation)}:
        raise Denied(rule="served municipality")
    return details.municipality_id


def _write_agenda(row: Meeting, agenda: Sequence[Point]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=row, position=number, minutes=point.minutes, title=point.title, owner=point.owner)
        for number, point in enumerate(agenda, 1)
    )


def _agenda(row: Meeting) -> list[AgendaItem]:
    return list(row.agenda.order_by("position"))


def _wanted(row: Meeting) -> list[tuple[UUID, Person]]:
    """(municipality, person) of everybody who should come."""
    kinds = CALLED[row.municipality_id is None]
    if row.municipality_id is None:
        lines = [(line.municipality.id, line.appointed) for line in people.directory(row.organisation_id)]
    else:
        lines = [(row.municipality_id, tuple(people.contacts_of(row.municipality_id)))]
    return [(place, person) for place, appointed in lines for person in _people(appointed, kinds)]


def _people(appointed: Sequence[AppointedPerson], kinds: frozenset[AppointmentKind]) -> list[Person]:
    return list({each.person.id: each.person for each in appointed if each.kind in kinds}.values())


def _receivers(row: Meeting) -> list[tuple[UUID, Person]]:
    called = list(Invited.objects.filter(meeting=row).order_by("pk"))
    persons = people.persons(each.user_id for each in called)
    return _once_each([(each.pk, persons[each.user_id]) for each in called if each.user_id in persons])


def _once_each(receivers: list[tuple[UUID, Person]]) -> list[tuple[UUID, Person]]:
    """One mail to a person, also when they are called for several municipalities."""
    return list({person.id: (invited_id, person) for invited_id, person in reversed(receivers)}.values())


def _organiser(actor: Actor) -> Person:
    return people.persons([actor.person])[actor.person]
