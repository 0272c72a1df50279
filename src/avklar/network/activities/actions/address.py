"""A person's own address of the district's calendar: made, replaced by a new one, shut."""

from __future__ import annotations

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.network.activities.links import address, digest_of, new_token
from avklar.network.activities.models import CalendarAddress


def make_address(actor: Actor) -> str:
    """The person's new address, shown this once; the one before stops working at once."""
    actor.must(Permission.ACTIVITY_READ)
    token = new_token()
    new = {"organisation_id": actor.organisation, "digest": digest_of(token), "made_at": clock.now()}
    with writing(actor):
        row, _made = CalendarAddress.objects.update_or_create(user_id=actor.person, defaults=new)
        journal.write(actor, "asked-for", kind="calendar-address", object_id=row.pk)
    return address(token)


def shut_address(actor: Actor) -> None:
    """The person's address stops working; done twice it is shut once."""
    actor.must(Permission.ACTIVITY_READ)
    with writing(actor):
        row = CalendarAddress.objects.filter(user_id=actor.person).first()
        if row is not None:
            journal.write(actor, "switched-off", kind="calendar-address", object_id=row.pk)
            row.delete()
