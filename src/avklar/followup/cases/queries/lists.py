"""The lists of cases: those the actor is named in, by columns that identify nobody, paged by key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case as Switch
from django.db.models import Exists, OuterRef, Q, QuerySet, When

from avklar.followup.cases.cards import Line, Page
from avklar.followup.cases.models import Assessment, Case, Decision, Measure, Staff
from avklar.followup.cases.states import STALLED_AFTER, Age, Answer, State
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Slots

PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = (
    "id",
    "number",
    "age",
    "state",
    "step",
    "outcome",
    "responsible",
    "opened_at",
    "last_at",
    "review_on",
    "look_again",
    "locked_at",
    "open_until",
    "closed_at",
    "stalled",
    "waits",
)
MADE = ("stalled", "waits")
"""What no column holds: measures that stand still, and what waits for the reader as the second person."""


def listing(actor: Actor, state: State = State.OPEN, *, after: str = "", before: str = "", last: bool = False) -> Page:
    """A page of the cases the actor is named in, the last touched first. One query."""
    actor.must(Permission.CASE_READ)
    backwards, place = last or bool(before), _place(before or after)
    values: dict[str, Any] = {"organisation": actor.organisation, "user": actor.person, "state": str(state)}
    if place is not None:
        values |= {"at": place[0], "last_id": place[1]}
    now = clock.now()
    found = [_line(row, now) for row in _query(backwards, place is not None).rows(**values, stale=now - STALLED_AFTER)]
    more, lines = len(found) > PAGE, found[:PAGE]
    if backwards:
        return Page(tuple(reversed(lines)), newer=more, older=place is not None and not last)
    return Page(tuple(lines), newer=place is not None, older=more)


def line(actor: Actor, case_id: UUID) -> Line:
    """One row; NotFound unless the actor is named in the case."""
    actor.must(Permission.CASE_READ)
    for found in _lines(actor, _mine(actor).filter(pk=case_id), 1):
        return found
    raise NotFound


def mine_now(actor: Actor, limit: int = 8) -> list[Line]:
    """Open cases that want something: stalled, to be reviewed within a week, or telling to be looked at; for my day."""
    actor.must(Permission.CASE_READ)
    soon = clock.today() + timedelta(days=7)
    still = _still(clock.now() - STALLED_AFTER)
    rows = _mine(actor).filter(Q(still) | Q(review_on__lte=soon) | Q(look_again__lte=soon), state=State.OPEN)
    return _lines(actor, rows.order_by("review_on", "pk"), limit)


def waiting_for_me(actor: Actor, limit: int = 8) -> list[Line]:
    """Open cases where an assessment or a decision by somebody else waits for a second person; for my day."""
    actor.must(Permission.CASE_READ)
    rows = _mine(actor).filter(Q(_waits(Decision, actor.person)) | Q(_waits(Assessment, actor.person)))
    return _lines(actor, rows.filter(state=State.OPEN).order_by("-last_at", "-pk"), limit)


def cursor(row: Line) -> str:
    """Where a page begins or ends: the moment in microseconds and the id."""
    return f"{(row.last_at - EPOCH) // timedelta(microseconds=1):x}-{row.id.hex}"


def named(actor: Actor) -> QuerySet[Staff, UUID]:
    """The ids of the cases the actor is named in, as a subquery: for rooms above, whose rows follow a case's names."""
    actor.must(Permission.CASE_READ)
    rows = Staff.objects.filter(organisation_id=actor.organisation, user_id=actor.person, ended_at__isnull=True)
    return rows.values_list("case_id", flat=True)


def _mine(actor: Actor) -> QuerySet[Case]:
    named = Staff.objects.filter(
        organisation_id=actor.organisation, user_id=actor.person, case_id=OuterRef("pk"), ended_at__isnull=True
    )
    return Case.objects.filter(Exists(named), organisation_id=actor.organisation)


def _lines(actor: Actor, rows: QuerySet[Case], limit: int) -> list[Line]:
    now = clock.now()
    found = _with_marks(rows, now - STALLED_AFTER, actor.person).values_list(*COLUMNS)[:limit]
    return [_line(row, now) for row in found]


def _with_marks(rows: QuerySet[Case], stale: datetime, reader: UUID) -> QuerySet[Case, Any]:
    waits = Switch(
        When(_waits(Decision, reader), then=True), When(_waits(Assessment, reader), then=True), default=False
    )
    return rows.annotate(stalled=_still(stale), waits=waits)


def _still(stale: datetime) -> Exists:
    return Exists(Measure.objects.filter(case_id=OuterRef("pk"), ended_at__isnull=True, last_entry_at__lte=stale))


def _waits(model: type[Assessment] | type[Decision], reader: UUID) -> Exists:
    """Something by somebody else waits for the reader as the second person."""
    return Exists(model.objects.filter(case_id=OuterRef("pk"), answer=Answer.WAITING).exclude(by=reader))


@lru_cache(maxsize=4)
def _query(backwards: bool, placed: bool) -> Prepared:
    """The query of a list, forwards or backwards, from its end or from a place in it."""

    def build(slot: Slots) -> QuerySet[Case, Any]:
        named = Staff.objects.filter(
            organisation_id=slot.id("organisation"),
            user_id=slot.id("user"),
            case_id=OuterRef("pk"),
            ended_at__isnull=True,
        )
        rows = Case.objects.filter(Exists(named), organisation_id=slot.id("organisation"), state=slot.word("state"))
        if placed:
            rows = rows.filter(_beyond(slot.moment("at"), slot.id("last_id"), backwards=backwards))
        order = ("last_at", "id") if backwards else ("-last_at", "-id")
        found = _with_marks(rows, slot.moment("stale"), slot.id("user"))
        return found.order_by(*order).values_list(*COLUMNS)[: PAGE + 1]

    return Prepared(build)


def _beyond(at: datetime, last_id: UUID, *, backwards: bool) -> Q:
    """Rows on the far side of a place. The first condition alone bounds the index; the second settles equal moments."""
    if backwards:
        return Q(last_at__gte=at) & (Q(last_at__gt=at) | Q(id__gt=last_id))
    return Q(last_at__lte=at) & (Q(last_at__lt=at) | Q(id__lt=last_id))


def _place(text: str) -> tuple[datetime, UUID] | None:
    """The place a cursor names; None for none, NotFound for one we did not make."""
    if not text:
        return None
    try:
        moment, last_id = text.split("-")
        return EPOCH + timedelta(microseconds=int(moment, 16)), UUID(last_id)
    except (ValueError, OverflowError):
        raise NotFound from None


def _line(row: tuple, now: datetime) -> Line:
    (pk, number, age, state, step, outcome, by, opened, last, review, again, locked, until, closed, still, waits) = row
    return Line(
        id=pk,
        number=number,
        age=_AGES[age],
        state=_STATES[state],
        step=step,
        outcome=outcome,
        responsible=by,
        opened_at=opened,
        last_at=last,
        review_on=review,
        look_again=again,
        locked=locked is not None and (until is None or until <= now),
        stalled=bool(still) and state == State.OPEN,
        closed_at=closed,
        waits=bool(waits) and state == State.OPEN,
    )


# Calling an enum costs ten times a look-up.
_AGES = {str(each): each for each in Age}
_STATES = {str(each): each for each in State}


def line_of(row: Case) -> Line:
    """The line of a case that is read already; what its measures and decisions say comes with them."""
    return _line((*(getattr(row, column) for column in COLUMNS if column not in MADE), False, False), clock.now())
