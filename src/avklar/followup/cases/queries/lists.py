"""The lists of cases: those the actor is named in, by columns that identify nobody, paged by key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

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
)


def listing(actor: Actor, state: State = State.OPEN, *, after: str = "", before: str = "", last: bool = False) -> Page:
    """A page of the cases the actor is named in, the last touched first. One query."""
    actor.must(Permission.CASE_READ)
    backwards, place = last or bool(before), _place(before or after)
    values: dict[str, Any] = {"organisation": actor.organisation, "user": actor.person, "state": str(state)}
    if place is not None:
        values |= {"at": place[0], "last_id": place[1]}
    query = _query(backwards, place is not None)
    found = [_line(row) for row in query.rows(**values, stale=clock.now() - STALLED_AFTER)]
    more, lines = len(found) > PAGE, found[:PAGE]
    if backwards:
        return Page(tuple(reversed(lines)), newer=more, older=place is not None and not last)
    return Page(tuple(lines), newer=place is not None, older=more)


def line(actor: Actor, case_id: UUID) -> Line:
    """One row; NotFound unless the actor is named in the case."""
    actor.must(Permission.CASE_READ)
    rows = _with_stalled(_mine(actor), clock.now() - STALLED_AFTER).filter(pk=case_id).values_list(*COLUMNS)[:1]
    for row in rows:
        return _line(row)
    raise NotFound


def mine_now(actor: Actor, limit: int = 8) -> list[Line]:
    """Open cases that want something: stalled, to be reviewed within a week, or telling to be looked at; for my day."""
    actor.must(Permission.CASE_READ)
    soon = clock.today() + timedelta(days=7)
    rows = _with_stalled(_mine(actor).filter(state=State.OPEN), clock.now() - STALLED_AFTER)
    wanted = rows.filter(Q(stalled=True) | Q(review_on__lte=soon) | Q(look_again__lte=soon))
    return [_line(row) for row in wanted.order_by("review_on", "pk").values_list(*COLUMNS)[:limit]]


def waiting_for_me(actor: Actor, limit: int = 8) -> list[Line]:
    """Open cases where an assessment or a decision by somebody else waits for a second person; for my day."""
    actor.must(Permission.CASE_READ)
    waits = {"case_id": OuterRef("pk"), "answer": Answer.WAITING}
    asked = Exists(Decision.objects.filter(**waits).exclude(by=actor.person)) | Exists(
        Assessment.objects.filter(**waits).exclude(by=actor.person)
    )
    rows = _with_stalled(_mine(actor).filter(asked, state=State.OPEN), clock.now() - STALLED_AFTER)
    return [_line(row) for row in rows.order_by("-last_at", "-pk").values_list(*COLUMNS)[:limit]]


def cursor(row: Line) -> str:
    """Where a page begins or ends: the moment in microseconds and the id."""
    return f"{(row.last_at - EPOCH) // timedelta(microseconds=1):x}-{row.id.hex}"


def _mine(actor: Actor) -> QuerySet[Case]:
    named = Staff.objects.filter(
        organisation_id=actor.organisation, user_id=actor.person, case_id=OuterRef("pk"), ended_at__isnull=True
    )
    return Case.objects.filter(Exists(named), organisation_id=actor.organisation)


def _with_stalled(rows: QuerySet[Case], stale: datetime) -> QuerySet[Case, Any]:
    still = Measure.objects.filter(case_id=OuterRef("pk"), ended_at__isnull=True, last_entry_at__lte=stale)
    return rows.annotate(stalled=Exists(still))


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
        found = _with_stalled(rows, slot.moment("stale"))
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


def _line(row: tuple) -> Line:
    (pk, number, age, state, step, outcome, responsible, opened, last, review, again, locked, until, closed, still) = (
        row
    )
    return Line(
        id=pk,
        number=number,
        age=_AGES[age],
        state=_STATES[state],
        step=step,
        outcome=outcome,
        responsible=responsible,
        opened_at=opened,
        last_at=last,
        review_on=review,
        look_again=again,
        locked=locked is not None and (until is None or until <= clock.now()),
        stalled=bool(still) and state == State.OPEN,
        closed_at=closed,
    )


# Calling an enum costs ten times a look-up.
_AGES = {str(each): each for each in Age}
_STATES = {str(each): each for each in State}


def line_of(row: Case, *, stalled: bool) -> Line:
    """The line of a case that is read already."""
    return _line((*(getattr(row, column) for column in COLUMNS[:-1]), stalled))
