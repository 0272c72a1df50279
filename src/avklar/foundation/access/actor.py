"""The acting person, frozen: through it, and only through it, data is reached."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from avklar.foundation.access.errors import Denied
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.foundation.access.roles import Role


@dataclass(frozen=True)
class Actor:
    """Who acts, for which organisation, in which roles, and whether a second factor was passed.

    `user_id` is None only for the machine itself (`machine`), which has no role and hence no permission.
    """

    user_id: UUID | None
    organisation_id: UUID | None
    roles: frozenset[Role] = frozenset()
    second_factor: bool = False

    def may(self, permission: Permission) -> bool:
        """True when a role of the actor's has the permission and the second factor, where asked for, was passed."""
        grant = TABLE[permission]
        if self.user_id is None or self.organisation_id is None or not self.roles & grant.roles:
            return False
        return self.second_factor or not grant.second_factor

    def must(self, permission: Permission) -> None:
        """Raise Denied unless `may(permission)`."""
        if not self.may(permission):
            raise Denied(rule=str(permission))

    def lacks_only_second_factor(self, permission: Permission) -> bool:
        """True when the role is there and only the second factor is missing."""
        grant = TABLE[permission]
        return bool(self.roles & grant.roles) and grant.second_factor and not self.second_factor

    @property
    def organisation(self) -> UUID:
        """The organisation acted for; Denied when none is chosen (no organisation: no rows)."""
        if self.organisation_id is None:
            raise Denied(rule="no organisation")
        return self.organisation_id

    @property
    def person(self) -> UUID:
        """The acting person's id; Denied for the machine."""
        if self.user_id is None:
            raise Denied(rule="no person")
        return self.user_id


def machine(organisation_id: UUID) -> Actor:
    """The system itself working for one organisation: the worker, the retention engine. It has no permissions."""
    return Actor(user_id=None, organisation_id=organisation_id)
