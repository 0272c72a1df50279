"""Where everything that can be done with a case is done: the addresses of its pages, by name."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission

WRITES = {
    "observe": "cases:observe",
    "assess": "cases:assess",
    "plan": "cases:plan",
    "agree": "cases:agree",
    "tell": "cases:tell",
}
"""What a handler does from within the page, by the name its template knows."""


def to(name: str, *args: UUID) -> str:
    """The address of a page."""
    return reverse(name, args=args)


def writes(actor: Actor, case_id: UUID) -> dict[str, str]:
    """The addresses for whoever handles the case; empty for others."""
    handles, shares = actor.may(Permission.CASE_HANDLE), actor.may(Permission.DISCLOSURE_SEND)
    found = {key: to(name, case_id) if handles else "" for key, name in WRITES.items()}
    return found | {"compose": to("disclosures:compose", case_id) if shares else ""}
