"""What of the meetings waits for a person today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.ui.components import Row
from avklar.foundation.ui.components import State as Tag
from avklar.network.meetings import presenting, queries
from avklar.network.meetings.mail import when

MOST = 5


def my_day(actor: Actor) -> list[Row]:
    """Meetings to answer, then tasks that aren't done. At most six queries."""
    today = clock.today()
    return [
        *(
            Row(
                reverse("meetings:meeting", args=[line.id]),
                line.title,
                meta=when(line.starts, line.ends),
                state=Tag("soon", _("Venter på svar")),
            )
            for line in queries.unanswered(actor, MOST)
        ),
        *(
            Row(
                reverse("meetings:meeting", args=[task.meeting_id]),
                task.text,
                meta=_("Innen %(day)s") % {"day": presenting.day(task.due)} if task.due else "",
                state=presenting.task_state(task, today),
                late=task.late(today),
            )
            for task in queries.tasks_of(actor, MOST)
        ),
    ]
