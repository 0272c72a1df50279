"""The local action plan: begun for a year, filled with measures, followed up, closed and carried over."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.network.routines import planning, queries, rules
from avklar.network.routines.lengths import LONGEST_LINE, LONGEST_NAME, MOST_MEASURES
from avklar.network.routines.models import Measure, Plan
from avklar.network.routines.states import CHOSEN, UNFINISHED, Status


def begin_plan(actor: Actor, *, year: int) -> UUID:
    """A plan for this year or the next; its id. Done twice it is one."""
    actor.must(Permission.ROUTINE_MANAGE)
    if not queries.for_municipality(actor):
        raise Denied(_("Det er kommunene som har en lokal handlingsplan."), rule="municipality")
    if year not in (clock.today().year, clock.today().year + 1):
        raise Invalid(_("En plan kan lages for i år eller neste år."))
    with writing(actor):
        row, made = Plan.objects.get_or_create(
            organisation_id=actor.organisation, year=year, defaults={"made_by": actor.person}
        )
        if made:
            journal.write(actor, "planned", kind="action-plan", object_id=row.pk)
    return row.pk


def add_measure(
    actor: Actor, *, year: int, goal: str, text: str, responsible: str, deadline: date, submission: UUID
) -> None:
    """Write a measure under a goal. The same `submission` twice is one."""
    row = _open(actor, year)
    _check(goal, text, responsible)
    rules.check_deadline(deadline, year)
    with writing(actor):
        Plan.objects.select_for_update().get(pk=row.pk)
        if Measure.objects.filter(plan=row).count() >= MOST_MEASURES:
            raise Invalid(_("En plan kan ha høyst %(most)s tiltak.") % {"most": MOST_MEASURES})
        words = {"goal": goal, "text": text, "responsible": responsible, "deadline": deadline}
        measure, made = Measure.objects.get_or_create(plan=row, submission=submission, defaults=words)
        if made:
            journal.write(actor, "planned", kind="action-plan", object_id=measure.pk)


def change_measure(
    actor: Actor,
    *,
    measure_id: UUID,
    goal: str,
    text: str,
    responsible: str,
    deadline: date,
    status: Status,
    version: int,
) -> int:
    """Change a measure or say how it goes; the plan's year. Conflict when it isn't `version` any more."""
    actor.must(Permission.ROUTINE_MANAGE)
    found = Measure.objects.filter(pk=measure_id, plan__organisation_id=actor.organisation).select_related("plan")
    row = found.first()
    if row is None:
        raise NotFound
    rules.check_open(row.plan.closed_at is not None)
    _check(goal, text, responsible)
    rules.check_deadline(deadline, row.plan.year)
    if status not in CHOSEN:
        raise Invalid(fields={"status": _("Velg ett av svarene.")})
    with writing(actor):
        changed = Measure.objects.filter(pk=row.pk, version=version, plan__closed_at=None).update(
            goal=goal,
            text=text,
            responsible=responsible,
            deadline=deadline,
            status=status,
            version=F("version") + 1,
        )
        if not changed:
            raise Conflict(rules.CHANGED)
        journal.write(actor, "followed-up", kind="action-plan", object_id=row.pk)
    return row.plan.year


def close_plan(actor: Actor, *, year: int) -> None:
    """Close the year's plan as it stands; what isn't finished goes on in next year's plan, with a year more."""
    row = _open(actor, year)
    with writing(actor):
        left = list(Measure.objects.filter(plan=row, status__in=UNFINISHED).order_by("created", "pk"))
        if left:
            after, _made = Plan.objects.get_or_create(
                organisation_id=actor.organisation, year=year + 1, defaults={"made_by": actor.person}
            )
            rules.check_open(after.closed_at is not None)
            Measure.objects.bulk_create(_carried(each, after) for each in left)
            Measure.objects.filter(pk__in=[each.pk for each in left]).update(
                status=Status.CARRIED, version=F("version") + 1
            )
        closed = Plan.objects.filter(pk=row.pk, closed_at=None)
        if not closed.update(closed_at=clock.now(), closed_by=actor.person):
            raise Conflict(rules.CHANGED)
        journal.write(actor, "closed", kind="action-plan", object_id=row.pk)


def _carried(measure: Measure, plan: Plan) -> Measure:
    day = measure.deadline
    later = day.replace(year=plan.year, day=28 if (day.month, day.day) == (2, 29) else day.day)
    return Measure(
        plan=plan,
        goal=measure.goal,
        text=measure.text,
        responsible=measure.responsible,
        deadline=later,
        status=measure.status,
    )


def _open(actor: Actor, year: int) -> Plan:
    """The own plan of a year that isn't closed; NotFound, Conflict."""
    actor.must(Permission.ROUTINE_MANAGE)
    card = planning.plan(actor, year)
    rules.check_open(card.closed_at is not None)
    return Plan.objects.get(pk=card.id)


def _check(goal: str, text: str, responsible: str) -> None:
    rules.check_text("goal", goal, longest=LONGEST_LINE)
    rules.check_text("text", text, longest=LONGEST_LINE)
    rules.check_text("responsible", responsible, longest=LONGEST_NAME)
