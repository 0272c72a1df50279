"""What a role should have, set by the lead from a day on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.network.competence import rules
from avklar.network.competence.cards import Wish
from avklar.network.competence.models import RoleWish


def aim(actor: Actor, *, role: Role, wish: Wish, valid_from: date, version: int, submission: UUID) -> None:
    """Set what a role should have from a day on; what stood before stays as history.

    Conflict when the newest isn't `version` any more. The same `submission` twice is one version.
    """
    actor.must(Permission.TARGET_SET)
    if valid_from < clock.today():
        raise Invalid(fields={"valid_from": _("Et mål gjelder fra i dag eller senere, ikke bakover i tid.")})
    with writing(actor):
        rows = RoleWish.objects.filter(organisation_id=actor.organisation, role=role)
        newest = rows.order_by("-position").first()
        if newest is not None and newest.submission == submission:
            return
        if (newest.position if newest else 0) != version:
            raise Conflict(rules.CHANGED)
        row, made = RoleWish.objects.get_or_create(
            organisation_id=actor.organisation,
            role=role,
            position=version + 1,
            defaults={
                "wish": {str(topic): str(level) for topic, level in wish.items()},
                "valid_from": valid_from,
                "set_by": actor.person,
                "submission": submission,
            },
        )
        if not made:  # somebody else in the same moment
            raise Conflict(rules.CHANGED)
        journal.write(actor, "changed", kind="competence", object_id=row.pk, reason=role)
