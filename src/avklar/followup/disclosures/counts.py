"""Counts for «my day»: how many disclosures wait for the actor. Numbers only."""

from __future__ import annotations

from avklar.followup.disclosures.reach import in_box
from avklar.followup.disclosures.states import Box
from avklar.foundation.access.actor import Actor


def waiting_for_me(actor: Actor) -> int:
    """How many wait for the actor's side, sent and received. Two queries."""
    return sum(in_box(actor, box).filter(disclosure__turn=box.side).count() for box in Box)
