"""The one thing that is written from here: a row in the journal that the advice on danger was read (R1)."""

from __future__ import annotations

from avklar.foundation import journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import writing


def advised(actor: Actor) -> None:
    """Journal that the actor has read the advice; it says nothing of whom or what. Denied without an organisation."""
    with writing(actor):
        journal.write(actor, "danger", kind="user", object_id=actor.person, reason="advice")
