"""The lead publishes a newer version of a template for the district; the municipalities that use it are told."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from avklar.foundation import journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.network.routines import queries, rules
from avklar.network.routines.lengths import LONGEST_NOTE, LONGEST_ROUTINE
from avklar.network.routines.models import Routine, TemplateVersion
from avklar.network.routines.states import Code
from avklar.people.organisations import queries as people


def publish(
    actor: Actor, *, code: Code, bokmaal: str, nynorsk: str, note: str, position: int, submission: UUID
) -> None:
    """Publish the version after `position`, with what changed and why. The same `submission` twice is one.

    Conflict when somebody has published in between.
    """
    actor.must(Permission.ROUTINE_TEMPLATE)
    for field, text in (("bokmaal", bokmaal), ("nynorsk", nynorsk)):
        rules.check_text(field, text, longest=LONGEST_ROUTINE)
    rules.check_text("note", note, longest=LONGEST_NOTE)
    with writing(actor):
        if TemplateVersion.objects.filter(district_id=actor.organisation, submission=submission).exists():
            return
        if queries.newest(actor.organisation)[code].position != position:
            raise Conflict(rules.CHANGED)
        row, made = TemplateVersion.objects.get_or_create(
            district_id=actor.organisation,
            code=code,
            position=position + 1,
            defaults={
                "bokmaal": bokmaal,
                "nynorsk": nynorsk,
                "note": note,
                "published_by": actor.person,
                "submission": submission,
            },
        )
        if not made:
            raise Conflict(rules.CHANGED)
        notify(actor, _users(actor, code), "routine_template", reverse("routines:routine", args=[code]), mail=False)
        journal.write(actor, "published", kind="routine-template", object_id=row.pk)


def _users(actor: Actor, code: Code) -> set[UUID]:
    """Who manages the routine in the municipalities that have taken it in use."""
    places = {card.id for card in people.municipalities(actor.organisation)}
    using = Routine.objects.filter(organisation_id__in=places, code=code).values_list("organisation_id", flat=True)
    return {person for place in using for person in queries.managers(place)}
