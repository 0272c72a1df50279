"""What one can do with a talk: invite, move, write down what came of it; and the district's phases and notes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F

from avklar.followup.cases.actions.reach import earlier, named_in, next_position, page, touch, writable
from avklar.followup.cases.models import Case, Talk, TalkNote, TalkNotesBasis, TalkPhase
from avklar.followup.cases.rules import check_text
from avklar.followup.cases.states import LONGEST_REASON, Age
from avklar.followup.cases.talks import queries, rules
from avklar.followup.cases.talks.cards import PhaseWords
from avklar.followup.cases.talks.rules import Invitation
from avklar.followup.cases.talks.states import Attendance, Language, TalkState
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys

KIND = "talk"
REMINDED_BEFORE = timedelta(hours=24)


def invite(actor: Actor, *, case_id: UUID, invitation: Invitation, language: Language, submission: UUID) -> UUID:
    """Plan a talk; returns its id. Conflict before it is chosen on the ladder; the same `submission` is one talk."""
    actor.must(Permission.TALK_HANDLE)
    with writing(actor):
        case = writable(actor, case_id)
        again = earlier(Talk, case.pk, submission)
        if again is not None:
            return again
        rules.check_step(case.step)
        rules.check_invitation(invitation, Age(case.age), clock.now())
        new = _row(actor, case, invitation, language, submission)
        new.save(force_insert=True)
        touch(case.pk)
        journal.write(actor, "invited", kind=KIND, object_id=new.pk, reason=str(invitation.attendance))
    return new.pk


def move(
    actor: Actor, *, case_id: UUID, talk_id: UUID, at: datetime, short_notice_reason: str, submission: UUID
) -> UUID:
    """Give the talk a new date: the old one stays as moved, and a new one with the same texts takes its place."""
    actor.must(Permission.TALK_HANDLE)
    with writing(actor):
        case = writable(actor, case_id)
        again = earlier(Talk, case.pk, submission)
        if again is not None:
            return again
        old = keys.unlock_one(_one(case.pk, talk_id))
        rules.check_ending(TalkState(old.state), TalkState.MOVED, at=old.at, now=clock.now())
        invitation = _invitation(old, at, short_notice_reason)
        rules.check_invitation(invitation, Age(case.age), clock.now())
        _end(actor, old, TalkState.MOVED)
        new = _row(actor, case, invitation, Language(old.language), submission)
        new.replaces_id = old.pk
        new.save(force_insert=True)
        touch(case.pk)
        journal.write(actor, "moved", kind=KIND, object_id=new.pk)
    return new.pk


def record(
    actor: Actor,
    *,
    case_id: UUID,
    talk_id: UUID,
    ending: TalkState,
    result: str = "",
    agreed_plan: str = "",
    version: int,
) -> None:
    """Write down what came of the talk. No-show and refusal are ordinary; nothing follows from them (R6).

    Conflict when somebody else wrote it down since `version`. A second click changes nothing.
    """
    actor.must(Permission.TALK_HANDLE)
    rules.check_result(ending, result, agreed_plan)
    with writing(actor):
        case = writable(actor, case_id)
        row = keys.unlock_one(_one(case.pk, talk_id))
        if (row.state, row.result, row.ended_by) == (ending, result, actor.person):
            return
        if row.version != version and row.state == TalkState.PLANNED:
            raise Conflict
        rules.check_ending(TalkState(row.state), ending, at=row.at, now=clock.now())
        row.agreed_plan, row.result = agreed_plan, result
        row.save(update_fields=["agreed_plan"])
        _end(actor, row, ending, result=result)
        touch(case.pk)
        # what it led to is not for the journal, which outlives the case
        journal.write(actor, "held", kind=KIND, object_id=row.pk, reason=str(ending))


def note(actor: Actor, *, case_id: UUID, talk_id: UUID, phase: str, text: str, version: int) -> int:
    """Write a note of one phase; returns its new version. Denied unless the district has entered its basis (R6)."""
    actor.must(Permission.TALK_HANDLE)
    check_text(text, phase, longest=LONGEST_REASON, required=False)
    rules.check_may_note(switched_on=queries.notes_basis(actor.organisation) is not None)
    if phase not in {each.code for each in queries.phases(actor.organisation)}:
        raise NotFound
    with writing(actor):
        case = writable(actor, case_id)
        if not Talk.objects.filter(pk=talk_id, case_id=case.pk).exists():
            raise NotFound
        row = TalkNote.objects.filter(talk_id=talk_id, phase=phase).first()
        if row is None:
            row = TalkNote(organisation_id=actor.organisation, case_id=case.pk, talk_id=talk_id, phase=phase, version=0)
        keys.unlock_one(row)
        if (row.version, row.by, row.text) == (version + 1, actor.person, text):
            return row.version  # a second click
        if row.version != version:
            raise Conflict
        row.text, row.by, row.at, row.version = text, actor.person, clock.now(), version + 1
        row.save()
        touch(case.pk)
        journal.write(actor, "noted", kind=KIND, object_id=talk_id)
    return version + 1


def read(actor: Actor, *, talk_id: UUID) -> None:
    """Journal that a talk, its letter or its calendar file was read (R13)."""
    journal.read(actor, kind=KIND, object_id=talk_id)


def word_phase(actor: Actor, *, words: PhaseWords) -> None:
    """Give a phase the district's own words and place, take it out of use, or add one (`queries.next_code`).

    Conflict when another did so since `version`.
    """
    actor.must(Permission.TALK_SETTINGS)
    known = {each.code for each in queries.phase_words(actor.organisation)}
    if words.code not in known | {queries.next_code(actor.organisation)} or not words.code:
        raise NotFound
    rules.check_phase(words)
    values = {
        "position": words.position,
        "title_nb": words.title_nb,
        "title_nn": words.title_nn,
        "help_nb": words.help_nb,
        "help_nn": words.help_nn,
        "active": words.active,
        "changed_by": actor.person,
        "changed_at": clock.now(),
    }
    try:
        with writing(actor):
            rows = TalkPhase.objects.filter(organisation_id=actor.organisation, code=words.code)
            if not rows.filter(version=words.version).update(version=F("version") + 1, **values):
                if rows.filter(version=words.version + 1, **_said_again(values)).exists():
                    return
                if words.version or rows.exists():
                    raise Conflict
                TalkPhase.objects.create(organisation_id=actor.organisation, code=words.code, **values)
            journal.write(actor, "changed", kind="talk-phase", object_id=actor.organisation, reason=words.code)
    except IntegrityError:
        raise Conflict from None


def allow_notes(actor: Actor, *, basis: str) -> None:
    """Enter the district's basis for keeping notes per phase in Avklar. Conflict when there is another already."""
    actor.must(Permission.TALK_SETTINGS)
    check_text(basis, "basis", longest=LONGEST_REASON)
    now = queries.notes_basis(actor.organisation)
    if now is not None and (now.basis, now.entered_by) == (basis, actor.person):
        return  # a second click
    try:
        with writing(actor):
            TalkNotesBasis.objects.create(
                organisation_id=actor.organisation, basis=basis, entered_by=actor.person, entered_at=clock.now()
            )
            journal.write(actor, "switched-on", kind="talk-phase", object_id=actor.organisation)
    except IntegrityError:
        raise Conflict from None


