"""Gives every request its actor: who is signed in, for which organisation, in which roles in force today."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from avklar.foundation.access.actor import Actor
from avklar.foundation.ui import languages
from avklar.people.accounts import second_factor
from avklar.people.accounts.models import User
from avklar.people.organisations import queries
from avklar.people.organisations.cards import OrganisationCard


class ActorMiddleware:
    """Sets `request.actor`: an Actor, or None when nobody is signed in. One query, two for a substitute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor = actor_from(request)
        request.actor = actor  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.acting_for = SimpleLazyObject(lambda: _acting_for(actor))  # type: ignore[attr-defined]
            _speak(request, request.user)
        return self.get_response(request)


def actor_from(request: HttpRequest) -> Actor | None:
    """The actor behind a request, or None."""
    user = request.user
    if not user.is_authenticated:
        return None
    passed = second_factor.passed(request, user)
    return queries.actor_for(user.pk, acting_for=user.acting_for, second_factor=passed)


def _acting_for(actor: Actor | None) -> OrganisationCard | None:
    """The organisation the actor acts for, asked for once in a request."""
    return queries.organisation(actor.organisation_id) if actor and actor.organisation_id else None


def _speak(request: HttpRequest, user: User) -> None:
    """The one chosen in this browser, then the person's own, the browser's, and last the municipality's decision."""
    if user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(user.language)
        request.LANGUAGE_CODE = translation.get_language()
    elif languages.asked_for(request) is None and request.acting_for:  # type: ignore[attr-defined]
        languages.follow_decision(request, request.acting_for.language)  # type: ignore[attr-defined]
