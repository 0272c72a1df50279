"""The regular work: a month before a review falls due, whoever manages the municipality's routines is told. Once."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.network.routines import queries
from avklar.network.routines.lengths import REMIND_BEFORE
from avklar.network.routines.models import ReviewReminder


def remind(organisation_id: UUID) -> int:
    """Remind one municipality; safe to run as often as one likes. Returns of how many routines."""
    told, actor = 0, machine(organisation_id)
    for routine_id, (code, due) in queries.reviews_due(organisation_id, clock.today() + REMIND_BEFORE).items():
        with writing(actor):
            _row, new = ReviewReminder.objects.get_or_create(routine_id=routine_id, due=due)
            if new:
                url = reverse("routines:routine", args=[code])
                notify(actor, queries.managers(organisation_id), "routine_review", url)
                told += 1
    return told
