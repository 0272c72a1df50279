"""Reads of accounts: the demo's cards. Everything about roles is asked of `organisations`."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from avklar.foundation.access.roles import Role
from avklar.people.accounts.demo_words import TRY
from avklar.people.accounts.models import User
from avklar.people.organisations import installation, queries


@dataclass(frozen=True)
class DemoCard:
    """One of the cast on the demo's sign-in page."""

    id: UUID
    name: str
    role: str
    organisation: str
    says: str | Promise


def demo_cards() -> list[DemoCard]:
    """The cast in the order they joined; empty on a database that `avklar demo` did not make."""
    if not installation.is_demo():
        return []
    cards: dict[UUID, DemoCard] = {}
    for organisation, member in queries.everybody():
        role = Role(member.role)
        first = cards.get(member.person.id)
        if first is None:
            name, label = member.person.name, str(role.label)
            cards[member.person.id] = DemoCard(member.person.id, name, label, organisation.name, TRY[role])
    return list(cards.values())


def demo_user(user_id: UUID) -> User | None:
    """One of the cast, or None; None for everybody on a database that `avklar demo` did not make."""
    return User.objects.filter(pk=user_id, is_active=True).first() if installation.is_demo() else None
