"""Telling administrators that mail to one of theirs comes back: once, by a note that names nobody."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from avklar.foundation.access.actor import machine
from avklar.foundation.access.roles import Role
from avklar.foundation.notifications import notify, returned
from avklar.people.organisations.models import Membership
from avklar.people.organisations.queries.rows import active


def tell_of_returned_mail() -> int:
    """Tell for everybody whose address is newly shut for news; of how many. Safe to run as often as one likes."""
    return sum(_tell(user_id) for user_id in returned.untold())


def _tell(user_id: UUID) -> bool:
    with transaction.atomic():
        if not returned.claim(user_id):
            return False
        places = Membership.objects.filter(active(), user_id=user_id).values("organisation_id")
        rows = Membership.objects.filter(active(), role=Role.ADMINISTRATOR, organisation_id__in=places)
        for organisation_id, administrator in rows.order_by("pk").values_list("organisation_id", "user_id"):
            notify(machine(organisation_id), [administrator], "mail_returned", reverse("organisations:manage"))
    return True
