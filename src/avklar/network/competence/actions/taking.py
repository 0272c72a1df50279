"""Taking a course: begin, answer, go on, finish. Each step is written at once, so one can leave at any moment."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.network.competence import queries, rules, shipped
from avklar.network.competence.models import Attempt, Completion, CourseText


def begin(actor: Actor, *, code: str, language: str) -> UUID:
    """Begin a course in a language, or go on with the one that is under way; the id of the attempt.

    It keeps the text as it stands now, whatever is changed later.
    """
    actor.must(Permission.COURSE_TAKE)
    district_id = queries.district_of(actor.organisation)
    edition = queries.edition(district_id, code, language)
    with writing(actor):
        before = Attempt.objects.filter(user_id=actor.person, code=code).first()
        if before is not None:
            return before.pk
        text = _written_down(district_id, edition.code, edition.language)
        row, made = Attempt.objects.get_or_create(
            user_id=actor.person,
            code=code,
            defaults={
                "organisation_id": actor.organisation,
                "text": text,
                "leaves": clock.now() + rules.IDLE,
                "moved_at": clock.now(),
            },
        )
        if made:
            journal.write(actor, "began", kind="course", object_id=row.pk)
    return row.pk


def answer(actor: Actor, *, attempt_id: UUID, step: int, chosen: int) -> None:
    """Answer the question of a step with the alternative at `chosen` (from 0). The first answer stands."""
    actor.must(Permission.COURSE_TAKE)
    with writing(actor):
        row = _mine(actor, attempt_id)
        found = queries.attempt(actor, attempt_id)
        rules.check_answer(rules.step_of(found.course, found.at, step), chosen)
        row.answers.setdefault(str(step), chosen)
        row.moved_at, row.leaves = clock.now(), clock.now() + rules.IDLE
        row.save(update_fields=["answers", "moved_at", "leaves"])


def go_on(actor: Actor, *, attempt_id: UUID, step: int) -> int:
    """Go on from a step; returns the next one. Conflict before its question is answered. Twice is the same as once."""
    actor.must(Permission.COURSE_TAKE)
    found = queries.attempt(actor, attempt_id)
    here = rules.step_of(found.course, found.at, step)
    rules.check_may_go_on(here, found.answers)
    with writing(actor):
        mine = Attempt.objects.filter(pk=attempt_id, user_id=actor.person, at__lt=step + 1)
        mine.update(at=step + 1, moved_at=clock.now(), leaves=clock.now() + rules.IDLE)
    return step + 1


def finish(actor: Actor, *, attempt_id: UUID) -> UUID:
    """The course is completed: a certificate with a number; the answers are gone. Twice gives one certificate."""
    actor.must(Permission.COURSE_TAKE)
    with writing(actor):
        before = Completion.objects.filter(submission=attempt_id, user_id=actor.person).first()
        if before is not None:
            return before.pk
        row = _mine(actor, attempt_id)
        found = queries.attempt(actor, attempt_id)
        rules.check_may_finish(found)
        made = Completion.objects.create(
            organisation_id=row.organisation_id,
            user_id=actor.person,
            title=found.course.title,
            organiser=_("Avklar"),
            topic=found.course.topic,
            level=found.course.level,
            done_on=clock.today(),
            valid_to=rules.months_after(clock.today(), found.course.valid_months),
            text_id=row.text_id,
            number=rules.new_number(),
            submission=attempt_id,
        )
        row.delete()
        journal.write(actor, "completed", kind="course", object_id=made.pk)
    return made.pk


def _mine(actor: Actor, attempt_id: UUID) -> Attempt:
    """The attempt, locked until the transaction ends, so that two devices don't undo each other."""
    row = Attempt.objects.select_for_update().filter(pk=attempt_id, user_id=actor.person).first()
    if row is None:
        raise NotFound
    return row


def _written_down(district_id: UUID, code: str, language: str) -> CourseText:
    """The text as it stands now, as a row: the newest, or the shipped one when that has changed since."""
    newest = queries.newest_text(district_id, code, language)
    files = [list(each) for each in shipped.sources(code, language)]
    if newest is not None and (not newest.shipped or newest.sources == files):
        return newest
    row, _made = CourseText.objects.get_or_create(
        organisation_id=district_id,
        code=code,
        language=language,
        position=newest.position + 1 if newest else 1,
        defaults={"sources": files, "shipped": True},
    )
    return row
