"""How the log's page finds a person's name: the room that knows the users registers a function when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

Resolver = Callable[[Collection[UUID]], Mapping[UUID, str]]

_resolver: Resolver | None = None


def register(resolver: Resolver) -> None:
    """`resolver(user_ids)` gives names for those it knows, in one query. Called by the users' room at the start."""
    global _resolver
    _resolver = resolver


def resolve(user_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Names of the users; without a resolver, or for a user who is gone, there is no entry."""
    return _resolver(user_ids) if _resolver and user_ids else {}
