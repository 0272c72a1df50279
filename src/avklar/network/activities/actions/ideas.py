"""The idea bank: an idea is shared with the district, changed by its owner, borrowed by another municipality."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.network.activities import queries, rules
from avklar.network.activities.cards import IdeaWords
from avklar.network.activities.models import Idea
from avklar.people.organisations import queries as people

NOBODY = frozenset[str]()


def share(actor: Actor, *, words: IdeaWords, submission: UUID | None, not_persons: frozenset[str] = NOBODY) -> UUID:
    """Put an idea in the bank; its id. The same `submission` twice is one.

    `not_persons`: quotes of the texts that the actor says are not about a single person.
    """
    actor.must(Permission.ACTIVITY_MANAGE)
    rules.check_idea(words, not_persons)
    with writing(actor):
        row, made = Idea.objects.get_or_create(
            organisation_id=actor.organisation,
            submission=submission or clock.new_id(),
            defaults=asdict(words) | {"written_by": actor.person},
        )
        if made:
            journal.write(actor, "wrote", kind="idea", object_id=row.pk)
    return row.pk


def change_idea(
    actor: Actor, *, idea_id: UUID, words: IdeaWords, version: int, not_persons: frozenset[str] = NOBODY
) -> None:
    """Change an own idea; copies of it stay as they are. Conflict when it isn't `version` any more."""
    actor.must(Permission.ACTIVITY_MANAGE)
    if not Idea.objects.filter(pk=idea_id, organisation_id=actor.organisation).exists():
        raise NotFound
    rules.check_idea(words, not_persons)
    with writing(actor):
        changed = Idea.objects.filter(pk=idea_id, organisation_id=actor.organisation, version=version).update(
            **asdict(words), version=F("version") + 1, written_by=actor.person, written_at=clock.now()
        )
        if not changed:
            raise Conflict(rules.CHANGED)
        journal.write(actor, "corrected", kind="idea", object_id=idea_id)


def borrow(actor: Actor, *, idea_id: UUID) -> UUID:
    """Copy another's idea to the own organisation; the copy's id. Borrowed again it is the copy one has.

    A copy of a copy points at the first one, so that everybody's experiences are found in one place.
    """
    actor.must(Permission.ACTIVITY_MANAGE)
    found = queries.idea(actor, idea_id)
    source = queries.idea(actor, found.origin.id) if found.origin else found
    if source.organisation_id == actor.organisation or found.organisation_id == actor.organisation:
        raise Conflict(_("Denne ideen har dere fra før."))
    with writing(actor):
        row, made = Idea.objects.get_or_create(
            organisation_id=actor.organisation,
            borrowed_from_id=source.id,
            defaults=asdict(found.words) | {"written_by": actor.person},
        )
        if made:
            owners = people.holders(found.organisation_id, TABLE[Permission.ACTIVITY_MANAGE].roles)
            url = reverse("activities:idea", args=[found.id])
            notify(actor, set(owners), "activity_borrowed", url, mail=False)
            journal.write(actor, "borrowed", kind="idea", object_id=row.pk)
    return row.pk
