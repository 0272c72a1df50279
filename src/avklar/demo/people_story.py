"""Those appointed are asked once a year whether they still are, and two of them hand over before they leave."""

from __future__ import annotations

from datetime import timedelta

from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.people.organisations import actions, queries
from avklar.people.organisations.confirming import Question
from avklar.people.organisations.states import AppointmentKind, Confirmed, Ended, GoesTo, Side

DAY = 24.0
ASKED = 364  # days ago: a year after the first appointments
SILENT, WRONG_PHONE = 13, 9  # every so manyeth doesn't answer, or says that the number is wrong
FINISHED, BEGUN = "3446", "3447"
"""Municipalities whose contact is about to leave: one has handed over all, one has just begun."""


def scripts(house: House) -> list[Part]:
    """The yearly question, and the two hand-overs."""
    return [(ASKED, _year(house)), (40, _leave(house, FINISHED, all_of_it=True)), (9, _leave(house, BEGUN))]


def _year(house: House) -> Waits:
    for place in house.places.values():
        actions.ask_for_confirmations(place)
    yield 2 * DAY
    for number, asked in enumerate(_unanswered(house)):
        if number % SILENT != SILENT - 1:
            answer = Confirmed.PHONE if number % WRONG_PHONE == WRONG_PHONE - 1 else Confirmed.STILL
            actions.record_answer(asked, answer=answer)
    yield 13 * DAY
    for place in house.places.values():
        actions.ask_for_confirmations(place)  # the reminders
    yield DAY
    for asked in _unanswered(house)[2:]:  # two never answer
        actions.record_answer(asked, answer=Confirmed.STILL)


def _unanswered(house: House) -> list[Question]:
    return [asked for place in house.places.values() for asked in queries.unanswered_questions(place)]


def _leave(house: House, number: str, *, all_of_it: bool = False) -> Waits:
    """The contact leaves in some weeks; the deputy takes over what there is."""
    administrator = house.acting("admin", number, Role.ADMINISTRATOR)
    leaver, taker = house.actor(f"kontakt-{number}"), house.actor(f"vara-{number}")
    (appointment,) = (
        each for each in queries.contacts_of(house.places[number]) if each.kind == AppointmentKind.CONTACT
    )
    handover_id = actions.end_appointment(
        administrator,
        appointment_id=appointment.appointment_id,
        last_day=clock.today() + timedelta(days=43 if all_of_it else 30),
        why=Ended.NEW_JOB,
        hand_over=True,
        taker_id=taker.person,
    )
    assert handover_id is not None
    yield DAY
    version = queries.handover(leaver, handover_id).version
    actions.add_point(
        leaver, handover_id=handover_id, text="Nøkkelen til møterommet", goes_to=GoesTo.SUCCESSOR, version=version
    )
    yield 3 * DAY
    card = queries.handover(leaver, handover_id)
    points = [point.id for point in card.points]
    given = points if all_of_it else points[:3]
    actions.tick_off(leaver, handover_id=handover_id, side=Side.LEAVES, point_ids=given, version=card.version)
    yield 2 * DAY
    actions.tick_off(taker, handover_id=handover_id, side=Side.TAKES_OVER, point_ids=given, version=card.version)
