"""The regular work: a reminder a week before to whoever hasn't answered, and one when a task falls due. Once each."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.network.meetings import queries
from avklar.network.meetings.models import FollowUp, Invited, Meeting
from avklar.network.meetings.states import Answer

BEFORE = timedelta(days=7)


def remind() -> None:
    """Remind for every organisation; safe to run as often as one likes."""
    for row in queries.waiting_for_answers(clock.now() + BEFORE):
        waiting = Invited.objects.filter(meeting=row, answer=Answer.NONE).values_list("user_id", flat=True)
        actor = machine(row.organisation_id)
        with writing(actor):
            if Meeting.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=clock.now()):
                notify(actor, set(waiting), "meeting_answer", reverse("meetings:meeting", args=[row.pk]))
    for task in queries.due_tasks(clock.today()):
        actor = machine(task.meeting.organisation_id)
        with writing(actor):
            if FollowUp.objects.filter(pk=task.pk, reminded_at=None).update(reminded_at=clock.now()):
                owner = [task.owner_id] if task.owner_id else []
                notify(actor, owner, "meeting_due", reverse("meetings:meeting", args=[task.meeting_id]))
