"""What the lead does on the overview: sets a target, marks a call as made. And what the machine does each month."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.insight.overview import queries, rules
from avklar.insight.overview.layers import LAYERS
from avklar.insight.overview.models import Call, MonthlyFigure, Target

CALLS_KEPT = timedelta(days=365)


def set_target(actor: Actor, *, layer: str, percent: int, due: date, version: int, submission: UUID) -> None:
    """Aim at so many per cent of the municipalities by a day; what stood before stays as history.

    NotFound for a layer that isn't there; Invalid at the field; Conflict when the newest isn't `version` any more. The
    same `submission` twice is one version.
    """
    actor.must(Permission.TARGET_SET)
    code = rules.layer_of(layer).code
    rules.check_target(percent, due, clock.today())
    with writing(actor):
        newest = Target.objects.filter(district_id=actor.organisation, layer=code).order_by("-position").first()
        if newest is not None and newest.submission == submission:
            return
        if (newest.position if newest else 0) != version:
            raise Conflict(rules.CHANGED)
        row, made = Target.objects.get_or_create(
            district_id=actor.organisation,
            layer=code,
            position=version + 1,
            defaults={"percent": percent, "due": due, "set_by": actor.person, "submission": submission},
        )
        if not made:  # somebody else in the same moment
            raise Conflict(rules.CHANGED)
        journal.write(actor, "changed", kind="target", object_id=row.pk, reason=code)


def mark_called(actor: Actor, *, municipality_id: UUID) -> None:
    """A municipality was called today; twice a day is once. NotFound for one that the district doesn't serve."""
    actor.must(Permission.OVERVIEW_SEE)
    queries.served_card(actor, municipality_id)
    with writing(actor):
        row, new = Call.objects.get_or_create(
            district_id=actor.organisation,
            municipality_id=municipality_id,
            day=clock.today(),
            defaults={"called_by": actor.person, "remove_at": clock.now() + CALLS_KEPT},
        )
        if new:
            journal.write(actor, "phoned", kind="call", object_id=row.pk)


def record_month(district_id: UUID) -> bool:
    """Keep how the district stands as the month's figures, the first time it is asked in a month; whether it did."""
    today = clock.today()
    month = today.replace(day=1)
    if MonthlyFigure.objects.filter(district_id=district_id, month=month).exists():
        return False
    places = queries.standing(district_id)
    with writing(machine(district_id)):
        MonthlyFigure.objects.bulk_create(
            [
                MonthlyFigure(
                    district_id=district_id,
                    month=month,
                    layer=layer.code,
                    good=sum(layer.standing(place, today)[0] == "good" for place in places),
                    total=len(places),
                )
                for layer in LAYERS
            ],
            ignore_conflicts=True,  # two workers in the same moment
        )
    return True
