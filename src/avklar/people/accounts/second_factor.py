"""Whether this session has passed a second factor, read from what allauth recorded when the person signed in."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from avklar.people.accounts.models import User

SECOND_FACTOR = "mfa"


def passed(request: HttpRequest, user: User) -> bool:
    """True when an authenticator app, a passkey or a recovery code was used in this session."""
    return any(record.get("method") == SECOND_FACTOR for record in get_authentication_records(request, user))


def mark(request: HttpRequest, user: User, kind: str) -> None:
    """Remember in the session that the person has just shown a second factor of this kind."""
    record_authentication(request, user, SECOND_FACTOR, type=kind)
