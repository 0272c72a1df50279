"""Takes a disclosure away at its date: the key of both organisations first, then every row (R12)."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.disclosures.models import Access, Disclosure, Entry, Fact, Link, Ownership
from avklar.followup.disclosures.states import KEPT_UNTOUCHED
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.vault import keys


def dispose(actor: Actor, *, object_id: UUID, verb: str) -> bool:
    """Remove the disclosure that the ownership row `object_id` leads to, at both sides. Inside `writing(actor)`.

    The owner's row goes last: it is what lets the others be removed (row-level security). False when nothing was there.
    """
    ownership = Ownership.objects.filter(pk=object_id, organisation_id=actor.organisation).first()
    if ownership is None:
        return False
    disclosure_id = ownership.disclosure_id
    keys.destroy(disclosure_id)
    Entry.objects.filter(disclosure_id=disclosure_id).delete()
    Fact.objects.filter(disclosure_id=disclosure_id).delete()
    Disclosure.objects.filter(pk=disclosure_id).delete()
    Access.objects.filter(disclosure_id=disclosure_id).delete()
    ownership.delete()
    return True


def unlink(actor: Actor, *, object_id: UUID, verb: str) -> bool:
    """Remove the receiver's tie to a disclosure that is gone; while it is there, look again after as long a time."""
    links = Link.objects.filter(pk=object_id, organisation_id=actor.organisation)
    link = links.first()
    if link is None:
        return False
    if Access.objects.filter(organisation_id=actor.organisation, disclosure_id=link.disclosure_id).exists():
        links.update(remove_at=clock.now() + KEPT_UNTOUCHED)
        return False
    links.delete()
    return True
