"""Who may arrange what, when one may register, and what a meeting needs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from avklar.foundation import anonymity
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.foundation.access.roles import Role
from avklar.foundation.anonymity import Kind as Found
from avklar.network.meetings.cards import Details, Point
from avklar.network.meetings.lengths import LONGEST_POINT, MOST_POINTS
from avklar.network.meetings.states import DISTRICT_KINDS, STEPS, Kind, State

DOOR = timedelta(hours=1)
"""From how long before the meeting until how long after it one can register at the door."""

LONGEST = timedelta(days=4)
ABOUT_PERSONS = frozenset({Found.IDENTITY_NUMBER, Found.PHONE, Found.EMAIL, Found.ADDRESS, Found.LINK})
"""What has no place in an agenda, minutes or a task (step 0). Names have: those who speak and those who do it."""

CHANGED = _("Noen andre har endret møtet mens du skrev. Teksten din står her. Se over hva som er nytt, og lagre igjen.")


def kinds_for(actor: Actor) -> list[Kind]:
    """The lead gathers the whole district; contacts and the police meet in one municipality."""
    return [kind for kind in Kind if kind not in DISTRICT_KINDS or Role.DISTRICT_LEAD in actor.roles]


def check_kind(actor: Actor, kind: Kind) -> None:
    """Denied for a meeting that the actor's role doesn't arrange."""
    if kind not in kinds_for(actor):
        raise Denied(_("Møter for hele distriktet kalles inn av lederen for strategi og forebygging."), rule="kind")


def check_details(details: Details, *, now: datetime, earliest: datetime | None = None) -> None:
    """A meeting ends after it begins, within four days, and is not arranged backwards in time."""
    if details.ends <= details.starts:
        raise Invalid(fields={"ends": _("Møtet må slutte etter at det begynner.")})
    if details.ends - details.starts > LONGEST:
        raise Invalid(fields={"ends": _("Et møte kan vare i høyst fire dager.")})
    if details.starts < now and details.starts != earliest:
        raise Invalid(fields={"day": _("Tidspunktet har passert. Velg et som kommer.")})
    check_text("title", details.title)
    check_text("place", details.place, allowed=frozenset({Found.ADDRESS, Found.LINK}))


def check_agenda(points: Sequence[Point]) -> None:
    """Not more points than anybody can sit through, each with a length in minutes."""
    if len(points) > MOST_POINTS:
        raise Invalid(fields={"agenda": _("Sakslista kan ha høyst %(most)s punkter.") % {"most": MOST_POINTS}})
    for point in points:
        if not 0 < point.minutes <= LONGEST_POINT:
            raise Invalid(fields={"agenda": _("Skriv hvor mange minutter hvert punkt varer, fra 1 til 480.")})
        check_text("agenda", f"{point.title} {point.owner}")


def check_text(field: str, text: str, *, allowed: frozenset[Found] = frozenset()) -> None:
    """Invalid when a text of the network holds what points at a single person (step 0 has no such data)."""
    found = [find for find in anonymity.find(text) if find.kind in ABOUT_PERSONS - allowed]
    if found:
        quote = text[found[0].start : found[0].end]
        raise Invalid(
            fields={
                field: _(
                    "«%(quote)s» kan peke på en enkeltperson. Det har ingen plass i et møte. "
                    "Ta det bort, og lagre igjen."
                )
                % {"quote": quote}
            }
        )


def check_step(state: State, to: State) -> None:
    """Conflict when a meeting can't go from one state to the other."""
    if to not in STEPS[state]:
        raise Conflict(_("Møtet er %(state)s. Da kan dette ikke gjøres.") % {"state": state.label.lower()})


def at_the_door(starts: datetime, ends: datetime, now: datetime) -> bool:
    """Whether one can register as present now."""
    return starts - DOOR <= now <= ends + DOOR


def check_at_the_door(starts: datetime, ends: datetime, now: datetime) -> None:
    """Conflict outside the meeting's own time."""
    if not at_the_door(starts, ends, now):
        raise Conflict(_("Oppmøte registreres fra én time før møtet til én time etter."))
