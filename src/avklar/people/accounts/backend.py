"""Who is signed in (`AUTHENTICATION_BACKENDS`): allauth's backend, with the question that every page asks prepared."""

from __future__ import annotations

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from avklar.foundation.access.prepared import Prepared
from avklar.people.accounts.models import User


class Backend(AuthenticationBackend):
    """A person who isn't active is nobody."""

    def get_user(self, user_id: UUID) -> User | None:
        """The person of a session, or None."""
        found: list[User] = _BY_ID.instances(id=user_id)
        return next(filter(self.user_can_authenticate, found), None)


_BY_ID = Prepared(lambda slot: User.objects.filter(pk=slot.id("id")))
