"""Reads of the yearly confirmation: who is to be asked today, and what the link's page shows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from avklar.foundation import clock
from avklar.people.organisations import confirming
from avklar.people.organisations.confirming import Question
from avklar.people.organisations.models import Appointment, Confirmation, Membership
from avklar.people.organisations.queries.rows import active, in_force
from avklar.people.organisations.rules import APPOINTED_ROLES, norwegian_order
from avklar.people.organisations.states import Confirmed


def to_ask(organisation_id: UUID) -> list[UUID]:
    """Memberships of the organisation whose appointments should be confirmed now, in a fixed order. Two queries."""
    today = clock.today()
    held = in_force(
        Appointment.objects.filter(active("membership__"), membership__organisation_id=organisation_id), today
    )
    starts: dict[UUID, list[date]] = defaultdict(list)
    for membership_id, first in held.order_by("membership_id", "pk").values_list("membership_id", "valid_from"):
        starts[membership_id].append(first)
    asked: dict[UUID, date] = {}
    confirmed: dict[UUID, date] = {}
    rows = Confirmation.objects.filter(membership_id__in=starts).order_by("asked_on", "pk")
    for membership_id, on, answer, at in rows.values_list("membership_id", "asked_on", "answer", "answered_at"):
        asked[membership_id] = on
        if at and answer != Confirmed.NOT_ANY_MORE:
            confirmed[membership_id] = at.astimezone(clock.OSLO).date()
    return [
        membership_id
        for membership_id, first in starts.items()
        if confirming.is_due(first, confirmed.get(membership_id), asked.get(membership_id), today)
    ]


def question(confirmation_id: UUID, membership_id: UUID) -> Question | None:
    """What is asked of a membership; None when nothing holds any more."""
    row = Membership.objects.filter(active(), pk=membership_id).select_related("user", "organisation").first()
    if row is None:
        return None
    held = in_force(Appointment.objects.filter(membership=row)).order_by("pk")
    places = tuple(sorted(held.values_list("municipality__name", flat=True), key=norwegian_order))
    if not places:
        return None
    kind = next(kind for role, kind in APPOINTED_ROLES.items() if role == row.role)
    return Question(confirmation_id, row.user.name, row.organisation.name, kind, places, row.user.phone)


def unanswered_questions(organisation_id: UUID) -> list[Question]:
    """What those appointed in an organisation were asked and haven't answered, the oldest first."""
    rows = Confirmation.objects.filter(membership__organisation_id=organisation_id, answered_at__isnull=True)
    found = [question(*row) for row in rows.order_by("asked_on", "pk").values_list("pk", "membership_id")]
    return [each for each in found if each is not None]
