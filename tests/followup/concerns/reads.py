"""The room's reads as a guarded view runs them: inside the scope of the actor's organisation (row-level security)."""

from __future__ import annotations

from typing import Any

from avklar.followup.concerns import counts, queries
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope


def __getattr__(name: str) -> Any:
    """`reads.inbox(actor)` is `queries.inbox(actor)`, or the function of that name in `counts`, in scope."""
    function = getattr(queries, name, None) or getattr(counts, name)

    def read(actor: Actor, *given: Any, **options: Any) -> Any:
        with scope(actor.organisation_id):
            return function(actor, *given, **options)

    return read
