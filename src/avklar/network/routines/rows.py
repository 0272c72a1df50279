"""What of the routines waits for a person today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Row
from avklar.foundation.ui.components import State as Tag
from avklar.network.routines import queries
from avklar.network.routines.cards import RoutineCard
from avklar.network.routines.lengths import REMIND_BEFORE

MOST = 5


def my_day(actor: Actor) -> list[Row]:
    """Routines to read, then, for whoever manages them, reviews that are due and newer templates."""
    found: list[Row] = []
    for card in queries.routines(actor).values():
        url, title = reverse("routines:routine", args=[card.code]), str(card.code.label)
        if card.in_force and not card.mine:
            found.append(Row(url, title, meta=_("Rutine"), state=Tag("new", _("Les og bekreft"))))
        if actor.may(Permission.ROUTINE_MANAGE):
            found += _to_manage(card, url, title)
    return found[:MOST]


def _to_manage(card: RoutineCard, url: str, title: str) -> list[Row]:
    today, found = clock.today(), list[Row]()
    if card.in_force and card.in_force.due <= today + REMIND_BEFORE:
        late = card.in_force.due < today
        words = _("Gjennomgangen er over fristen") if late else _("Gjennomgang snart")
        found.append(Row(url, title, meta=_("Rutine"), state=Tag("over" if late else "soon", words), late=late))
    if card.template_waits:
        found.append(Row(url, title, meta=_("Rutine"), state=Tag("wait", _("Malen er endret"))))
    return found
