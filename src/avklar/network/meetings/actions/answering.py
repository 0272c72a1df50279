"""Answers by the link in the invitation: no sign-in, the link is the key. They can change until the meeting is over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.network.meetings import rules
from avklar.network.meetings.actions.own import hold
from avklar.network.meetings.lengths import LONGEST_NAME
from avklar.network.meetings.models import Attendance, Invited
from avklar.network.meetings.states import Answer, How, State


def answer_by_link(invited_id: UUID, *, answer: Answer, stand_in: str = "") -> None:
    """Say whether one comes; for all municipalities that the same person was called for to the same meeting."""
    _answer(_found(invited_id), answer, stand_in)


def answer(actor: Actor, *, meeting_id: UUID, answer: Answer, stand_in: str = "") -> None:
    """The same by somebody who is signed in; NotFound for whoever wasn't called."""
    actor.must(Permission.MEETING_ANSWER)
    row = Invited.objects.filter(meeting_id=meeting_id, user_id=actor.person).select_related("meeting").first()
    if row is None:
        raise NotFound
    _answer(row, answer, stand_in)


def _answer(row: Invited, answer: Answer, stand_in: str) -> None:
    if row.meeting.state == State.CANCELLED:
        raise Conflict(_("Møtet er avlyst. Du trenger ikke svare."))
    if clock.now() > row.meeting.ends:
        raise Conflict(_("Møtet er over. Svaret kan ikke endres lenger."))
    if answer not in (Answer.YES, Answer.NO, Answer.STAND_IN):
        raise Invalid(fields={"answer": _("Velg ett av svarene.")})
    instead = stand_in.strip() if answer == Answer.STAND_IN else ""
    if answer == Answer.STAND_IN and not instead:
        raise Invalid(fields={"stand_in": _("Skriv navnet på den som kommer.")})
    if len(instead) > LONGEST_NAME or "\x00" in instead:
        raise Invalid(fields={"stand_in": _("Navnet kan ha høyst %(longest)s tegn.") % {"longest": LONGEST_NAME}})
    rules.check_text("stand_in", instead)  # whoever holds the link writes it, and the district reads it
    Invited.objects.filter(meeting_id=row.meeting_id, user_id=row.user_id).update(
        answer=answer, stand_in=instead, answered_at=clock.now()
    )


def check_in_by_link(invited_id: UUID) -> None:
    """«I'm here», by the link, around the time of the meeting."""
    row = _found(invited_id)
    if row.meeting.state not in (State.INVITED, State.HELD):
        raise Conflict(_("Møtet er avlyst. Du trenger ikke svare."))
    rules.check_at_the_door(row.meeting.starts, row.meeting.ends, clock.now())
    with transaction.atomic():
        for place in Invited.objects.filter(meeting_id=row.meeting_id, user_id=row.user_id).values_list(
            "municipality_id", flat=True
        ):
            Attendance.objects.get_or_create(
                meeting_id=row.meeting_id,
                municipality_id=place,
                defaults={"how": How.CODE, "registered_by": row.user_id},
            )
        hold(row.meeting)


def _found(invited_id: UUID) -> Invited:
    row = Invited.objects.filter(pk=invited_id).select_related("meeting").first()
    if row is None:
        raise NotFound
    return row
