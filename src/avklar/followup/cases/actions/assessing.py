"""Assessments on the two worded axes (R4); a second person confirms or refuses, never oneself."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.cases import rules
from avklar.followup.cases.actions.reach import earlier, next_position, others, page, touch, writable
from avklar.followup.cases.content import AssessmentContent
from avklar.followup.cases.models import Assessment, Observation
from avklar.followup.cases.states import LONGEST_REASON, Answer
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys

KIND = "assessment"


def assess(actor: Actor, *, case_id: UUID, content: AssessmentContent, submission: UUID, version: int) -> UUID:
    """Write an assessment; the others in the case are asked to be the second person. Returns its id.

    `version` is the case's as the writer saw it: Conflict when something was added in between.
    """
    actor.must(Permission.CASE_HANDLE)
    with writing(actor):
        row = writable(actor, case_id)
        again = earlier(Assessment, row.pk, submission)
        if again is not None:
            return again
        row = writable(actor, case_id, version=version)
        known = set(Observation.objects.filter(case_id=row.pk, replaced_by__isnull=True).values_list("pk", flat=True))
        content.check(known)
        new = _row(actor, row.pk, content, submission)
        new.save(force_insert=True)
        touch(row.pk)
        notifications.notify(actor, others(actor, row.pk), "case_second", page(row.pk))
        journal.write(actor, "assessed", kind=KIND, object_id=new.pk)
    return new.pk


def answer_assessment(actor: Actor, *, case_id: UUID, assessment_id: UUID, confirmed: bool, reason: str = "") -> None:
    """The second person confirms, or refuses with a reason. Denied for the one who wrote it, whatever the role."""
    actor.must(Permission.CASE_HANDLE)
    rules.check_text(reason, "reason", longest=LONGEST_REASON, required=not confirmed)
    with writing(actor):
        case = writable(actor, case_id)
        row = Assessment.objects.filter(pk=assessment_id, case_id=case.pk).first()
        if row is None:
            raise NotFound
        rules.check_second(person=actor.person, first=row.by, answer=Answer(row.answer))
        keys.unlock_one(row)
        row.answer = Answer.CONFIRMED if confirmed else Answer.REFUSED
        row.answered_by, row.answered_at, row.answer_reason = actor.person, clock.now(), reason
        row.save(update_fields=["answer", "answered_by", "answered_at", "answer_reason"])
        touch(case.pk)
        notifications.notify(actor, [row.by], "case_seconded", page(case.pk))
        journal.write(actor, "seconded" if confirmed else "refused", kind=KIND, object_id=row.pk)


def _row(actor: Actor, case_id: UUID, content: AssessmentContent, submission: UUID) -> Assessment:
    return Assessment(
        organisation_id=actor.organisation,
        case_id=case_id,
        position=next_position(Assessment, case_id),
        by=actor.person,
        at=clock.now(),
        submission=submission,
        axes={"attitude": str(content.attitude), "willingness": str(content.willingness)},
        attitude_reason=content.attitude_reason,
        willingness_reason=content.willingness_reason,
        grounds={
            "attitude": [str(each) for each in content.attitude_grounds],
            "willingness": [str(each) for each in content.willingness_grounds],
        },
        ordinary=content.ordinary,
        protects=content.protects,
        motives=[str(each) for each in content.motives],
    )
