"""What of hand-overs waits for a person today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from avklar.foundation.access.actor import Actor
from avklar.foundation.ui.components import Row, State
from avklar.people.organisations import queries
from avklar.people.organisations.queries import HandoverLine


def my_day(actor: Actor) -> list[Row]:
    """The hand-overs that the actor leaves or takes over by, and how much is left to tick. One query."""
    return [
        Row(
            reverse("organisations:handover", args=[line.id]),
            _title(line),
            meta=_("%(kind)s i %(municipality)s") % {"kind": line.kind.label, "municipality": line.municipality},
            state=_state(line),
        )
        for line in queries.my_handovers(actor)
    ]


def _title(line: HandoverLine) -> str:
    return _("Det du gir fra deg") if line.leaves else _("Det du tar over")


def _state(line: HandoverLine) -> State:
    if not line.left:
        return State("wait", _("Venter på den andre"))
    words = ngettext("%(left)s punkt igjen", "%(left)s punkter igjen", line.left)
    return State("soon", words % {"left": line.left})
