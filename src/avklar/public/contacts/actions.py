"""What an organisation says of itself on the open pages: changed by its own contact, deputy, lead or administrator."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.db.models import F

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.public.contacts import rules
from avklar.public.contacts.cards import Words
from avklar.public.contacts.models import PublicPlace


def edit(actor: Actor, *, words: Words, version: int, submission: UUID | None = None) -> None:
    """Publish what the actor's own organisation says. Conflict when it isn't `version` any more (0: nothing yet).

    The same `submission` twice is one.
    """
    actor.must(Permission.PLACE_EDIT)
    rules.check(words)
    sent = submission or clock.new_id()
    said = asdict(words) | {"submission": sent, "written_by": actor.person, "written_at": clock.now()}
    with writing(actor):
        row, made = PublicPlace.objects.get_or_create(organisation_id=actor.organisation, defaults=said)
        if not made and row.submission == sent:
            return
        now = PublicPlace.objects.filter(pk=row.pk, version=version)
        if not made and not now.update(version=F("version") + 1, **said):
            raise Conflict(rules.CHANGED)
        journal.write(actor, "changed", kind="public-place", object_id=row.pk)
