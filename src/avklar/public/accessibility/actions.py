"""Say that something doesn't work, without an account; and settle it."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.people.organisations import queries as people
from avklar.public.accessibility.models import Feedback


def tell(*, text: str, page: str, email: str, submission: UUID | None) -> None:
    """Keep what somebody says doesn't work, and tell the editors. The same `submission` twice is one."""
    site = people.site()
    actor = machine(site.id)
    with writing(actor):
        _row, made = Feedback.objects.get_or_create(
            submission=submission or clock.new_id(), defaults={"text": text, "page": page, "email": email}
        )
        if made:
            editors = people.holders(site.id, TABLE[Permission.GUIDANCE_EDIT].roles)
            notify(actor, set(editors), "accessibility_feedback", reverse("accessibility:told"))


def settle(actor: Actor, *, feedback_id: UUID) -> None:
    """It is mended or answered. Conflict when somebody else said so first."""
    actor.must(Permission.GUIDANCE_EDIT)
    if not Feedback.objects.filter(pk=feedback_id).exists():
        raise NotFound
    with writing(actor):
        waiting = Feedback.objects.filter(pk=feedback_id, settled_at__isnull=True)
        if not waiting.update(settled_at=clock.now(), settled_by=actor.person):
            raise Conflict
        journal.write(actor, "answered", kind="feedback", object_id=feedback_id)
