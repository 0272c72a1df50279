"""Counts for «my day»: how many disclosures wait for the actor. Numbers only."""

from __future__ import annotations

from avklar.followup.disclosures import reach
from avklar.foundation.access.actor import Actor


def waiting_for_me(actor: Actor) -> int:
    """How many wait for the actor's side, sent and received. One query."""
    return reach.waiting(actor).count()