def end_notes(actor: Actor) -> None:
    """No more notes are written here; those that stand stay with their case. Again changes nothing."""
    actor.must(Permission.TALK_SETTINGS)
    with writing(actor):
        rows = TalkNotesBasis.objects.filter(organisation_id=actor.organisation, ended_at__isnull=True)
        if rows.update(ended_at=clock.now(), ended_by=actor.person):
            journal.write(actor, "switched-off", kind="talk-phase", object_id=actor.organisation)


def remind(organisation_id: UUID) -> int:
    """Tell those named in a case, once, of a talk within a day; returns how many talks. For the worker."""
    now = clock.now()
    with scope(organisation_id):
        soon = Talk.objects.filter(
            organisation_id=organisation_id, ended_at__isnull=True, reminded_at__isnull=True, at__gt=now
        ).filter(at__lte=now + REMINDED_BEFORE, case__locked_at__isnull=True)
        work = list(soon.values_list("pk", "case_id"))
    return sum(_reminded(organisation_id, *each) for each in work)


def _reminded(organisation_id: UUID, talk_id: UUID, case_id: UUID) -> bool:
    actor = machine(organisation_id)
    with writing(actor):
        if not Talk.objects.filter(pk=talk_id, reminded_at__isnull=True).update(reminded_at=clock.now()):
            return False
        notifications.notify(actor, named_in(case_id), "talk_soon", page(case_id))
    return True


def _one(case_id: UUID, talk_id: UUID) -> Talk:
    row = Talk.objects.filter(pk=talk_id, case_id=case_id).first()
    if row is None:
        raise NotFound
    return row


def _end(actor: Actor, row: Talk, state: TalkState, *, result: str = "") -> None:
    """One conditional update, so that the columns that belong together change together."""
    ended = {"state": state, "result": result, "ended_at": clock.now(), "ended_by": actor.person}
    if not Talk.objects.filter(pk=row.pk, state=TalkState.PLANNED).update(version=F("version") + 1, **ended):
        raise Conflict


def _said_again(values: dict[str, Any]) -> dict[str, Any]:
    """What a second click would have written: all but its moment."""
    return {name: value for name, value in values.items() if name != "changed_at"}


def _row(actor: Actor, case: Case, invitation: Invitation, language: Language, submission: UUID) -> Talk:
    ordered = invitation.attendance is Attendance.ORDERED
    return Talk(
        organisation_id=actor.organisation,
        case_id=case.pk,
        position=next_position(Talk, case.pk),
        at=invitation.at,
        attendance=invitation.attendance,
        ground=invitation.ground if ordered else "",
        collection=invitation.collection and ordered,
        language=language,
        invited_by=actor.person,
        invited_at=clock.now(),
        submission=submission,
        place=invitation.place,
        purpose=invitation.purpose,
        phone=invitation.phone,
        order_reason=invitation.order_reason if ordered else "",
        short_notice_reason=invitation.short_notice_reason if ordered else "",
        guardians=invitation.guardians,
        no_guardians_reason=invitation.no_guardians_reason,
    )


def _invitation(row: Talk, at: datetime, short_notice_reason: str) -> Invitation:
    return Invitation(
        at=at,
        place=row.place,
        purpose=row.purpose,
        phone=row.phone,
        attendance=Attendance(row.attendance),
        ground=row.ground,
        order_reason=row.order_reason,
        short_notice_reason=short_notice_reason,
        collection=row.collection,
        guardians=row.guardians,
        no_guardians_reason=row.no_guardians_reason,
    )
