"""Signing somebody in by other ways than the password page; the second factor is asked for wherever one is enrolled."""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponseBase

from avklar.people.accounts import second_factor
from avklar.people.accounts.models import User


def with_new_password(request: HttpRequest, user_id: UUID) -> HttpResponseBase:
    """Right after the person chose a password: it counts as just given, and a second factor can be added."""
    user = User.objects.get(pk=user_id)
    record_authentication(request, user, "password", reauthenticated=True)
    return _sign_in(request, user)


def with_link(request: HttpRequest, user: User) -> HttpResponseBase:
    """By a one-time link: one factor only, so nothing that needs two is open."""
    record_authentication(request, user, "link")
    return _sign_in(request, user)


def in_demo(request: HttpRequest, user: User) -> None:
    """One click, second factor marked. The caller has made sure that this is a demo."""
    get_adapter(request).login(request, user)
    second_factor.mark(request, user, "demo")


def has_second_factor(user: User) -> bool:
    """True when an app or a passkey is enrolled."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))


def _sign_in(request: HttpRequest, user: User) -> HttpResponseBase:
    response: HttpResponseBase = perform_login(request, Login(user=user))
    return response
