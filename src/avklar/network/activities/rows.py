"""What of the activities waits for a person today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Row
from avklar.network.activities import presenting, queries

MOST = 5


def my_day(actor: Actor) -> list[Row]:
    """Activities whose days have passed and nobody has said how they went. At most two queries."""
    if not actor.may(Permission.ACTIVITY_MANAGE):
        return []
    return [
        Row(
            reverse("activities:hold", args=[card.id]),
            card.title,
            meta=_("Aktivitet · %(day)s") % {"day": presenting.day(card.plan.last)},
            state=presenting.tag(card, clock.today(), mine=True),
            late=True,
        )
        for card in queries.unanswered(actor, MOST)
    ]
