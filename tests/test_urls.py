"""The walk over every address: closed by default, open to exactly whom the permission table says.

Every route is visited as nobody and as every role, by GET and POST, with unknown ids. No answer may be a server fault.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from avklar.foundation import clock
from avklar.foundation.access.guard import Guard, guard_of
from avklar.foundation.access.permissions import TABLE
from avklar.foundation.access.roles import Role
from avklar.insight.register.routes import patterns
from avklar.people.organisations.models import Absence
from tests.cast import House, Person

pytestmark = pytest.mark.on_postgresql

# Open to everybody. Each line gives the reason; one that is no longer needed fails as well.
PUBLIC = {
    "account_login": "one must be able to sign in",
    "account_inactive": "says why one can't sign in",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "a forgotten password: the link proves the person",
    "account_reset_password_from_key_done": "a forgotten password",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "signing in with a passkey",
    "set_language": "language is everybody's choice",
    "guidance:front": "whoever is worried begins here",
    "guidance:list": "guidance is for everybody",
    "guidance:page": "as above",
    "home:front": "leads to my day, or to the sign-in page",
    "accounts:ask_for_link": "frontline employees come in by a link to their work e-mail",
    "accounts:link_sent": "says what happens next, and holds no data",
    "accounts:link": "the one-time link: its token is the key",
    "accounts:invitation": "an invitation: its token is the key",
    "accounts:still_contact": "the yearly confirmation is answered by its link: the token is the key",
    "accounts:sign_in_to_demo": "the demo's cards: not there on any other database",
    "meetings:answer": "an invitation is answered by its link: the token is the key",
    "meetings:here_by_link": "as above",
    "contacts:find": "whoever is worried finds somebody to talk with",
    "contacts:municipality": "as above",
    "contacts:vcard": "as above: only what the page shows is in it",
    "contacts:activities": "what is open to everybody, everybody may read of",
    "contacts:feed": "as above, for calendar programs",
    "activities:feed": "a calendar program isn't signed in: the private address is the key",
    **dict.fromkeys(("comments:discussion", "comments:state", "comments:list"), "comments are everybody's to read"),
    **dict.fromkeys(
        ("comments:write", "comments:answer", "comments:report", "comments:thanks"),
        "everybody can comment and report, without an account",
    ),
    **dict.fromkeys(
        (
            "comments:mine",
            "comments:forget",
            "comments:edit",
            "comments:withdraw",
            "comments:complain",
            "comments:link",
        ),
        "a writer's own comments: the signed cookie, or the link from a mail, is the key",
    ),
    "notifications:unsubscribe": "news by mail is switched off by the link in it: the token is the key",
    "notifications:subscribe_again": "as above",
    "setup": "the first set-up: a one-time token opens it, gone once something is installed",
    "setup_district": "as above",
    "setup_municipalities": "as above",
    "setup_people": "as above",
    "concerns:tell": "anybody can tell a worry: no account is asked for",
    "concerns:tell_to": "as above",
    "concerns:tell_danger": "as above",
    "concerns:tell_write": "as above",
    "concerns:answers": "whoever told a worry comes back: the receipt is the key",
    "news:list": "the district's news are for everybody",
    "news:article": "as above",
    "news:variant": "as above",
    "news:rss": "a feed reader isn't signed in",
    "news:atom": "as above",
    "news:picture": "the pictures of what everybody may read",
    "news:share": "the picture that is shown where an article is shared",
    "sitemap": "what search engines may find",
    "robots": "as above",
    "danger": "R1: help in danger is for everybody",
    "accessibility:statement": "R15: how accessible the pages are is for everybody",
    "accessibility:tell": "R15: whoever can't use a page must be able to say so",
    "register:privacy": "what is kept and why is for everybody",
    "ui:look": "light or dark is everybody's choice",
    "ui:gallery": "the components, without any data",
}

CAST = {
    Role.DISTRICT_LEAD: "district_lead",
    Role.RADICALISATION_CONTACT: "contact",
    Role.DEPUTY: "deputy",
    Role.SUBSTITUTE: "substitute",
    Role.POLICE_CONTACT: "police_contact",
    Role.POLICE_RADICALISATION_CONTACT: "police_radicalisation_contact",
    Role.FRONTLINE: "teacher",
    Role.PRIVACY_OFFICER: "privacy_officer",
    Role.EDITOR: "editor",
    Role.MODERATOR: "moderator",
    Role.ADMINISTRATOR: "administrator",
}
# Where the table lets a role in and a rule of the room then says no, whatever is asked for.
RULES_SAY_NO = {
    ("consultations:start", Role.POLICE_CONTACT): "a municipality asks, the police answer",
    ("consultations:start", Role.POLICE_RADICALISATION_CONTACT): "a municipality asks, the police answer",
}
HARMLESS = {200, 204, 302, 303, 400, 404, 405, 409, 410, 422, 429}


@dataclass(frozen=True)
class Route:
    """One address with unknown ids filled in."""

    name: str
    url: str
    guard: Guard
    has_id: bool


def _filled(pattern: URLPattern) -> dict[str, Any]:
    """A value for every part of the address: ids that nothing has."""
    values: dict[str, Any] = dict.fromkeys(pattern.pattern.regex.groupindex, "x")
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__
        values[name] = {"UUIDConverter": uuid.UUID(int=7), "IntConverter": 999_999_999}.get(kind, "x")
    return values


def _routes() -> Iterator[Route]:
    for _path, name, pattern in patterns():
        guard = guard_of(pattern.callback, name)
        assert guard is not None, f"{name} has no guard"
        values = _filled(pattern)
        values.update({key: value for key, value in pattern.default_args.items() if key in values})
        has_id = any(isinstance(value, uuid.UUID | int) for value in values.values())
        yield Route(name, reverse(name, kwargs=values), guard, has_id)


def _visits(client: Client, routes: list[Route]) -> Iterator[tuple[Route, str, int, str]]:
    """(route, method, status, where to) of a GET and a POST on each; what a visit writes is undone at once."""
    client.raise_request_exception = False  # a fault is collected as 500, so that one run tells them all
    for route in routes:
        for method in ("GET", "POST"):
            with transaction.atomic():
                response = client.generic(method, route.url)
                transaction.set_rollback(True)
            yield route, method, response.status_code, response.headers.get("Location", "")


def test_every_route_has_a_name_and_a_guard() -> None:
    found = list(patterns())
    assert [path for path, name, _pattern in found if not name] == []
    assert [path for path, name, pattern in found if guard_of(pattern.callback, name) is None] == []


def test_public_routes_are_exactly_those_with_a_reason() -> None:
    public = {
        name for _path, name, pattern in patterns() if (guard_of(pattern.callback, name) or Guard("")).kind == "public"
    }
    assert public - set(PUBLIC) == set(), "open without a reason here"
    assert set(PUBLIC) - public == set(), "no longer there, or no longer open"


def test_library_guards_are_all_in_use() -> None:
    names = {name for _path, name, _pattern in patterns()}
    assert set(settings.LIBRARY_GUARDS) - names == set()


def test_nobody_is_asked_to_sign_in(house: House, client: Client) -> None:
    wrong = []
    for route, method, status, where in _visits(client, list(_routes())):
        asked = status == 302 and where.startswith(reverse(settings.LOGIN_URL))
        if (route.guard.kind == "public" and status not in HARMLESS) or (route.guard.kind != "public" and not asked):
            wrong.append(f"{method} {route.url} → {status} {where}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def person(request: pytest.FixtureRequest, house: House) -> Person:
    """Who has the role; the substitute's is in force only while contact and deputy are away (R18)."""
    role = request.param
    if role == Role.SUBSTITUTE:
        for key in ("contact", "deputy"):
            membership = house.people[key].membership
            Absence.objects.create(membership=membership, away_from=clock.today(), away_to=clock.today())
    return house.people[CAST[role]]


