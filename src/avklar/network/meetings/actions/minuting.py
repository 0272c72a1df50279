"""Minutes in versions, what was agreed on, and sending word that they are ready."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.network.meetings import queries, rules
from avklar.network.meetings.actions.own import alone, hold, own
from avklar.network.meetings.lengths import LONGEST_FOLLOW_UP, LONGEST_MINUTES
from avklar.network.meetings.models import FollowUp, Invited, Meeting, Minutes
from avklar.network.meetings.states import State


def write_minutes(actor: Actor, *, meeting_id: UUID, text: str, version: int) -> None:
    """Write the next version of the minutes (Markdown); the earlier ones stay. Conflict when there is a newer one."""
    row = own(actor, meeting_id)
    _check_words("text", text, LONGEST_MINUTES)
    if row.state not in (State.INVITED, State.HELD) or clock.now() < row.starts:
        raise Conflict(_("Referatet kan skrives når møtet har begynt."))
    with writing(actor):
        alone(row)
        newest = Minutes.objects.filter(meeting=row).order_by("-position").values_list("position", flat=True).first()
        if (newest or 0) != version:
            raise Conflict(rules.CHANGED)
        Minutes.objects.create(meeting=row, position=version + 1, text=text.strip(), written_by=actor.person)
        hold(row)
        journal.write(actor, "wrote", kind="meeting", object_id=row.pk)


def send_minutes(actor: Actor, *, meeting_id: UUID) -> int:
    """Tell everybody who was called that the minutes are ready; returns how many were told. The mail says no more."""
    row = own(actor, meeting_id)
    if not Minutes.objects.filter(meeting=row).exists():
        raise Conflict(_("Skriv referatet først."))
    called = set(Invited.objects.filter(meeting=row).values_list("user_id", flat=True))
    with writing(actor):
        newest = Minutes.objects.filter(meeting=row).order_by("-position").values_list("written_at", flat=True)[:1]
        unsent = Meeting.objects.filter(pk=row.pk).exclude(minutes_sent_at__gte=newest.get())
        if not unsent.update(minutes_sent_at=clock.now()):
            return 0  # this version has gone out: a second click sends nothing
        notify(actor, called, "meeting_minutes", reverse("meetings:meeting", args=[row.pk]))
        journal.write(actor, "sent", kind="meeting", object_id=row.pk)
    return len(called)


def agree(
    actor: Actor, *, meeting_id: UUID, text: str, owner_id: UUID | None, due: date | None, submission: UUID | None
) -> None:
    """Write down a decision, or with an owner and a day a task that turns up in the owner's day."""
    row = own(actor, meeting_id)
    _check_words("text", text, LONGEST_FOLLOW_UP)
    if (owner_id is None) != (due is None):
        raise Invalid(fields={"due": _("En oppgave trenger både en som gjør den, og en dag. Et vedtak trenger ingen.")})
    if owner_id is not None and owner_id not in owners(actor, meeting_id):
        raise NotFound
    with writing(actor):
        _task, made = FollowUp.objects.get_or_create(
            meeting=row,
            submission=submission or clock.new_id(),
            defaults={"text": text.strip(), "owner_id": owner_id, "due": due},
        )
        if not made:
            return  # the second of two clicks
        if owner_id is not None:
            notify(actor, [owner_id], "meeting_task", reverse("meetings:meeting", args=[row.pk]))
        journal.write(actor, "planned", kind="meeting", object_id=row.pk)


def finish(actor: Actor, *, task_id: UUID) -> UUID:
    """The task is done, say its owner or the arranger; returns the meeting."""
    return _mark(actor, task_id, done=True)


def reopen(actor: Actor, *, task_id: UUID) -> UUID:
    """The task wasn't done after all; returns the meeting."""
    return _mark(actor, task_id, done=False)


def owners(actor: Actor, meeting_id: UUID) -> set[UUID]:
    """Who can be given a task: those who were called, and the arranger."""
    row = own(actor, meeting_id)
    return {actor.person, row.arranged_by, *Invited.objects.filter(meeting=row).values_list("user_id", flat=True)}


def _mark(actor: Actor, task_id: UUID, *, done: bool) -> UUID:
    actor.must(Permission.MEETING_ANSWER)
    row = FollowUp.objects.filter(pk=task_id, meeting__in=queries.visible(actor), owner_id__isnull=False).first()
    if row is None:
        raise NotFound
    if row.owner_id != actor.person:
        own(actor, row.meeting_id)
    with writing(actor):
        FollowUp.objects.filter(pk=row.pk).update(done_at=clock.now() if done else None)
        journal.write(actor, "followed-up", kind="meeting", object_id=row.meeting_id)
    return row.meeting_id


def _check_words(field: str, text: str, longest: int) -> None:
    if not text.strip():
        raise Invalid(fields={field: _("Fyll ut dette feltet.")})
    if len(text) > longest or "\x00" in text:
        raise Invalid(
            fields={field: _("Teksten er for lang. Den kan ha høyst %(longest)s tegn.") % {"longest": longest}}
        )
    rules.check_text(field, text)
