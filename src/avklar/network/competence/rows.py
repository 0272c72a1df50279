"""What of competence waits for a person today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.foundation.access.actor import Actor
from avklar.foundation.ui.components import Row
from avklar.foundation.ui.components import State as Tag
from avklar.network.competence import presenting, queries
from avklar.network.competence.states import Standing

MOST = 5


def my_day(actor: Actor) -> list[Row]:
    """Courses that were begun, then what has expired, soon will, or is missing. At most six queries."""
    begun = queries.running(actor)
    under_way = {each.course.topic for each in begun}
    editions = queries.editions(actor, presenting.course_language())
    found = presenting.gaps(queries.my_needs(actor), editions)
    rows = [
        Row(
            presenting.where(each),
            each.course.title,
            meta=presenting.how_far(each),
            state=Tag("soon", _("Fortsett der du slapp")),
        )
        for each in begun
    ]
    rows += [
        Row(
            reverse("competence:course", args=[gap.course.code]) if gap.course else reverse("competence:mine"),
            gap.course.course.title if gap.course else str(gap.need.topic.label),
            meta=_("Noe rollen din bør ha: %(level)s") % {"level": str(gap.need.level.label).lower()},
            state=gap.tag,
        )
        for gap in found
        if gap.need.standing != Standing.VALID and gap.need.topic not in under_way
    ]
    return rows[:MOST]