ROLES = pytest.mark.parametrize("person", list(Role), ids=str, indirect=True)


@ROLES
def test_role_reaches_exactly_what_the_table_says(person: Person, client_as: Callable[..., Client]) -> None:
    wrong = []
    for route, method, status, where in _visits(client_as(person), list(_routes())):
        if not _as_the_table_says(route, method, status, person.role):
            wrong.append(f"{method} {route.url} ({route.guard.permission or route.guard.kind}) → {status} {where}")
    assert not wrong, "\n".join(wrong)


def _as_the_table_says(route: Route, method: str, status: int, role: Role) -> bool:
    permission = route.guard.permission
    if permission is None:
        return status in HARMLESS
    if role not in TABLE[permission].roles:
        return status in {403, 405}
    if (route.name, role) in RULES_SAY_NO:
        return status == 403
    if route.has_id and method == "GET":
        # An unknown id and a neighbour's look alike; a redirect leads to a page that is 404 itself.
        return status in {302, 303, 404, 405}
    return status in HARMLESS


@ROLES
def test_without_second_factor_the_role_is_sent_to_it(person: Person, client_as: Callable[..., Client]) -> None:
    wanting = [
        route
        for route in _routes()
        if route.guard.permission
        and TABLE[route.guard.permission].second_factor
        and person.role in TABLE[route.guard.permission].roles
    ]
    wrong = []
    for route, method, status, where in _visits(client_as(person, second_factor=False), wanting):
        sent = status == 302 and where.startswith(reverse(settings.SECOND_FACTOR_URL))
        if not sent and status != 405:
            wrong.append(f"{method} {route.url} → {status} {where}")
    assert not wrong, "\n".join(wrong)
