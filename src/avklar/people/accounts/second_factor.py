"""Whether this session has passed a second factor, read from what allauth recorded when the person signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from avklar.people.accounts.models import User

SECOND_FACTOR = "mfa"


def passed(request: HttpRequest, user: User) -> bool:
    """True when an authenticator app, a passkey or a recovery code was used in this session."""
    return any(record.get("method") == SECOND_FACTOR for record in get_authentication_records(request, user))


def by_link_only(request: HttpRequest, user: User) -> bool:
    """True when nothing but a one-time link was shown in this session."""
    return {record.get("method") for record in get_authentication_records(request, user)} == {"link"}


def enrolled_with_password(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A second factor is added by who knows the password: a stolen link opens only what that employee sent."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and by_link_only(request, user):
            if user.has_usable_password():
                return redirect_to_login(request.get_full_path(), login_url=reverse("account_reauthenticate"))
            return redirect("account_reset_password")
        return view(request, *args, **kwargs)

    return checked


def mark(request: HttpRequest, user: User, kind: str) -> None:
    """Remember in the session that the person has just shown a second factor of this kind."""
    record_authentication(request, user, SECOND_FACTOR, type=kind)
