"""The guard: closed by default, to sign-in when nobody is there, and the scope of the organisation around the view."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from avklar.foundation.access import guard, scope
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Denied
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role

SEEN: list[UUID | None] = []


@guard.needs(Permission.CONCERN_READ)
def contacts_only(request: HttpRequest) -> HttpResponse:
    SEEN.append(scope.current())
    return HttpResponse("inside")


def unguarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


def _request(actor: Actor | None) -> HttpRequest:
    request = RequestFactory().get("/bekymringer/")
    request.user = AnonymousUser()
    request.actor = actor  # type: ignore[attr-defined]
    return request


def _contact(*, second_factor: bool = True) -> Actor:
    return Actor(uuid4(), uuid4(), frozenset({Role.RADICALISATION_CONTACT}), second_factor)


def test_needs_nobody_goes_to_sign_in_and_back() -> None:
    response: Any = contacts_only(_request(None))
    assert response.status_code == 302
    assert response.url.endswith("?next=/bekymringer/")


def test_needs_wrong_role_is_denied() -> None:
    teacher = Actor(uuid4(), uuid4(), frozenset({Role.FRONTLINE}), True)
    with pytest.raises(Denied):
        contacts_only(_request(teacher))


def test_needs_missing_second_factor_goes_to_second_factor() -> None:
    response: Any = contacts_only(_request(_contact(second_factor=False)))
    assert response.status_code == 302
    assert response.url.endswith("?next=/bekymringer/")
    assert "logg-inn" not in response.url


@pytest.mark.django_db
def test_needs_right_role_runs_in_scope() -> None:
    actor = _contact()
    SEEN.clear()
    assert contacts_only(_request(actor)).status_code == 200
    assert [actor.organisation_id] == SEEN
    assert scope.current() is None


def test_route_without_guard_does_not_exist() -> None:
    middleware = guard.GuardMiddleware(unguarded)
    request = _request(_contact())
    request.resolver_match = None
    with pytest.raises(Http404):
        middleware.process_view(request, unguarded, (), {})


def test_route_with_public_guard_is_open() -> None:
    view = guard.public("for the test")(unguarded)
    request = _request(None)
    request.resolver_match = None
    assert guard.GuardMiddleware(view).process_view(request, view, (), {}) is None
