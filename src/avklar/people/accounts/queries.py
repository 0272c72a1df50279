"""Reads of accounts: the demo's cards. Everything about roles is asked of `organisations`."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from avklar.foundation.access.roles import Role
from avklar.people.accounts import signing_in
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


@dataclass(frozen=True)
class DemoCards:
    """One card for each role, in the order of the roles' work, and everybody else."""

    first: tuple[DemoCard, ...]
    others: tuple[DemoCard, ...]


SHOWN_FIRST = (
    Role.FRONTLINE,
    Role.RADICALISATION_CONTACT,
    Role.POLICE_CONTACT,
    Role.DEPUTY,
    Role.DISTRICT_LEAD,
    Role.POLICE_RADICALISATION_CONTACT,
    Role.PRIVACY_OFFICER,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True)
class OwnAccount:
    """What a person sees of the own account."""

    id: UUID
    name: str
    email: str
    phone: str
    language: str
    has_password: bool
    has_second_factor: bool


def own_account(user_id: UUID) -> OwnAccount:
    """The person's own account."""
    user = User.objects.get(pk=user_id)
    return OwnAccount(
        id=user.pk,
        name=user.name,
        email=user.email,
        phone=user.phone,
        language=user.language,
        has_password=user.has_usable_password(),
        has_second_factor=signing_in.has_second_factor(user),
    )


def demo_cards() -> DemoCards | None:
    """The cast in the order they joined; None on a database that `avklar demo` did not make."""
    if not installation.is_demo():
        return None
    cards: dict[UUID, tuple[Role, DemoCard]] = {}
    for organisation, member in queries.everybody():
        person, role = member.person, Role(member.role)
        card = DemoCard(person.id, person.name, str(role.label), organisation.full_name, TRY[role])
        cards.setdefault(person.id, (role, card))
    by_role: dict[Role, DemoCard] = {}
    for role, card in cards.values():
        by_role.setdefault(role, card)
    first = tuple(by_role[role] for role in SHOWN_FIRST if role in by_role)
    return DemoCards(first, tuple(card for _role, card in cards.values() if card not in first))


def demo_user(user_id: UUID) -> User | None:
    """One of the cast, or None; None for everybody on a database that `avklar demo` did not make."""
    return User.objects.filter(pk=user_id, is_active=True).first() if installation.is_demo() else None
