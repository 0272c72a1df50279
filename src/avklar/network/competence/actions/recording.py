"""Courses from outside, recorded by whoever took them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.network.competence import rules
from avklar.network.competence.models import Completion
from avklar.network.competence.states import Level, Topic


def record(
    actor: Actor,
    *,
    title: str,
    organiser: str,
    topic: Topic,
    level: Level,
    done_on: date,
    valid_to: date | None,
    submission: UUID,
) -> UUID:
    """Write down a course that the actor took elsewhere; its id. The same `submission` twice is one course."""
    actor.must(Permission.COURSE_TAKE)
    rules.check_outside(title, organiser, done_on, valid_to, today=clock.today())
    with writing(actor):
        row, made = Completion.objects.get_or_create(
            user_id=actor.person,
            submission=submission,
            defaults={
                "organisation_id": actor.organisation,
                "title": title.strip(),
                "organiser": organiser.strip(),
                "topic": topic,
                "level": level,
                "done_on": done_on,
                "valid_to": valid_to,
            },
        )
        if made:
            journal.write(actor, "entered", kind="course", object_id=row.pk)
    return row.pk


def take_away(actor: Actor, *, completion_id: UUID) -> None:
    """Take away a course from outside that was recorded wrongly; NotFound for a certificate and for anybody else's."""
    actor.must(Permission.COURSE_TAKE)
    with writing(actor):
        mine = Completion.objects.filter(pk=completion_id, user_id=actor.person, text__isnull=True)
        if not mine.delete()[0]:
            raise NotFound
        journal.write(actor, "disposed", kind="course", object_id=completion_id)
